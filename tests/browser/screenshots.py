"""`python -m tests.browser.screenshots FOLDER [PAGE …]`: pictures of every page, to be looked at.

Serves the warehouse of `$BAROMETER_HOME` (default data/warehouse) and takes each page at 1440 and
390 px, light and dark, German and English.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Page

from survey.warehouse import home
from tests.browser.chromium import chromium
from tests.browser.server import serving

PAGES = ("", "maturity", "strategy", "barriers", "imprint", "privacy", "accessibility")
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


def main(folder: Path, pages: tuple[str, ...], query: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with serving(home().resolve(), folder / "server.log") as address, chromium() as browser:
        for name, width, scheme, lang in product(pages, WIDTHS, ("light", "dark"), ("de", "en")):
            context = browser.new_context(
                viewport={"width": width, "height": WIDTHS[width]},
                color_scheme=scheme,  # type: ignore[arg-type]
                locale="de-DE" if lang == "de" else "en-GB",
            )
            page = context.new_page()
            page.goto(f"{address}/{name}?lang={lang}{query}")
            settle(page)
            whole(page, width)
            page.screenshot(path=folder / f"{name or 'overview'}-{width}-{scheme}-{lang}.png")
            context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or PAGES)
