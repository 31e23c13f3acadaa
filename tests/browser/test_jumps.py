"""Jump marks lead to their heading by mouse and keyboard, and leave the selection as it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reading import choose, open_page

pytestmark = pytest.mark.browser
# the heading with the keyboard stands below Streamlit's head, in the upper third of the window
_ARRIVED = """anchor => {
  const heading = document.getElementById(anchor);
  const head = document.querySelector('[data-testid="stHeader"]').getBoundingClientRect();
  const top = heading.getBoundingClientRect().top;
  return document.activeElement === heading && top >= head.bottom - 1 && top < innerHeight / 3;
}"""
_SELECTION = "?survey=kmu-st&lang=de&size=10-49"


def test_a_mark_leads_to_its_heading_and_nothing_is_reset(page, dashboard):
    open_page(page, f"{dashboard}/learning{_SELECTION}")
    page.evaluate("() => { window.kept = true; }")
    address = page.url
    runs: list[str] = []
    page.on("websocket", lambda socket: runs.append(socket.url))
    marks = page.get_by_role("navigation", name="Auf dieser Seite").get_by_role("link")
    expect(marks).to_have_count(6)

    marks.nth(3).click()
    page.wait_for_function(_ARRIVED, arg="section-4")
    assert page.url == address, "the address is the selection's"

    marks.nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_function(_ARRIVED, arg="section-2")
    assert page.url == address

    choose(page, "Erhebungswelle", "Erhebung 2021")
    marks.nth(5).click()
    page.wait_for_function(_ARRIVED, arg="section-6")
    assert "wave=2021" in page.url
    assert "size=10-49" in page.url
    assert page.evaluate("() => window.kept"), "the page was not loaded anew"
    assert runs == []


def test_marks_are_not_printed_and_fit_a_phone(window, dashboard):
    page = window(390, 844)
    open_page(page, f"{dashboard}/learning{_SELECTION}")
    marks = page.locator(".db-jumps")
    expect(marks).to_be_visible()
    box = marks.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    page.emulate_media(media="print")
    expect(marks).to_be_hidden()
