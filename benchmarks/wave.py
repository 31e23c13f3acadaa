"""In Chromium: from choosing another wave until both figures of a page are redrawn.

Dots with intervals by sector, ordered shares by size; filters for wave, size and district;
`min_n: 0`; at 10,000 and 1,000,000 firms in each of two waves. Ours is `own/two_figures.py`, made
of the dashboard's parts; beside it the same page the ordinary way (`rivals/two_figures.py`). Each
change is made twice: under a selection that nobody has asked for, and back to one that was shown.
Targets: either median at most 0.13 s; at most 500 MB at 1,000,000; the first figure on a warm
server no later than the ordinary page's.

The time runs from the browser's own event of the key to the first moment at which what is drawn of
both figures is what is drawn of them in the end (`redrawn.js`).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import duckdb
from playwright.sync_api import Browser

from benchmarks import firms
from benchmarks.browsing import change_wave, first_figure, rest, window
from benchmarks.process import ROOT
from benchmarks.serving import Server, serving
from tests.browser.chromium import chromium

SIZES = (10_000, 1_000_000)
MAX_SECONDS, MAX_MEGABYTES, CHANGES, LOADS = 0.13, 500.0, 16, 5
_OWN = ROOT / "benchmarks" / "own" / "two_figures.py"
_RIVAL = ROOT / "benchmarks" / "rivals" / "two_figures.py"


@dataclass(frozen=True)
class Seen:
    """What was measured of one server: median seconds, megabytes at the end and at most."""

    unasked: float
    asked: float
    first: float
    megabytes: float
    peak: float


def selections(count: int) -> list[dict[str, str]]:
    """So many selections, each other firms: one size in one district."""
    districts = [f"150{n}" for n in ("01", "02", "03", *range(81, 92))]
    sizes = ("0-9", "10-49", "50-249")
    pairs = [{"size": size, "district": code} for size in sizes for code in districts]
    return pairs[:count]


def measure(browser: Browser, server: Server, changes: int, loads: int) -> Seen:
    """The first figure on the warm server, then so many changes there and back."""
    first_figure(browser, server.address)
    first = [first_figure(browser, server.address) for _ in range(loads)]
    unasked, asked = [], []
    page = window(browser)
    for chosen in selections(changes):
        page.goto(f"{server.address}/?{urlencode(chosen)}")
        rest(page, 2)
        unasked.append(change_wave(page, firms.EARLIER))
        asked.append(change_wave(page, firms.LATEST))
    page.context.close()
    medians = (statistics.median(each) for each in (unasked, asked, first))
    return Seen(*medians, server.megabytes(), server.peak())


def rival_data(home: Path, place: Path) -> Path:
    """The respondents of both waves as a Parquet file with the columns that the page needs."""
    survey = firms.published(home, 0)
    cuts = {"wave": "wave", "sector": "sector:group", "size": "size", "answer": "grid.i1"}
    cuts |= {"district": "district:district"}
    chosen = ", ".join(f'"{column}"::VARCHAR AS {name}' for name, column in cuts.items())
    with duckdb.connect(str(survey.file), read_only=True) as con:
        con.execute(
            f"COPY (SELECT {chosen}, weight, score FROM response WHERE respondent) "
            f"TO '{place}' (FORMAT parquet)"
        )
    survey.close()
    return place


def compare(browser: Browser, place: Path, home: Path, options: argparse.Namespace) -> list[Seen]:
    """Ours and the ordinary page on the same survey, one after the other."""
    with serving(_OWN.with_name("served.py"), ROOT, BAROMETER_HOME=str(home)) as server:
        own = measure(browser, server, options.changes, options.loads)
    _print("ours", own)
    data = rival_data(home, place / "firms.parquet")
    with serving(_RIVAL, place, RIVAL_DATA=str(data)) as server:
        theirs = measure(browser, server, options.changes, options.loads)
    _print("pandas, plotly.express", theirs)
    return [own, theirs]


def main(arguments: list[str]) -> int:
    """Print times, memory and verdicts; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, nargs="+", default=list(SIZES), help="in each wave")
    parser.add_argument(
        "--home", type=Path, help="a folder of a warehouse for each number of firms"
    )
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--loads", type=int, default=LOADS)
    options = parser.parse_args(arguments)
    missed = 0
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for count in options.firms:
            home = (options.home or Path(folder)) / f"home-{count}"
            firms.published(home, count, earlier_wave=True, min_n=0).close()
            print(f"{count:,} firms in each wave", flush=True)
            own, theirs = compare(browser, Path(folder), home, options)
            most = f" (at most {MAX_SECONDS:g})"
            verdicts = [
                (f"not asked before {own.unasked:.3f} s{most}", own.unasked <= MAX_SECONDS),
                (f"asked before {own.asked:.3f} s{most}", own.asked <= MAX_SECONDS),
                (f"peak {own.peak:.0f} MB (at most {MAX_MEGABYTES:g})", own.peak <= MAX_MEGABYTES),
                (f"first figure {own.first:.2f} s (ordinary {theirs.first:.2f})",
                 own.first <= theirs.first),
            ]  # fmt: skip
            for text, good in verdicts:
                print(f"{text}: {'met' if good else 'MISSED'}", flush=True)
                missed |= not good
    return int(missed)


def _print(name: str, seen: Seen) -> None:
    print(
        f"{name:<24} not asked before {seen.unasked * 1e3:5.0f} ms   asked before "
        f"{seen.asked * 1e3:5.0f} ms   first figure {seen.first:5.2f} s   {seen.megabytes:,.0f} MB "
        f"(peak {seen.peak:,.0f})",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
