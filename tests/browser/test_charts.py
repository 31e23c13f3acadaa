"""How `charts.js` draws the figures of a page: in the room there is; what it says if it cannot."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.reading import language, open_page, settled

pytestmark = pytest.mark.browser

RAN = "() => document.querySelector('.stApp').dataset.testScriptState === 'notRunning'"
_WIDTHS = """() => [...document.querySelectorAll(".db-chart")].map(
  place => [place.clientWidth, place.querySelector(".main-svg").clientWidth])"""
_HEIGHTS = """() => [...document.querySelectorAll(".db-chart")].map(
  place => [place.clientHeight, place.querySelector(".js-plotly-plot").clientHeight])"""


def test_figures_are_as_wide_as_their_place(page, dashboard):
    page.set_viewport_size({"width": 1000, "height": 900})  # narrower than the column may be
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    before = page.evaluate(_WIDTHS)
    assert before and all(place == drawn for place, drawn in before)
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    page.wait_for_function(f"width => ({_WIDTHS})()[0][1] > width", arg=before[0][1] + 50)
    settled(page)
    page.wait_for_function(f"() => ({_WIDTHS})().every(([place, drawn]) => place === drawn)")


def test_a_place_is_as_high_as_its_figure_before_it_is_drawn(page, dashboard):
    open_page(page, f"{dashboard}/maturity?survey=kmu-st")
    heights = page.evaluate(_HEIGHTS)
    assert len(heights) > 4
    assert all(place == drawn for place, drawn in heights)


def test_hair_lines_stand_where_a_figure_is_late(page, dashboard):
    late: list[Route] = []
    page.route("**/figure-assets/plotly.js*", lambda route: late.append(route))
    page.goto(f"{dashboard}/strategy?survey=kmu-st", wait_until="commit")
    place = page.locator(".db-chart").first
    expect(place).to_have_css("background-image", re.compile("repeating-linear-gradient"))
    height = place.evaluate("place => place.clientHeight")
    for route in late:
        route.continue_()
    place.locator(".main-svg").first.wait_for()
    expect(place).to_have_css("background-image", "none")
    assert place.evaluate("place => place.clientHeight") == height


def test_without_plotly_a_sentence_stands_in_its_place(page, dashboard):
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/figure-assets/plotly.js*", refuse)
    page.goto(f"{dashboard}/strategy?survey=kmu-st")
    place = page.locator(".db-chart").first
    expect(place).to_contain_text("Die Zeichnung konnte nicht geladen werden")
    page.wait_for_function(RAN)
    before = len(asked)
    page.wait_for_timeout(1500)
    assert len(asked) == before, "a page at rest does not ask again and again"
    page.unroute("**/figure-assets/plotly.js*")
    language(page, "English")  # what comes next is drawn
    page.locator(".db-chart .main-svg").first.wait_for()


def test_what_the_reader_left_is_let_go(page, dashboard):
    """Figures of a page that was left are not kept, and those of the next one are drawn."""
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Hemmnisse").click()
    page.wait_for_url("**/barriers**")
    settled(page)
    drawn = page.locator(".db-chart[data-drawn]").count()
    assert drawn == page.locator(".db-chart > .js-plotly-plot:has(.subplot)").count() >= 2


def test_two_places_of_one_name_do_not_swap_for_ever(page, dashboard):
    """While a page is exchanged, a figure may be there twice: both are drawn, the page answers."""
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    page.evaluate(
        """() => {
          const place = [...document.querySelectorAll(".db-chart")].at(-1);
          const twins = [place.cloneNode(), place.cloneNode()];
          for (const each of twins) { delete each.dataset.drawn; place.parentElement.append(each); }
        }"""
    )
    page.wait_for_function("() => !document.querySelector('.db-chart:not([data-drawn])')")
    page.wait_for_function(
        """() => [...document.querySelectorAll(".db-chart")].every(
          place => place.querySelector(".subplot"))"""
    )
