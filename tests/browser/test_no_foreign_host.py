"""Every page, every plain page and every export asks this server and nobody else.

The window of these tests fails where anything is asked elsewhere or blocked by the page's own
Content-Security-Policy (`tests/browser/conftest.py`); so does that of all other browser tests.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from stage.routes import ROUTES
from tests.browser.conftest import Window
from tests.browser.reading import open_all, open_page, settled
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

FIGURES = {  # one of each kind of chart
    "ranking": "page=barriers&figure=barriers",
    "heat map": "page=maturity&figure=maturity-matrix",
    "shares": "page=strategy&figure=strategy_status-by-sector",
    "map": "page=region&figure=map-maturity",
    "funnel": "page=support&figure=programmes-way",
}
SHOW = ("stage", "stage", "presenter", "stage/check")
ASKED_BY_PAGES = {  # what the pages above ask for by themselves
    "/drawing": "a page whose server makes other waves ahead (test_shelf.py)",
    "/stage/slides": "a test of the stage publishes while it is open",
    "/stage/slide": "a test of the stage changes a filter",
    "/stage/picture/{name}": "pictures of the demo order",
}


def test_every_page_that_the_sidebar_lists(page: Page, dashboard: str, watch: Watch) -> None:
    open_page(page, f"{dashboard}/?survey=kmu-st")
    links = page.get_by_test_id("stSidebarNavLink")
    pages = links.evaluate_all("links => links.map(each => each.href)")
    assert len(pages) > 15
    for address in pages:
        open_page(page, address)
        open_all(page)
        settled(page)
    sockets = [url for url in watch.asked if url.startswith("ws:")]
    assert sockets, "the browser tells nothing of websockets"


@pytest.mark.parametrize("path", ["figure", "embed"])
def test_every_kind_of_figure_on_its_own(page: Page, dashboard: str, path: str) -> None:
    for query in FIGURES.values():
        page.goto(f"{dashboard}/{path}?{query}&lang=en")
        page.locator(".main-svg").first.wait_for()
        page.locator("details:not([open]) > summary").evaluate_all("all => all.map(s => s.click())")


def test_the_show(page: Page, dashboard: str) -> None:
    for path, query in (
        ("stage", "order=demo"),
        ("stage", "order=demo&format=4:3&foyer=1"),
        ("presenter", "order=demo"),
        ("stage/check", "order=demo"),
    ):
        page.goto(f"{dashboard}/{path}?{query}")
        page.locator(".main-svg").first.wait_for(state="attached")
        if path == "stage":
            page.wait_for_event("response", lambda found: "/stage/state" in found.url)


def test_every_export_of_a_figure_of_a_page_and_of_an_order(
    window: Window, dashboard: str, watch: Watch, tmp_path: Path
) -> None:
    page = window()
    page.goto(f"{dashboard}/figure?{FIGURES['ranking']}")
    taken = [_saved(page, each, tmp_path) for each in page.locator(".take > *").all()]
    open_page(page, f"{dashboard}/barriers?survey=kmu-st")
    open_all(page)
    whole = page.locator('a[href^="download?"]:not([href*="figure="])')
    taken += [_saved(page, each, tmp_path) for each in whole.all()]
    for address in ("stage/pack?order=demo", "download?order=demo&format=pptx"):
        with page.expect_download() as waiting:
            page.evaluate("address => { location.href = address; }", f"{dashboard}/{address}")
        taken.append(_kept(waiting.value, tmp_path))
    ends = sorted(each.suffix for each in taken)
    assert ends == [".csv", ".csv", *3 * [".html"], ".png", *3 * [".pptx"], ".svg", ".xlsx"]
    for file in taken:
        if file.suffix in (".html", ".svg"):
            page.goto(file.as_uri())
            page.locator("svg").first.wait_for(state="attached")
            page.wait_for_timeout(500)  # in which a picture or a font might be asked for
        elif file.suffix in (".pptx", ".xlsx"):
            assert _loaded_from_elsewhere(file) == []
    assert any(url.startswith("file:") for url in watch.asked)


def test_no_plain_page_is_left_out() -> None:
    visited = {f"/{path}" for path in ("figure", "embed", "download", "stage/pack", *SHOW)}
    visited |= {"/stage/state", "/figure-assets/{name}", *ASKED_BY_PAGES}
    assert {route.path for route in ROUTES} == visited


def test_what_is_asked_elsewhere_is_seen(
    dashboard: str, context: BrowserContext, watch: Watch
) -> None:
    """The watch sees a foreign picture: as a violation on our pages, as a request without them."""
    picture = '<img src="http://foreign.invalid/a.png">'
    page = context.pages[0]
    page.goto(f"{dashboard}/figure?{FIGURES['ranking']}")
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", picture)
    page.wait_for_timeout(500)  # the browser tells of it a moment later
    (told,) = watch.violations
    assert told.startswith("img-src blocked http://foreign.invalid/a.png on ")
    page.goto("about:blank")
    watch.asked.clear()
    with page.expect_event("requestfailed"):
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", picture)
    assert watch.foreign == ["http://foreign.invalid/a.png"]
    watch.violations.clear()
    watch.asked.clear()


def _saved(page: Page, element, folder: Path) -> Path:
    with page.expect_download() as waiting:
        element.evaluate("each => each.click()")
    return _kept(waiting.value, folder)


def _kept(download, folder: Path) -> Path:
    file = folder / f"{len(list(folder.iterdir()))}-{download.suggested_filename}"
    download.save_as(file)
    return file


def _loaded_from_elsewhere(file: Path) -> list[str]:
    """What an office file takes from outside when it is opened; links that are followed do not."""
    found = []
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            if name.endswith(".rels"):
                text = packed.read(name).decode()
                for one in re.findall(r"<Relationship [^>]*TargetMode=\"External\"[^>]*>", text):
                    if not re.search(r'Type="[^"]*/hyperlink"', one):
                        found.append(one)
    return found
