"""A phone shows every topic without scrolling sideways, tables included."""

from __future__ import annotations

import pytest

from tests.browser.reading import fits, open_all, open_page, settled, tables
from tests.browser.test_journeys import PAGES

pytestmark = pytest.mark.browser
OTHERS = ("explorer", "benchmark", "running-orders", "data", "methodology", "imprint", "privacy")
OTHERS += ("accessibility", "explorer&by=sector&contrast=F:rest")
RIGHTMOST = """() => Math.max(...[...document.querySelectorAll("table.db :is(th, td)")]
  .map(cell => cell.getBoundingClientRect()).filter(box => box.width).map(box => box.right))"""


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "overview")
def test_a_phone_scrolls_nothing_sideways(window, dashboard, name):
    page = window(390, 844)
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    fits(page)
    tables(page)
    page.wait_for_function(f"() => (right => right > 0 && right <= 390)(({RIGHTMOST})())")
    fits(page)


@pytest.mark.parametrize("name", OTHERS)
def test_neither_does_any_other_page(window, dashboard, name):
    """Region, brief and self-check have tests of their own."""
    page = window(390, 844, color_scheme="dark")
    path, _, more = name.partition("&")
    open_page(page, f"{dashboard}/{path}?survey=kmu-st&lang=en&{more}")
    page.locator("h1").wait_for()
    fits(page)
    open_all(page)
    settled(page)
    fits(page)
