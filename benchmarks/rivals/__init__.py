"""(b) and (c): shares of a five-option question by sector × size, against R `survey` and `svy`.

The same respondents, design and question. R: the design object made once, then `svyby` with
`svyciprop(method = "beta")` for each option, timed inside R. svy: the sample made once, then
`prop(by = …, ci_method = "beta")`. Both rivals' shares are compared with ours before their time
counts. Targets: at least 50 times faster than R, at least 8 times faster than svy. At 1,000,000
firms R takes a minute or two.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from benchmarks import firms
from benchmarks.shares import BY, ITEM, seconds
from estimation import estimate, parse_query
from survey.snapshot import PublishedSurvey

MIN_R, MIN_SVY, ROUNDS = 50.0, 8.0, 2
_KEYS = ["sector", "size", "option"]
_SAMPLE = (
    'SELECT stratum::VARCHAR AS stratum, weight, "sector:section"::VARCHAR AS sector, '
    'size::VARCHAR AS size, "grid.i3"::VARCHAR AS answer FROM response WHERE respondent'
)


def ours(survey: PublishedSurvey) -> tuple[pd.DataFrame, float]:
    """The table, and the median time for it."""
    query = parse_query(survey.codebook, ITEM, by=BY)
    table = estimate(survey, query)
    return table, statistics.median(seconds(lambda: estimate(survey, query)) for _ in range(21))


def against_r(survey: PublishedSurvey, place: Path) -> float:
    """How many times faster than R's survey; it prints both times."""
    table, own = ours(survey)
    with duckdb.connect(str(survey.file), read_only=True) as con:
        con.execute(f"COPY ({_SAMPLE}) TO '{place / 'sample.csv'}' (HEADER)")
    script = Path(__file__).with_name("shares.R")
    done = subprocess.run(
        ["Rscript", str(script), str(place)], check=True, capture_output=True, text=True
    )
    _same(table, pd.read_csv(place / "r.csv", dtype={"option": str}))
    theirs = float(done.stdout.split()[-1])
    print(f"ours {own * 1e3:9.1f} ms   R survey {theirs * 1e3:11.1f} ms   ratio {theirs / own:.0f}")
    return theirs / own


def against_svy(survey: PublishedSurvey) -> float:
    """How many times faster than svy; it prints both times."""
    import polars as pl
    import svy

    table, own = ours(survey)
    with duckdb.connect(str(survey.file), read_only=True) as con:
        data = pl.from_pandas(con.execute(_SAMPLE).df())
    sample = svy.Sample(data, svy.Design(stratum="stratum", wgt="weight"))

    def ask() -> object:
        return sample.estimation.prop(
            "answer", by=["sector", "size"], ci_method="beta", drop_nulls=True
        )

    found = ask().to_polars().to_pandas()
    _same(table, _of_svy(found))
    theirs = statistics.median(seconds(ask) for _ in range(ROUNDS))
    print(f"ours {own * 1e3:9.1f} ms   svy      {theirs * 1e3:11.1f} ms   ratio {theirs / own:.1f}")
    return theirs / own


def _of_svy(found: pd.DataFrame) -> pd.DataFrame:
    names = {"answer": "option", "est": "estimate", "lci": "ci_low", "uci": "ci_high"}
    return found.rename(columns=names)


def _same(table: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Raises AssertionError where the rival answers another question."""
    theirs = theirs.assign(**{name: theirs[name].astype(str) for name in _KEYS})
    both = table.merge(theirs, on=_KEYS, suffixes=("", "_theirs"))
    assert len(both) == len(table) > 100, (len(both), len(table))
    for name in ("estimate", "se", "ci_low", "ci_high"):
        np.testing.assert_allclose(both[name], both[f"{name}_theirs"], rtol=1e-6, err_msg=name)


def main(arguments: list[str]) -> int:
    """Print times, ratios and verdicts; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, help="a warehouse that holds them already")
    options = parser.parse_args(arguments)
    if shutil.which("Rscript") is None:
        raise SystemExit("R is missing: apt-get install r-base-core r-cran-survey r-cran-mass")
    with tempfile.TemporaryDirectory() as folder:
        survey = firms.published(options.home or Path(folder) / "home", options.firms)
        ratios = [
            ("R survey", MIN_R, against_r(survey, Path(folder))),
            ("svy", MIN_SVY, against_svy(survey)),
        ]
        survey.close()
    missed = False
    for name, least, ratio in ratios:
        good = ratio >= least
        missed |= not good
        print(f"{name}: {ratio:.0f} times (at least {least:g}): {'met' if good else 'MISSED'}")
    return int(missed)
