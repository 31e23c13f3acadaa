"""Region and Benchmark used as a reader does: choices on the page, the address, the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import (
    changed,
    choose,
    fits,
    go_back,
    has,
    language,
    numbers,
    open_page,
    settled,
    tables,
    tables_when,
)
from tests.browser.test_explorer import click_mark

pytestmark = pytest.mark.browser

FILLED = """() => [...document.querySelectorAll('.db-exhibit[data-name^="map-"] path.js-fill')]
  .filter(path => path.getBoundingClientRect().width > 5).length"""
RIGHT = """() => Math.max(...[...document.querySelectorAll(".js-plotly-plot")]
  .map(chart => chart.getBoundingClientRect().right))"""


def headlines(page: Page) -> list[str]:
    return page.locator(".db-headline").all_inner_texts()


def test_an_indicator_is_chosen_and_its_address_passed_on(page, context, dashboard):
    open_page(page, f"{dashboard}/region?survey=kmu-st")
    page.wait_for_function(f"() => ({FILLED})() > 1")
    german, said = tables(page), [headlines(page)]
    assert len(said[0]) == 2, "the map and the ranking beside it"
    for label, option, code in (
        ("Was gezeigt wird", "Hemmnis: Fehlendes Personal", "measure=barriers.staff"),
        ("Gliederung: Kreis", "Kreise", "level=district"),
        ("Erhebungswelle", "Erhebung 2021", "wave=2021"),
        ("Unternehmensgröße", "10–49 Beschäftigte", "size=10-49"),
    ):
        choose(page, label, option)
        has(page, code)
        german = changed(page, german, by=label)
        said.append(headlines(page))
    assert said[0] != said[1]
    assert len(german[0]) == 15, "fourteen districts under the head"
    language(page, "English")
    english = tables_when(page, lambda found: numbers(found) == numbers(german))
    assert numbers(english) == numbers(german)
    expect(page.get_by_role("combobox", name="What is shown")).to_have_value(
        "Barrier: Staff shortage"
    )
    copied = context.new_page()
    open_page(copied, page.url)
    assert tables_when(copied, lambda found: found == english) == english
    copied.close()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Barriers").click()
    page.wait_for_url("**/barriers?**")
    has(page, "size=10-49")
    settled(page)
    go_back(page, "region")
    has(page, "measure=barriers.staff")
    assert tables_when(page, lambda found: found == english) == english


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_drawn_on_a_phone_in_both_themes(window, dashboard, scheme):
    page = window(390, 844, color_scheme=scheme)
    open_page(page, f"{dashboard}/region?survey=kmu-st&lang=en")
    page.wait_for_function(f"() => ({FILLED})() > 1")
    page.wait_for_function(f"() => ({RIGHT})() <= 390")
    fits(page)


def test_a_district_is_chosen_on_the_map_or_by_keyboard_in_its_table(page, dashboard):
    open_page(page, f"{dashboard}/region?survey=kmu-st&level=district")
    page.wait_for_function(f"() => ({FILLED})() > 1")
    page.locator('.db-exhibit[data-name^="map-"] .js-plotly-plot').scroll_into_view_if_needed()
    click_mark(page, "15003")
    has(page, "district=15003")
    settled(page)
    assert "Magdeburg: " in headlines(page)[0], "the headline speaks of what was clicked"
    tables(page)
    name = page.locator('table.db a[data-filter$="=15003"]').first
    name.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => !location.search.includes('district=')")
    settled(page)
    tables(page)
    page.locator('table.db a[data-filter$="=15002"]').first.focus()
    page.keyboard.press("Enter")
    has(page, "district=15002")


def test_other_sources_are_not_filtered_and_the_filter_comes_back(page, context, dashboard):
    open_page(page, f"{dashboard}/benchmark?survey=kmu-st")
    unfiltered = tables(page)
    assert unfiltered
    open_page(page, f"{dashboard}/benchmark?survey=kmu-st&sector=F")
    expect(page.get_by_text("Filter wirken hier nicht")).to_be_visible()
    expect(page.get_by_role("combobox", name="Branche", exact=True)).to_have_count(0)
    has(page, "sector=F")
    assert tables_when(page, lambda found: found == unfiltered) == unfiltered
    language(page, "English")
    # the last table lists in words what is not compared
    english = tables_when(page, lambda found: numbers(found[:-1]) == numbers(unfiltered[:-1]))
    assert numbers(english[:-1]) == numbers(unfiltered[:-1])
    copied = context.new_page()
    open_page(copied, page.url)
    assert tables_when(copied, lambda found: found == english) == english
    copied.close()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Barriers").click()
    page.wait_for_url("**/barriers?**")
    has(page, "sector=F")
    expect(page.get_by_text("Construction", exact=True).first).to_be_visible()


def test_an_earlier_wave_is_set_beside_the_same_sources(page, dashboard):
    open_page(page, f"{dashboard}/benchmark?survey=kmu-st")
    before = tables(page)
    choose(page, "Erhebungswelle", "Erhebung 2021")
    has(page, "wave=2021")
    changed(page, before, by="another wave")
