"""A figure that was drawn before, or ahead, comes at once: Plotly does not draw it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages.parts.ahead import OFF
from tests.browser.reading import choose, open_page, settled
from tests.browser.server import serving

pytestmark = pytest.mark.browser

# All that Plotly draws is counted, and each figure that is shown now gets a number of its own.
_COUNT = """() => {
  const react = Plotly.react;
  window.drawn = [];
  Plotly.react = (plot, ...rest) => { window.drawn.push(plot); return react(plot, ...rest); };
  [...document.querySelectorAll(".js-plotly-plot")].forEach((plot, i) => { plot.number = i + 1; });
}"""
_SEEN = """() => [...document.querySelectorAll(".js-plotly-plot")].filter((plot) => {
  const { top, bottom } = plot.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
})"""
_NUMBERS = f"() => ({_SEEN})().map(({{ number }}) => number ?? 0)"
_DRAWN = f"() => ({_SEEN})().filter((plot) => window.drawn.includes(plot)).length"
_TEXTS = """() => [...document.querySelectorAll(".db-chart")].map(
  (place) => [place.dataset.chart, place.querySelector(".main-svg").textContent])"""


def wave(page: Page, year: str) -> None:
    choose(page, "Erhebungswelle", f"Erhebung {year}")
    page.wait_for_url(f"**wave={year}**")
    settled(page)


def test_the_way_back_needs_no_drawing(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/strategy?survey=kmu-st&wave=2019")
    there = page.evaluate(_TEXTS)
    page.evaluate(_COUNT)
    wave(page, "2021")
    assert page.evaluate(_TEXTS) != there
    assert page.evaluate(_DRAWN) >= 1
    page.wait_for_function("() => window.drawn.some((plot) => !plot.isConnected)")  # the way back
    page.wait_for_timeout(1500)
    page.evaluate("window.drawn.length = 0")
    wave(page, "2019")
    assert page.evaluate(_DRAWN) == 0
    assert page.evaluate(_TEXTS) == there


@pytest.fixture(scope="module")
def ahead(published_home: Path, tmp_path_factory: pytest.TempPathFactory):
    """The address of a dashboard that makes other waves ahead."""
    log = tmp_path_factory.mktemp("ahead") / "log"
    with serving(published_home, log, **{OFF: "on"}) as address:
        yield address


def test_another_wave_is_drawn_before_it_is_asked_for(page: Page, ahead: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, f"{ahead}/strategy?survey=kmu-st&size=10-49")
    page.evaluate(_COUNT)
    shown = page.evaluate(_NUMBERS)
    waves = f"() => window.drawn.length >= {2 * len(shown)}"  # both others, of all in view
    page.wait_for_function(waves)
    page.wait_for_timeout(500)
    drawings = [each for each in asked if "/drawing?" in each]
    assert len(drawings) == 2 * len(shown)
    assert all("size=10-49" in each for each in drawings)
    page.evaluate("window.drawn.length = 0")
    wave(page, "2021")
    assert page.evaluate(_DRAWN) == 0, "all in view lay ready"
    assert page.evaluate(_NUMBERS) != shown


def test_what_answers_oddly_is_passed_over(page: Page, ahead: str) -> None:
    """A proxy's login page instead of a drawing: the other wave is drawn ahead all the same."""
    odd = "**/drawing?*wave=2019*"
    page.route(odd, lambda route: route.fulfill(body="<html>", content_type="text/html"))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_page(page, f"{ahead}/strategy?survey=kmu-st&size=50-249")
    page.evaluate(_COUNT)
    shown = page.evaluate(_NUMBERS)
    page.wait_for_function(f"() => window.drawn.length >= {len(shown)}")
    page.wait_for_timeout(1500)
    page.evaluate("window.drawn.length = 0")
    wave(page, "2021")
    assert page.evaluate(_DRAWN) == 0
    wave(page, "2019")
    assert page.evaluate(_DRAWN) >= 1
    assert errors == []


def test_nothing_is_drawn_ahead_where_the_server_makes_nothing(page: Page, dashboard: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    page.evaluate(_COUNT)
    page.wait_for_timeout(2000)
    assert not page.locator("[data-ahead]").count()
    assert not [each for each in asked if "/drawing?" in each]
    assert page.evaluate("window.drawn.length") == 0
