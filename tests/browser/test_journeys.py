"""A reader opens each page, filters it, changes the language and passes the address on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import (
    changed,
    choose,
    download,
    go_back,
    has,
    language,
    numbers,
    open_page,
    tables,
    tables_when,
)

pytestmark = pytest.mark.browser
PAGES = ("", "maturity", "strategy", "barriers")
PAGES += ("support", "participation", "learning", "change")


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "overview")
def test_a_copied_address_shows_the_same_tables(page, context, dashboard, name):
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    german = tables(page)
    for label, option, pair in (
        ("Erhebungswelle", "Erhebung 2021", "wave=2021"),
        ("Branche", "Industrie und Versorgung", "sector=B-E"),
        ("Unternehmensgröße", "0–9 Beschäftigte", "size=0-9"),
    ):
        choose(page, label, option)
        has(page, pair)
        german = changed(page, german, by=label)
    has(page, "wave=2021", "sector=B-E", "size=0-9")
    language(page, "English")
    english = tables_when(page, lambda found: numbers(found) == numbers(german))
    assert numbers(english) == numbers(german)

    copied = context.new_page()
    open_page(copied, page.url)
    assert tables_when(copied, lambda found: found == english) == english

    choose(copied, "District", "Magdeburg")
    has(copied, "wave=2021", "sector=B-E", "size=0-9", "district=15003")
    expect(copied.get_by_test_id("stAlert")).to_contain_text("Only two of these")
    expect(copied.locator("table.db")).to_have_count(0)


def test_the_level_of_sectors_can_be_chosen(page, dashboard):
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    choose(page, "Gliederung: Branche", "Abschnitte")
    has(page, "level=section")
    expect(page.locator("table.db").first).to_contain_text("Verarbeitendes Gewerbe")
    assert any("Verarbeitendes Gewerbe" in row for row in tables(page)[0])


def test_pages_keep_the_selection_and_back_goes_back(page, dashboard):
    open_page(page, f"{dashboard}/barriers?survey=kmu-st&size=10-49&lang=en")
    page.get_by_role("link", name="Strategy").click()
    page.wait_for_url("**/strategy?**")
    has(page, "size=10-49", "lang=en")
    go_back(page, "barriers")
    expect(page.locator("h1")).to_have_text("What holds digitalisation back?")
    has(page, "size=10-49")


def test_what_is_downloaded_is_what_was_chosen(page, dashboard, tmp_path):
    open_page(page, f"{dashboard}/strategy?survey=kmu-st&size=10-49")
    tables(page)
    for name, sign in (("Tabelle für Excel", ";"), ("Codes, alle", ",")):
        file = download(page, page.get_by_role("link", name=re.compile(name)).first)
        end = "-excel.csv" if sign == ";" else ".csv"
        assert file.suggested_filename == (f"kmu-st-2024-strategy_status-by-sector_size-10-49{end}")
        file.save_as(tmp_path / "file.csv")
        text = (tmp_path / "file.csv").read_text(encoding="utf-8-sig")
        assert "synthetische Demodaten" in text
        assert "10-49" in text
        if sign == ";":
            assert re.search("^Auswahl;.*10–49 Beschäftigte", text, re.MULTILINE)
        assert all(line.count(sign) >= 6 for line in text.splitlines()[7:10])


def test_what_is_folded_open_stays_open_and_a_figure_alone_is_a_page_of_its_own(page, dashboard):
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    folded = page.locator("details.db-numbers").first
    folded.locator("summary").click()
    choose(page, "Unternehmensgröße", "10–49 Beschäftigte")
    expect(page.locator("details.db-numbers").first).to_have_attribute("open", "")
    with page.context.expect_page() as waiting:
        page.get_by_role("link", name="Diese Abbildung allein").first.click()
    alone = waiting.value
    has(alone, "page=strategy", "size=10-49")
    said = page.locator(".db-headline").first.inner_text().replace("\N{WORD JOINER}", "")
    expect(alone.locator("h1")).to_have_text(said)
