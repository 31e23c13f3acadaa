"""Figures of another producer, published beside the surveys. `etl.benchmark` writes them.

Tables of a file
----------------
figure   one row per row of the producer's file:
    instrument VARCHAR: version of the index ("v3", "v4"; "" where it has none). Figures of
        different instruments count different things and must never be joined in one line,
    line, frequency, size, sector, indicator, unit, geo, period: the producer's codes,
    size_label, sector_label, indicator_label, unit_label, geo_label: its English labels,
    value DOUBLE, NULL where the producer gives none,
    flag VARCHAR ("b" break in series, "d" definition differs, "u" low reliability; may hold
        several), confidentiality VARCHAR ("C" confidential); "" for none
source   title, file, sha256, rows, producer, licence; one row
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from locales import N_, Message
from survey.failure import Failure
from survey.snapshot import Snapshot
from survey.warehouse import UnreadableSnapshot


class UnknownBenchmark(Failure):
    """The snapshot holds no benchmark of this name."""


class PublishedBenchmark:
    """One benchmark data set of a snapshot. Holds one read-only connection."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._connection = duckdb.connect(str(file), read_only=True)
            self.rows = len(self.figures)
        except duckdb.Error as error:
            raise UnreadableSnapshot(
                Message(
                    N_(
                        "The published file {file} cannot be read ({detail}). Load the benchmark "
                        "again: python -m etl benchmark FILE"
                    ),
                    file=file,
                    detail=str(error).splitlines()[0],
                )
            ) from None

    @cached_property
    def figures(self) -> pd.DataFrame:
        """All figures, one row per row of the producer's file, in its order; value NaN for none."""
        return self._connection.cursor().execute("FROM figure ORDER BY line").df()

    @cached_property
    def instruments(self) -> tuple[str, ...]:
        """The versions in it; figures of two of them must never be joined."""
        return tuple(sorted(self.figures["instrument"].unique()))

    def of_instrument(self, instrument: str) -> pd.DataFrame:
        """The figures of one version of the index."""
        return self.figures[self.figures["instrument"] == instrument]

    @cached_property
    def source(self) -> dict[str, str]:
        """title, file, sha256, rows, producer and licence, as texts."""
        frame = self._connection.cursor().execute("FROM source").df()
        return {str(name): str(value) for name, value in frame.iloc[0].items()}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def published_benchmark(snapshot: Snapshot, dataset: str) -> PublishedBenchmark:
    """The benchmark called `dataset` ("isoc_e_dii"). Raises UnknownBenchmark for another name."""
    if dataset not in snapshot.manifest.benchmarks:
        raise UnknownBenchmark(
            Message(
                N_(
                    "There is no benchmark '{name}' in the published snapshot. "
                    "Choose from: {known}."
                ),
                name=dataset,
                known=", ".join(sorted(snapshot.manifest.benchmarks)) or "–",
            )
        )
    return PublishedBenchmark(snapshot.folder / snapshot.manifest.benchmarks[dataset])
