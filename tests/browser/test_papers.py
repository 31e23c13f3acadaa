"""A reader saves a brief and a profile as PDF; their numbers are those of the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.reading import (
    choose,
    download,
    fits,
    has,
    language,
    open_list,
    open_page,
    settled,
    tables,
)

pytestmark = pytest.mark.browser
TOP = """() => document.querySelector('[data-testid="stMain"]').scrollTop === 0"""
SAVE = re.compile("Als PDF speichern|Save as PDF")


def _saved(page: Page, file) -> tuple[str, str]:
    """The name and the text of what the button saves."""
    saved = download(page, page.get_by_role("button", name=SAVE))
    saved.save_as(file)
    text = " ".join(each.extract_text() for each in PdfReader(file).pages)
    return saved.suggested_filename, _plain(text)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{WORD JOINER}", ""))


def _place(page: Page, label: str, option: str) -> None:
    """Choose in a box of the form; Escape afterwards would empty it again."""
    box = page.get_by_role("combobox", name=label, exact=True)
    open_list(page, box)
    page.get_by_role("option", name=option, exact=True).click()
    expect(box).to_have_value(option)


def test_a_brief_is_chosen_read_and_saved(page, dashboard, tmp_path):
    open_page(page, f"{dashboard}/brief?survey=kmu-st&lang=de")
    choose(page, "Steckbrief über", "Branche: Baugewerbe")
    expect(page.locator("h1")).to_have_text("Steckbrief: Baugewerbe")
    has(page, "sector=F")
    name, text = _saved(page, tmp_path / "brief.pdf")
    assert name == "kmu-st-2024-brief_sector-F.pdf"
    shown = page.locator(".db-brief .value, .db-brief .more, .db-brief p").all_inner_texts()
    assert len(shown) > 6 * 4
    for each in shown:
        assert _plain(each) in text
    assert "synthetische Demodaten" in text
    language(page, "English")
    has(page, "sector=F")
    expect(page.locator("h1")).to_have_text("Brief: Construction")
    _, english = _saved(page, tmp_path / "brief-en.pdf")
    assert "synthetic demo data" in english
    assert "Brief Construction" in english


def test_the_address_of_a_brief_on_a_district_shows_the_same(page, context, dashboard):
    open_page(page, f"{dashboard}/brief?survey=kmu-st&lang=de&wave=2021")
    choose(page, "Steckbrief über", "Kreis: Magdeburg")
    has(page, "district=15003", "wave=2021")
    expect(page.locator("h1")).to_have_text("Steckbrief: Magdeburg")
    language(page, "English")
    expect(page.locator("h1")).to_have_text("Brief: Magdeburg")
    said = page.locator(".db-brief").all_inner_texts()
    assert len(said) == 6
    copied = context.new_page()
    open_page(copied, page.url)
    expect(copied.locator("h1")).to_have_text("Brief: Magdeburg")
    assert copied.locator(".db-brief").all_inner_texts() == said


def test_a_firm_answers_sees_its_profile_and_saves_it(page, dashboard, tmp_path):
    open_page(page, f"{dashboard}/self-check?survey=kmu-st&lang=en")
    _place(page, "Your firm: Sector", "Construction")
    _place(page, "Your firm: Firm size", "10–49 employees")
    main = page.locator('[data-testid="stMain"]')
    for group in main.locator('[data-testid="stRadio"]').all():
        group.locator('[role="radiogroup"] label').last.click()
    for box in ("Own website", "Connected machines or robots", "Cost"):
        main.locator('[data-testid="stCheckbox"] label', has_text=box).click()
    page.get_by_role("button", name="Show my profile").click()
    expect(page.get_by_role("heading", name="Offers that fit")).to_be_visible()
    settled(page)
    page.wait_for_function(TOP)  # the profile begins at the top
    assert "website" not in page.url
    answer = _plain(page.locator(".db-answer").inner_text())
    assert re.fullmatch(r"Your firm: \d+ of 100 points \(\w+\); Construction · .*", answer)
    (table,) = tables(page)[:1]
    name, text = _saved(page, tmp_path / "profile.pdf")
    assert name == "kmu-st-2024-self-check_sector-F_size-10-49.pdf"
    assert answer in text
    for row in table[1:]:
        value, interval, n = (_plain(cell) for cell in row[-3:])
        dimension, value = _plain(row[0]), value.split(" ")[0]
        assert re.search(rf"{re.escape(dimension)} \d+ {value} {interval} {n}", text), row
    assert "they were not stored" in text
    page.get_by_role("button", name="Delete my answers").click()
    settled(page)
    expect(page.get_by_role("heading", name="Offers that fit")).to_have_count(0)
    expect(main.locator('[data-testid="stRadio"] input:checked')).to_have_count(0)


@pytest.mark.parametrize("name", ["brief", "self-check"])
def test_a_phone_scrolls_nothing_sideways(window, dashboard, name):
    page = window(390, 844)
    open_page(page, f"{dashboard}/{name}?survey=kmu-st&sector=F")
    fits(page)
