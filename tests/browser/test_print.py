"""A page on paper: no navigation, white in either theme, each figure whole, within the margins."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader, mult

from charts.theme import theme
from tests.browser.conftest import Window
from tests.browser.reading import open_page, settled

pytestmark = pytest.mark.browser
MARGIN = 14 / 25.4 * 72  # points, as in style.css
EXHIBITS = """() => [...document.querySelectorAll(".db-exhibit")].map(exhibit => ({
  headline: exhibit.querySelector(".db-headline").innerText,
  small: exhibit.querySelector(".db-small").innerText,
  drawn: [...exhibit.querySelectorAll(".js-plotly-plot svg text")].flatMap(text => {
    const lines = [...text.querySelectorAll("tspan.line")];
    return (lines.length ? lines : [text]).map(line => line.textContent);
  }),
}))"""
CONTROLS = ("Überblick", "Impressum", "Erhebungswelle", "English", "Tabelle und Dateien")


def squeezed(text: str) -> str:
    """Without spaces, signs for breaking and ligatures: a PDF has glyphs at positions."""
    plain = normalize("NFKC", text)
    return re.sub("[\\s\N{WORD JOINER}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}]", "", plain)


def printed(page: Page) -> list[PageObject]:
    """The sheets of paper, as the browser's own print command makes them."""
    page.wait_for_function(
        "() => document.querySelectorAll('.js-plotly-plot svg text').length > 10"
    )
    settled(page)
    return list(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def beginnings(sheet: PageObject) -> list[float]:
    """Where the texts on a sheet begin, in points from the left."""
    found: list[float] = []

    def visit(text: str, cm: Any, tm: Any, *_: Any) -> None:
        if text.strip():
            found.append(float(mult(tm, cm)[4]))

    sheet.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("name", ["strategy", "region"])
def test_figures_are_whole_and_nothing_else_is_printed(page, dashboard, name):
    open_page(page, f"{dashboard}/{name}?survey=kmu-st&lang=de")
    sheets = printed(page)
    texts = [squeezed(sheet.extract_text()) for sheet in sheets]
    exhibits = page.evaluate(EXHIBITS)
    assert len(exhibits) >= 2
    for exhibit in exhibits:
        (text,) = [text for text in texts if squeezed(exhibit["headline"]) in text]
        assert squeezed(exhibit["small"])[-60:] in text, "the small print is on another sheet"
        drawn = [squeezed(each) for each in exhibit["drawn"] if squeezed(each)]
        assert len(drawn) > 5
        assert [each for each in drawn if each not in text] == []
    for control in CONTROLS:
        assert not any(squeezed(control) in text for text in texts), control
    for sheet in sheets:
        width = float(sheet.mediabox.width)
        assert abs(width - 595) < 2, "A4 upright"
        starts = beginnings(sheet)
        assert min(starts) >= MARGIN - 2
        assert max(starts) <= width - MARGIN


def test_a_dark_page_is_printed_white(window: Window, dashboard: str):
    page = window(color_scheme="dark")
    open_page(page, f"{dashboard}/strategy?survey=kmu-st&lang=de")
    app, title = page.locator('[data-testid="stApp"]'), page.locator("h1")
    expect(app).to_have_css("background-color", rgb(theme("dark").background))
    page.emulate_media(media="print")
    expect(app).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(title).to_have_css("color", rgb(theme("light").ink))
    expect(page.locator(".db-selection").first).to_have_css("color", rgb(theme("light").muted))
    expect(page.locator(".db-chart").first).to_have_css("filter", re.compile("invert"))
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))
