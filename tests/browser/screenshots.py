"""`python -m tests.browser.screenshots FOLDER [PAGE …]`: pictures of every page, to be looked at.

Serves the warehouse of `$BAROMETER_HOME` (default data/warehouse) and takes each page at 1440 and
390 px, light and dark, German and English.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from survey.warehouse import home
from tests.browser.chromium import chromium
from tests.browser.server import serving

PAGES = ("", "maturity", "strategy", "barriers")
PAGES += ("support", "participation", "learning", "change")
PAGES += ("region", "benchmark", "brief", "self-check", "explorer")
PAGES += ("data", "methodology", "imprint", "privacy", "accessibility")
RUN_DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
WIDTHS = {1440: 1000, 390: 844}


def settle(page: Page) -> None:
    """Wait until the script has run and nothing is being drawn any more."""
    page.wait_for_selector(RUN_DONE, timeout=60_000)
    page.wait_for_selector("h1")
    page.wait_for_timeout(700)


def whole(page: Page, width: int) -> None:
    """Make the window as high as the page, so that a picture shows all of it."""
    height = page.evaluate(
        """() => document.querySelector('[data-testid="stMain"]').scrollHeight"""
    )
    page.set_viewport_size({"width": width, "height": min(int(height) + 20, 12000)})
    page.wait_for_timeout(600)


def take(address: str, browser: Browser, file: Path, name: str, **look: Any) -> None:
    """A picture of one page: `width`, `scheme`, `lang`, and `height` where not all is wanted."""
    width, lang = look["width"], look["lang"]
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=look["scheme"],
        locale="de-DE" if lang == "de" else "en-GB",
    )
    page = context.new_page()
    page.goto(f"{address}/{name}?survey=kmu-st&lang={lang}")
    settle(page)
    if "height" in look:
        page.set_viewport_size({"width": width, "height": look["height"]})
        page.wait_for_timeout(600)
    else:
        whole(page, width)
    page.screenshot(path=file)
    context.close()


README = {
    "overview-light-de": ("", {"width": 1440, "scheme": "light", "lang": "de", "height": 1180}),
    "strategy-dark-en": (
        "strategy",
        {"width": 1440, "scheme": "dark", "lang": "en", "height": 980},
    ),
    "barriers-phone-de": (
        "barriers",
        {"width": 390, "scheme": "light", "lang": "de", "height": 844},
    ),
}


def main(folder: Path, pages: tuple[str, ...]) -> None:
    """Every page in every look, or the README's three pictures where `pages` is `readme`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as logs,
        serving(home().resolve(), Path(logs) / "log") as address,
        chromium() as browser,
    ):
        if pages == ("readme",):
            for file, (name, look) in README.items():
                take(address, browser, folder / f"{file}.png", name, **look)
            return
        for name, width, scheme, lang in product(pages, WIDTHS, ("light", "dark"), ("de", "en")):
            file = folder / f"{name or 'overview'}-{width}-{scheme}-{lang}.png"
            take(address, browser, file, name, width=width, scheme=scheme, lang=lang)


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or PAGES)
