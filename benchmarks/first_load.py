"""What the first load of the maturity page transfers, above a page with as little as can be.

In Chromium with an empty cache: the bytes of all files as they were sent, headers included, and of
all websocket messages, until the page rests. The other page is a line of text and one chart by
`st.write`, with the same Streamlit at its default settings (`rivals/blank.py`): what Streamlit and
its chart element need by themselves. Target: at most 300 kB more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import firms
from benchmarks.browsing import Transferred, first_load, rest
from benchmarks.process import ROOT
from benchmarks.serving import ours, serving
from tests.browser.chromium import chromium

MAX_KILOBYTES = 300.0
_BLANK = ROOT / "benchmarks" / "rivals" / "blank.py"


def main(arguments: list[str]) -> int:
    """Print both loads and the verdict; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=10_000)
    parser.add_argument("--home", type=Path, help="a warehouse that holds them already")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        home = options.home or Path(folder) / "home"
        firms.published(home, options.firms).close()
        with serving(_BLANK, Path(folder)) as server:
            blank = first_load(browser, server.address, rest)
        with ours(home) as server:
            server.until_quiet()
            own = first_load(browser, f"{server.address}/maturity", rest)
    _print("maturity page", own)
    _print("blank page with a chart", blank)
    more = (own.files + own.messages - blank.files - blank.messages) / 1000
    good = more <= MAX_KILOBYTES
    print(f"{more:.0f} kB above it (at most {MAX_KILOBYTES:g}): {'met' if good else 'MISSED'}")
    return int(not good)


def _print(name: str, found: Transferred) -> None:
    print(
        f"{name:<24} files {found.files / 1000:7,.0f} kB   messages {found.messages / 1000:5.0f} kB"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
