"""Spark as the engine of the cube: for responses that one machine does not hold.

PySpark is an extra (`requirements-spark.txt`) and needs Java 17; nothing else imports it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np

from estimation.answers import DESIGN_WEIGHT, Answers, answer_name, coded
from estimation.calibration import CELL
from estimation.measures import Measure
from estimation.moments import near
from locales import N_, Message
from survey.codebook import NumericQuestion
from survey.failure import Failure
from survey.snapshot import PublishedSurvey

DEFAULT_MASTER = "local[*]"


@contextmanager
def session(master: str | None) -> Iterator[Any]:
    """A Spark session on `master`, stopped at the end. Raises Failure where Spark cannot run."""
    missing = missing_parts()
    if missing is not None:
        raise Failure(missing)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("digitalbarometer-cube").master(master or DEFAULT_MASTER)
    spark = (
        builder.config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()


def missing_parts() -> Message | None:
    """What has to be installed before Spark can run, in one line; None where nothing is."""
    if shutil.which("java") is None:
        return Message(
            N_("Spark needs Java 17: install the Debian package openjdk-17-jre-headless.")
        )
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return Message(N_("Spark is not installed: pip install -r requirements-spark.txt"))
    return None


def spark_answers(
    spark: Any, survey: PublishedSurvey, folder: Path | str
) -> Callable[[Sequence[Measure], Sequence[str]], Answers]:
    """The answers of the Parquet files in `folder`, for any measures and keys.

    Where `survey` holds no responses itself, it remembers from here what numbers are centred at.
    """
    from pyspark.sql import functions as sql

    frame = spark.read.option("recursiveFileLookup", "true").parquet(str(folder))
    waves = list(survey.codebook.wave)
    kept = frame.filter(sql.col("respondent") & sql.col("wave").isin(waves)).cache()

    def column(name: str, kind: str, alias: str) -> Any:
        if name not in frame.columns:  # as `etl.parquet`: what the files lack is missing
            return sql.lit(None).cast(kind).alias(alias)
        return sql.col(f"`{name}`").cast(kind).alias(alias)

    for question, _, name in survey.codebook.variables():
        if isinstance(question, NumericQuestion):
            mean = kept.agg(sql.avg(column(name, "double", "mean"))).first()[0]
            survey.remembered(("centre", name), partial(near, mean))

    def ask(measures: Sequence[Measure], keys: Sequence[str]) -> Answers:
        choice = measures[0].kind == "choice"
        options = (answer_name(0),) if choice else ()
        raked = [DESIGN_WEIGHT] if CELL in keys else []
        chosen = [
            *(column(key, "string", key) for key in keys),
            *(column(name, "double", name) for name in ("weight", *raked)),
            *(
                column(measure.column, "string" if choice else "double", answer_name(i))
                for i, measure in enumerate(measures)
            ),
        ]
        narrow: nw.LazyFrame[Any] = nw.from_native(kept.select(*chosen)).lazy()
        return Answers(
            (*keys, *options),
            lambda aggregate, _: _columns(aggregate(narrow).to_native()),
            lambda found: {key: coded(found[key]) for key in (*keys, *options)},
            raked=bool(raked),
        )

    return ask


def _columns(frame: Any) -> dict[str, Any]:
    """Column -> array of all rows of a Spark DataFrame."""
    rows = frame.collect()
    found = {}
    for i, (name, kind) in enumerate(frame.dtypes):
        values = np.array([row[i] for row in rows], dtype=object)
        found[name] = values if kind == "string" else values.astype(float)
    return found
