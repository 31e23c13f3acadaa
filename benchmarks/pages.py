"""The maturity page under filters and sessions, against the same page written the ordinary way.

Ours as `make run` serves it; the rival (`benchmarks/rivals/maturity.py`) is pandas, plotly.express
and Streamlit's default settings on the same respondents. Servers one after the other, each a
process of its own. A filter change counts as uncached where no session has asked for that selection
before; what the server makes before readers come is made then (`pages/parts/warm.py`).
Beside wall-clock times stands the CPU time of the server, which other work on the machine leaves
alone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb

from benchmarks import firms
from benchmarks.process import ROOT
from benchmarks.serving import Server, ours, serving
from benchmarks.sessions import run_sessions

MAX_CHANGE, MIN_PER_SECOND, MIN_RATIO, MAX_P95 = 0.25, 80.0, 15.0, 0.4
_SIZES = ("0-9", "10-49", "50-249", "GE250")
_RIVAL = ROOT / "benchmarks" / "rivals" / "maturity.py"


@dataclass(frozen=True)
class Served:
    """What was measured of one server: seconds and runs per second."""

    change: float
    change_cpu: float
    per_second: float
    run_cpu: float
    p95: float
    megabytes: float


def filters(districts: list[str]) -> list[str]:
    """Query strings that each select other firms: one size, one district, two sizes together."""
    two = [f"size={a}&size={b}" for a, b in pairwise(_SIZES)]
    return [f"size={code}" for code in _SIZES] + [f"district={c}" for c in districts] + two


def measure(server: Server, page: str, queries: list[str], sessions: int, runs: int) -> Served:
    """Filter changes by one session, then many sessions on a page that is cached, then twenty."""
    server.until_quiet()
    run_sessions(server, page, 1, [""])
    before = server.cpu()
    changes = run_sessions(server, page, 1, queries)
    change_cpu = (server.cpu() - before) / len(queries)
    run_sessions(server, page, 1, [""])
    before = server.cpu()
    many = run_sessions(server, page, sessions, [""] * runs)
    run_cpu = (server.cpu() - before) / len(many.runs)
    twenty = run_sessions(server, page, 20, [""] * max(10, runs))
    return Served(
        statistics.median(changes.times(first=True)),
        change_cpu,
        many.per_second,
        run_cpu,
        twenty.at(0.95),
        server.megabytes(),
    )


def rival_data(home: Path, place: Path) -> Path:
    """The respondents as a Parquet file with the columns that the page needs."""
    survey = firms.published(home, 0)
    cuts = {"sector": "sector:group", "size": "size", "district": "district:district"}
    chosen = ", ".join(f'"{column}"::VARCHAR AS {name}' for name, column in cuts.items())
    scores = [f"score.d{n}" for n in range(1, 7)] + ["score", "score.minimum"]
    numbers = ", ".join(f'"{name}"' for name in scores)
    with duckdb.connect(str(survey.file), read_only=True) as con:
        con.execute(
            f'COPY (SELECT {chosen}, weight, {numbers}, "score.level"::VARCHAR AS "score.level" '
            f"FROM response WHERE respondent) TO '{place}' (FORMAT parquet)"
        )
    survey.close()
    return place


def rival(folder: Path, data: Path) -> AbstractContextManager[Server]:
    """The rival's page, in a folder of its own so that our settings do not count."""
    return serving(_RIVAL, folder, RIVAL_DATA=str(data))


def main(arguments: list[str]) -> int:
    """Print figures, ratios and verdicts; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, help="a warehouse that holds them already")
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--runs", type=int, default=20, help="runs of each session of ours")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        home = options.home or place / "home"
        survey = firms.published(home, options.firms)
        scheme = survey.codebook.dimensions["district"].scheme
        queries = filters(list(scheme.codes(scheme.finest)))
        survey.close()
        with ours(home) as server:
            own = measure(server, "maturity", queries, options.sessions, options.runs)
        _print("ours", own)
        data = rival_data(home, place / "firms.parquet")
        with rival(place, data) as server:
            theirs = measure(server, "", queries, options.sessions, 2)
        _print("pandas, plotly.express", theirs)
    ratio = own.per_second / theirs.per_second
    verdicts = [
        (f"filter change {own.change:.2f} s (at most {MAX_CHANGE:g})", own.change <= MAX_CHANGE),
        (
            f"{own.per_second:.0f} runs/s (at least {MIN_PER_SECOND:g}), {ratio:.1f} times the "
            f"rival (at least {MIN_RATIO:g})",
            own.per_second >= MIN_PER_SECOND and ratio >= MIN_RATIO,
        ),
        (f"20 sessions p95 {own.p95:.2f} s (at most {MAX_P95:g})", own.p95 <= MAX_P95),
    ]
    for text, good in verdicts:
        print(f"{text}: {'met' if good else 'MISSED'}")
    return int(not all(good for _, good in verdicts))


def _print(name: str, served: Served) -> None:
    print(
        f"{name:<24} filter change {served.change * 1e3:7.0f} ms ({served.change_cpu * 1e3:.0f} ms "
        f"CPU)   {served.per_second:6.1f} runs/s ({served.run_cpu * 1e3:.0f} ms CPU a run)   "
        f"p95 of 20 {served.p95:6.2f} s   {served.megabytes:,.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
