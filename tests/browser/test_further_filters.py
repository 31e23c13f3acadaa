"""A reader opens the filters that are put away, uses them and passes the address on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reading import (
    changed,
    choose,
    has,
    language,
    numbers,
    open_page,
    tables,
    tables_when,
)
from tests.browser.test_journeys import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "overview")
def test_further_filters_are_put_away_and_work_like_the_others(page, context, dashboard, name):
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    german = tables(page)
    page.get_by_text("Weitere Filter", exact=True).click()
    for label, option, pair in (
        ("Betriebsrat", "Ohne Betriebsrat", "council=0"),
        ("Eigentum", "Familienunternehmen", "ownership=1"),
    ):
        choose(page, label, option)
        has(page, pair)
        german = changed(page, german, by=label)
    has(page, "council=0", "ownership=1")
    expect(page.get_by_text("Weitere Filter (2 gesetzt)")).to_be_visible()
    language(page, "English")
    english = tables_when(page, lambda found: numbers(found) == numbers(german))
    assert numbers(english) == numbers(german)

    copied = context.new_page()
    open_page(copied, page.url)
    assert tables_when(copied, lambda found: found == english) == english
    expect(copied.get_by_role("combobox", name="Ownership")).to_be_visible()
