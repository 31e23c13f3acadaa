"""A reader opens each page, filters it, changes the language and passes the address on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import choose, go_back, language, numbers, open_page, tables

pytestmark = pytest.mark.browser
PAGES = ("", "maturity", "strategy", "barriers")
PAGES += ("support", "participation", "learning", "change")


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "overview")
def test_a_copied_address_shows_the_same_tables(page, context, dashboard, name):
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    seen = [tables(page)]
    assert seen[0], "the page shows no table"
    for label, option in (
        ("Erhebungswelle", "Erhebung 2021"),
        ("Branche", "Industrie und Versorgung"),
        ("Unternehmensgröße", "0–9 Beschäftigte"),
        ("Kreis", "Magdeburg"),
    ):
        choose(page, label, option)
        now = tables(page)
        assert now != seen[-1], f"the filter {label} changed nothing"
        seen.append(now)
    for code in ("wave=2021", "sector=B-E", "size=0-9", "district=15003"):
        assert code in page.url
    language(page, "English")
    english = tables(page)
    assert numbers(english) == numbers(seen[-1])

    copied = context.new_page()
    open_page(copied, page.url)
    assert tables(copied) == english


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "overview")
def test_further_filters_are_put_away_and_work_like_the_others(page, context, dashboard, name):
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    seen = [tables(page)]
    page.get_by_text("Weitere Filter", exact=True).click()
    page.wait_for_timeout(600)  # opening moves the boxes, and a box that moves closes its list
    for label, option in (
        ("Betriebsrat", "Ohne Betriebsrat"),
        ("Eigentum", "Familienunternehmen"),
    ):
        choose(page, label, option)
        now = tables(page)
        assert now != seen[-1], f"the filter {label} changed nothing"
        seen.append(now)
    for code in ("council=0", "ownership=1"):
        assert code in page.url
    expect(page.get_by_text("Weitere Filter (2 gesetzt)")).to_be_visible()
    language(page, "English")
    english = tables(page)
    assert numbers(english) == numbers(seen[-1])

    copied = context.new_page()
    open_page(copied, page.url)
    assert tables(copied) == english
    expect(copied.get_by_role("combobox", name="Ownership")).to_be_visible()


def test_the_level_of_sectors_can_be_chosen(page, dashboard):
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    choose(page, "Gliederung: Branche", "Abschnitte")
    assert "level=section" in page.url
    assert any("Verarbeitendes Gewerbe" in row for row in tables(page)[0])


def test_pages_keep_the_selection_and_back_goes_back(page, dashboard):
    open_page(page, f"{dashboard}/barriers?survey=kmu-st&size=10-49&lang=en")
    page.get_by_role("link", name="Strategy").click()
    page.wait_for_url("**/strategy?**")
    page.wait_for_function("location.search.includes('size=10-49')")
    assert "lang=en" in page.url
    go_back(page, "**/barriers?**")
    expect(page.locator("h1")).to_have_text("What holds digitalisation back?")
    assert "size=10-49" in page.url


def test_a_phone_scrolls_nothing_sideways(browser, dashboard):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for name in PAGES:
        open_page(page, f"{dashboard}/{name}?survey=kmu-st")
        page.wait_for_timeout(500)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
        main = page.locator('[data-testid="stMain"]')
        assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
        tables(page)
        shown = page.eval_on_selector_all(
            "table.db th, table.db td",
            "cells => cells.map(cell => cell.getBoundingClientRect()).filter(box => box.width)"
            ".map(box => box.right)",
        )
        assert shown
        assert max(shown) <= 390, "a column stands outside the window"
    context.close()


def test_what_is_downloaded_is_what_was_chosen(page, dashboard, tmp_path):
    open_page(page, f"{dashboard}/strategy?survey=kmu-st&size=10-49")
    tables(page)
    for name, sign in (("Für Excel", ";"), ("Als Codes", ",")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=re.compile(name)).first.click()
        file = waiting.value
        end = "-excel.csv" if sign == ";" else ".csv"
        assert file.suggested_filename == (f"kmu-st-2024-strategy_status-by-sector_size-10-49{end}")
        file.save_as(tmp_path / "file.csv")
        text = (tmp_path / "file.csv").read_text(encoding="utf-8-sig")
        assert "synthetische Demodaten" in text
        assert "10-49" in text
        if sign == ";":
            assert "Auswahl;10–49 Beschäftigte" in text
        assert all(line.count(sign) >= 6 for line in text.splitlines()[7:10])
