"""A figure that was drawn before, or ahead, comes at once: Plotly does not draw it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages.parts.ahead import OFF
from tests.browser.reading import choose, open_page, settled
from tests.browser.server import serving

pytestmark = pytest.mark.browser

# All that Plotly draws is counted.
_COUNT = """
  window.drawn = [];
  let plotly;
  Object.defineProperty(window, "Plotly", { get: () => plotly, set: (found) => {
    const { react } = found;
    found.react = (plot, ...rest) => { window.drawn.push(plot); return react(plot, ...rest); };
    plotly = found;
  } });
"""
_AHEAD = "() => window.drawn.filter((plot) => !plot.isConnected).length"
_ANSWER = """async () => {
  const [address] = document.querySelector("[data-ahead]").dataset.ahead.split(" ");
  return (await fetch(address)).status;
}"""
_SEEN = """() => [...document.querySelectorAll(".js-plotly-plot")].filter((plot) => {
  const { top, bottom } = plot.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
})"""
_DRAWN = f"() => ({_SEEN})().filter((plot) => window.drawn.includes(plot)).length"
_TEXTS = """() => [...document.querySelectorAll(".db-chart")].map(
  (place) => [place.dataset.chart, place.querySelector(".main-svg").textContent])"""


def wave(page: Page, year: str) -> None:
    choose(page, "Erhebungswelle", f"Erhebung {year}")
    page.wait_for_url(f"**wave={year}**")
    settled(page)


@pytest.fixture
def counting(page: Page) -> Page:
    """A window that knows what Plotly has drawn in it."""
    page.add_init_script(_COUNT)
    return page


def forget(page: Page) -> None:
    """Begin to count anew, once nothing is drawn any more."""
    page.wait_for_timeout(1500)
    page.evaluate("window.drawn.length = 0")


def test_the_way_back_needs_no_drawing(counting: Page, dashboard: str) -> None:
    page = counting
    open_page(page, f"{dashboard}/strategy?survey=kmu-st&wave=2019")
    there = page.evaluate(_TEXTS)
    forget(page)
    wave(page, "2021")
    assert page.evaluate(_TEXTS) != there
    assert page.evaluate(_DRAWN) >= 1
    page.wait_for_function(f"() => ({_AHEAD})() >= 1")
    forget(page)
    wave(page, "2019")
    assert page.evaluate(_DRAWN) == 0
    assert page.evaluate(_TEXTS) == there


@pytest.fixture(scope="module")
def ahead(published_home: Path, tmp_path_factory: pytest.TempPathFactory):
    """The address of a dashboard that makes other waves ahead."""
    log = tmp_path_factory.mktemp("ahead") / "log"
    with serving(published_home, log, **{OFF: "on"}) as address:
        yield address


def open_made_ahead(page: Page, address: str) -> int:
    """Open a page whose other waves are made; a server that has just started has other work first.

    How many figures of it are in view.
    """
    for _ in range(30):
        open_page(page, address)
        page.wait_for_timeout(2000)
        if page.evaluate(_ANSWER) == 200:
            break
    open_page(page, address)
    return int(page.evaluate(f"() => ({_SEEN})().length"))


def test_another_wave_is_drawn_before_it_is_asked_for(counting: Page, ahead: str) -> None:
    page = counting
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown = open_made_ahead(page, f"{ahead}/strategy?survey=kmu-st&size=10-49")
    page.wait_for_function(f"() => ({_AHEAD})() === {2 * shown}")  # both other waves
    drawings = [each for each in asked if "/drawing?" in each]
    assert drawings and all("size=10-49" in each for each in drawings)
    forget(page)
    wave(page, "2021")
    assert page.evaluate(_DRAWN) == 0, "all in view lay ready"
    wave(page, "2019")
    assert page.evaluate(_DRAWN) == 0


def test_what_answers_oddly_is_passed_over(counting: Page, ahead: str) -> None:
    """A proxy's login page instead of a drawing: the other wave is drawn ahead all the same."""
    page = counting
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(
        "**/drawing?*wave=2019*",
        lambda route: route.fulfill(body="<html>", content_type="text/html"),
    )
    shown = open_made_ahead(page, f"{ahead}/strategy?survey=kmu-st&size=50-249")
    page.wait_for_function(f"() => ({_AHEAD})() >= {shown}")
    forget(page)
    wave(page, "2021")
    assert page.evaluate(_DRAWN) == 0
    wave(page, "2019")
    assert page.evaluate(_DRAWN) >= 1
    assert errors == []


def test_nothing_is_drawn_ahead_where_the_server_makes_nothing(
    counting: Page, dashboard: str
) -> None:
    page = counting
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    page.wait_for_timeout(2000)
    assert not page.locator("[data-ahead]").count()
    assert not [each for each in asked if "/drawing?" in each]
    assert page.evaluate(_AHEAD) == 0
