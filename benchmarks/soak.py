"""20,000 runs of the maturity page: memory at the end against memory after the first 1,000.

Ten sessions, each of which runs the page under one selection after the other and leaves after a few
hundred runs, as readers do, so that what a session leaves behind would count too. All selections
are warm before the first measurement: what is kept of them is not counted as a leak. Target: at
most 15 % more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from benchmarks import firms
from benchmarks.serving import Server, ours
from benchmarks.sessions import run_sessions

RUNS, FIRST, MAX_GROWTH = 20_000, 1_000, 0.15
SELECTIONS = ("", "size=0-9", "size=10-49", "size=GE250", "district=15003", "lang=en")
_SESSIONS, _BLOCK = 10, 1_000


def run(server: Server, runs: int) -> float:
    """So many runs by ten sessions; megabytes while the last of them are still open."""
    each = max(1, runs // _SESSIONS)
    found: list[float] = []
    queries = list(islice(cycle(SELECTIONS), each))
    run_sessions(server, "maturity", _SESSIONS, queries, lambda: found.append(server.megabytes()))
    return found[0]


def soak(server: Server, runs: int, first: int) -> tuple[float, float]:
    """Megabytes after the first so many runs, and at the end."""
    server.until_quiet()
    run_sessions(server, "maturity", 1, list(SELECTIONS) * 2)
    early = run(server, first)
    print(f"{first:>7,} runs  {early:6.1f} MB", flush=True)
    late, done = early, first
    while done < runs:
        block = min(_BLOCK, runs - done)
        late = run(server, block)
        done += block
        print(f"{done:>7,} runs  {late:6.1f} MB", flush=True)
    return early, late


def main(arguments: list[str]) -> int:
    """Print memory as it goes, and the verdict; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="a warehouse that holds them already")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--first", type=int, default=FIRST)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        firms.published(home, options.firms).close()
        with ours(home) as server:
            early, late = soak(server, options.runs, options.first)
    growth = late / early - 1
    good = growth <= MAX_GROWTH
    print(
        f"{options.runs:,} runs: {late:.0f} MB, {growth:+.1%} on the first {options.first:,} "
        f"(at most {MAX_GROWTH:+.0%}): {'met' if good else 'MISSED'}"
    )
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
