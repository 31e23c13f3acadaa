"""`python -m tests.browser.screenshots FOLDER [PAGE …]`: pictures of every page, to be looked at.

Serves the warehouse of `$BAROMETER_HOME` (default data/warehouse) and takes each page at 1440 and
390 px, light and dark, German and English. `readme` in place of a page makes the pictures that
README and user guide show (`tests/browser/pictures.py`).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, Page

from survey.warehouse import home
from tests.browser.chromium import chromium
from tests.browser.reading import settled
from tests.browser.server import serving

PAGES: tuple[str, ...] = ("", "maturity", "strategy", "barriers")
PAGES += ("support", "participation", "learning", "change")
PAGES += ("region", "benchmark", "brief", "self-check", "explorer", "running-orders")
PAGES += ("data", "methodology", "imprint", "privacy", "accessibility")
HEIGHTS = {1440: 1000, 390: 844}
_HIGHEST = 16_000  # Chromium takes no higher picture
_PATIENCE = 180_000  # milliseconds: two cores may have other work
_turns = count()
# Drawn is a page without placeholders, whose charts are there and made for this width, and which
# has not grown for a while.
_DRAWN = """turn => {
  const waits = document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]');
  const wide = innerWidth <= 640 && document.querySelector('.db-exhibit[data-for="wide"]');
  const charts = [...document.querySelectorAll(".db-chart")];
  const drawn = !waits && !wide && charts.every(chart => chart.dataset.drawn);
  const height = document.querySelector('[data-testid="stMain"]').scrollHeight;
  const same = window.drawn?.turn === turn && window.drawn.height === height;
  window.drawn = {turn, height, times: drawn && same ? window.drawn.times + 1 : 0};
  return window.drawn.times > 8;
}"""


@dataclass(frozen=True)
class Look:
    """Window, theme and language of a picture."""

    width: int = 1440
    scheme: str = "light"
    lang: str = "de"

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{self.lang}"


DESKTOP = Look()
LOOKS = (DESKTOP, Look(390), Look(scheme="dark"), Look(390, "dark", "en"), Look(lang="en"))


def drawn(page: Page) -> None:
    """Wait until the script has run and everything it asked for is on the page."""
    settled(page)
    page.wait_for_function(_DRAWN, arg=next(_turns), polling=100)


def whole(page: Page) -> None:
    """Make the window as high as the page, so that a picture shows all of it."""
    assert page.viewport_size is not None
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    for _ in range(5):
        needed = int(
            page.evaluate("""() => document.querySelector('[data-testid="stMain"]').scrollHeight""")
        )
        if needed <= height:
            return
        height = min(needed + 20, _HIGHEST)
        page.set_viewport_size({"width": width, "height": height})
        drawn(page)


@contextmanager
def opened(browser: Browser, address: str, look: Look, height: int = 0) -> Iterator[Page]:
    """A page in a window of its own, at rest."""
    context = browser.new_context(
        viewport={"width": look.width, "height": height or HEIGHTS[look.width]},
        color_scheme="dark" if look.scheme == "dark" else "light",
        locale="de-DE" if look.lang == "de" else "en-GB",
    )
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    joint = "&" if "?" in address else "?"
    page.goto(f"{address}{joint}survey=kmu-st&lang={look.lang}")
    drawn(page)
    yield page
    context.close()


@contextmanager
def dashboard() -> Iterator[tuple[str, Browser]]:
    """The dashboard served from the published warehouse, and a browser."""
    with (
        tempfile.TemporaryDirectory() as logs,
        serving(home().resolve(), Path(logs) / "log") as address,
        chromium() as browser,
    ):
        yield address, browser


def main(folder: Path, pages: tuple[str, ...]) -> None:
    """Every page in every look."""
    folder.mkdir(parents=True, exist_ok=True)
    with dashboard() as (address, browser):
        for name in pages:
            for look in LOOKS:
                with opened(browser, f"{address}/{name}", look) as page:
                    whole(page)
                    page.screenshot(path=folder / f"{name or 'overview'}-{look}.png")


if __name__ == "__main__":
    chosen = tuple("" if name == "overview" else name for name in sys.argv[2:])
    if chosen == ("readme",):
        from tests.browser.pictures import pictures

        pictures(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), chosen or PAGES)
