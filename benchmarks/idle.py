"""What an open session costs that does nothing: memory with 100 of them less that with one.

Each has drawn the maturity page once and stays open. One session runs it first, so that what is
kept for all readers is there already. What the server needs only while 100 draw at once (threads,
arrays being summed) counts as theirs. Target: at most 3 MB a session.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import firms
from benchmarks.serving import Server, ours
from benchmarks.sessions import run_sessions

SESSIONS, MAX_MEGABYTES = 100, 3.0


def cost(server: Server, sessions: int) -> float:
    """Megabytes per open session."""
    server.until_quiet()
    few, many = open_with(server, 1, ["", "", ""]), open_with(server, 1 + sessions, [""])
    return (many - few) / sessions


def open_with(server: Server, sessions: int, queries: list[str]) -> float:
    """Megabytes while so many sessions are open that have drawn the page."""
    found: list[float] = []
    run_sessions(server, "maturity", sessions, queries, lambda: found.append(server.megabytes()))
    return found[0]


def main(arguments: list[str]) -> int:
    """Print the cost and the verdict; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="a warehouse that holds them already")
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        firms.published(home, options.firms).close()
        with ours(home) as server:
            found = cost(server, options.sessions)
    good = found <= MAX_MEGABYTES
    print(
        f"{options.sessions} idle sessions: {found:.2f} MB each (at most {MAX_MEGABYTES:g}): "
        f"{'met' if good else 'MISSED'}"
    )
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
