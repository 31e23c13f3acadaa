"""Data and method as a reader uses it: looks something up, opens it, passes the address on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import choose, has, language, open_page, settled, tables

pytestmark = pytest.mark.browser
NAMES = """() => [...document.querySelectorAll("details.db-entry > summary code")]
  .map(each => each.innerText)"""


def entries(page: Page) -> list[str]:
    """The names of the codebook's entries that are listed."""
    settled(page)
    found: list[str] = page.evaluate(NAMES)
    return found


def test_a_search_is_passed_on_and_found_in_the_other_language(page, context, dashboard):
    open_page(page, f"{dashboard}/data?survey=kmu-st&size=10-49&lang=de")
    everything = entries(page)
    assert len(everything) > 30
    box = page.locator('[data-testid="stMain"] input[type="text"]')
    box.fill("q30_1")
    box.press("Enter")
    has(page, "search=q30_1", "size=10-49")
    page.wait_for_function(f"() => ({NAMES})().length === 1")
    assert entries(page) == ["programmes"]
    german = tables(page)
    opened = page.locator("details.db-entry[open]", has=page.get_by_text("programmes", exact=True))
    expect(opened).to_contain_text("q30_1")
    language(page, "English")
    has(page, "search=q30_1", "size=10-49")
    assert entries(page) == ["programmes"]
    english = tables(page)
    assert [len(each) for each in english] == [len(each) for each in german]
    assert english != german
    copied = context.new_page()
    open_page(copied, page.url)
    assert entries(copied) == ["programmes"]
    assert tables(copied) == english
    box.fill("")
    box.press("Enter")
    page.wait_for_function(f"count => ({NAMES})().length === count", arg=len(everything))


def test_another_survey_tells_of_its_own_files(page, dashboard):
    open_page(page, f"{dashboard}/data?survey=kmu-st")
    expect(page.locator("table.db").first).to_contain_text("Erhebung 2024")
    choose(page, "Befragung", "Digitales Handwerk (erfundene Umfrage)")
    has(page, "survey=handwerk-umfrage")
    expect(page.get_by_text("handwerk.tsv").first).to_be_visible()
    expect(page.get_by_text("kmu-st-2024.csv")).to_have_count(0)
