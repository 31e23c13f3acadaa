"""A reader asks an own question, clicks a mark, does the same by keyboard, cites a finding."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.reading import (
    PATIENCE,
    changed,
    choose,
    find,
    has,
    language,
    numbers,
    open_page,
    settled,
    tables,
    tables_when,
)

pytestmark = pytest.mark.browser
MARKS = (
    '[data-testid="stMain"] .js-plotly-plot :is(.scatterlayer path.point, .barlayer .point path)'
)
# where the first figure has a mark of this code, or its first one
MIDDLE = """([marks, code]) => {
  const found = [...document.querySelectorAll(marks)].find(mark => {
    const datum = mark.__data__ ?? mark.parentNode.__data__;
    return [].concat(datum?.data ?? datum?.cdata ?? datum?.[0]?.data ?? [])[0] === code;
  }) ?? document.querySelector(marks);
  if (!found) return null;
  const {x, y, width, height} = found.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""
POINTED = """() => [...document.querySelectorAll(".nsewdrag")]
  .some(area => area.style.cursor === "pointer")"""


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def becomes(page: Page, name: str, wanted: list[str] | None) -> None:
    """Wait until a parameter of the address is this, or is gone."""
    script = "([n, w]) => { const all = new URLSearchParams(location.search).getAll(n);"
    script += " return JSON.stringify(all) === JSON.stringify(w); }"
    page.wait_for_function(script, arg=[name, wanted or []])
    settled(page)


def click_mark(page: Page, code: str | None = None) -> None:
    """Click the first mark, or the one of this code, once the pointer shows that it is one."""
    page.locator(MARKS).first.scroll_into_view_if_needed()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.mouse.move(5, 5)
        place = page.evaluate(MIDDLE, [MARKS, code])
        page.wait_for_timeout(100)
        if place is None or place != page.evaluate(MIDDLE, [MARKS, code]):
            continue  # it is being drawn, or moves
        x, y = place
        page.mouse.move(x - 2, y)
        page.mouse.move(x, y)
        with suppress(PlaywrightTimeout):
            page.wait_for_function(POINTED, timeout=2_000)
            page.mouse.click(x, y)
            return
    raise AssertionError("no mark can be clicked")


def test_a_question_of_ones_own_goes_into_the_address_and_comes_back(page, context, dashboard):
    open_page(page, f"{dashboard}/explorer?survey=kmu-st")
    german = tables(page)
    find(page, "Frage", "Was hindert")
    becomes(page, "question", ["barriers"])
    for label, option, name, codes in (
        ("Teilfrage", "Kosten", "question", ["barriers.cost"]),
        ("Gegliedert nach", "Unternehmensgröße", "by", ["size"]),
        ("und nach", "Betriebsrat", "by", ["size", "council"]),
        ("Gegliedert nach", "Branche", "by", ["sector", "council"]),
        ("Gruppe", "Baugewerbe", "contrast", ["F:rest"]),
        ("verglichen mit", "Gastgewerbe", "contrast", ["F:I"]),
    ):
        choose(page, label, option)
        becomes(page, name, codes)
        german = changed(page, german, by=label)
    language(page, "English")
    english = tables_when(page, lambda found: numbers(found) == numbers(german))
    assert numbers(english) == numbers(german)
    copied = context.new_page()
    open_page(copied, page.url)
    assert tables_when(copied, lambda found: found == english) == english
    expect(copied.get_by_role("combobox", name="compared with")).to_have_value(
        "Accommodation and food"
    )

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Barriers").click()
    page.wait_for_url("**/barriers?**")
    settled(page)
    assert "question" not in address(page)
    page.get_by_role("link", name="Explorer", exact=True).click()
    becomes(page, "contrast", ["F:I"])


def test_too_much_at_once_is_said_with_what_can_be_had_instead(page, dashboard):
    open_page(page, f"{dashboard}/explorer?survey=kmu-st&by=sector&by=size&district=15003")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Nur zwei dieser Merkmale")
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    page.get_by_role("button", name="Nur gegliedert nach: Branche").click()
    becomes(page, "by", ["sector"])
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    has(page, "district=15003")


@pytest.mark.parametrize("name", ["explorer", "strategy", "overview"])
def test_a_click_on_a_mark_filters_and_a_second_one_takes_it_back(page, dashboard, name):
    path = "" if name == "overview" else name
    open_page(page, f"{dashboard}/{path}?survey=kmu-st")
    page.wait_for_selector(MARKS, state="attached")
    click_mark(page)
    page.wait_for_function("() => location.search.includes('sector=')")
    settled(page)
    (code,) = address(page)["sector"]
    chosen = page.locator('[data-testid="stSidebar"] [data-testid="stMultiSelect"]').first
    expect(chosen).to_have_text(re.compile(r"\S\s*\n\s*\S"), use_inner_text=True)
    click_mark(page, code)
    becomes(page, "sector", None)


def test_the_keyboard_does_the_same_by_the_names_in_the_table(page, dashboard):
    open_page(page, f"{dashboard}/strategy?survey=kmu-st")
    tables(page)
    page.evaluate("window.kept = true")
    name = page.locator("table.db a[data-filter]").first
    assert name.get_attribute("data-filter").startswith("sector:group=")
    code = name.get_attribute("data-filter").partition("=")[2]
    name.focus()
    page.keyboard.press("Enter")
    becomes(page, "sector", [code])
    assert page.evaluate("window.kept") is True, "the page was loaded anew"
    href = page.locator(f'table.db a[data-filter="sector:group={code}"]').first
    assert "sector" not in parse_qs(href.get_attribute("href")), "the link takes the filter back"
    href.focus()
    page.keyboard.press("Enter")
    becomes(page, "sector", None)


@pytest.mark.parametrize(
    ("lang", "copy", "done"),
    [
        ("de", "Aussage mit Quelle kopieren", "Kopiert"),
        ("en", "Copy the finding with its source", "Copied"),
    ],
)
def test_a_finding_is_copied_with_its_citation(page, context, dashboard, lang, copy, done):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{dashboard}/explorer?survey=kmu-st&lang={lang}&question=barriers&size=10-49")
    headline = page.locator("h2.db-headline").inner_text().replace("\N{WORD JOINER}", "")
    page.get_by_role("button", name=copy).click()
    expect(page.get_by_role("button", name=done)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{headline}. ")
    assert page.url in copied
    assert re.search(r"\d{1,2}\.? \w+ 20\d\d$", copied)
    for part in {
        "de": (
            "n = ",
            "Erhebung 2024",
            "10–49 Beschäftigte",
            "synthetische Demodaten",
            "Datenstand",
        ),
        "en": ("n = ", "2024 survey", "10–49 employees", "synthetic demo data", "data state"),
    }[lang]:
        assert part in copied


@pytest.mark.parametrize(
    ("lang", "label"), [("de", "Als eigene Auswertung öffnen"), ("en", "Open in the explorer")]
)
def test_a_figure_opens_in_the_explorer_by_keyboard(page, dashboard, lang, label):
    open_page(page, f"{dashboard}/barriers?survey=kmu-st&wave=2021&size=10-49&lang={lang}")
    page.evaluate("window.kept = true")
    link = page.get_by_role("link", name=label).nth(1)
    marked = page.locator("p.db-question[data-marks]").nth(1).get_attribute("data-marks")
    assert marked and "sector:" in marked
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/explorer?**")
    becomes(page, "by", ["sector"])
    asked = address(page)
    assert asked["question"] == ["barriers"]
    assert (asked["wave"], asked["size"], asked["lang"]) == (["2021"], ["10-49"], [lang])
    assert page.evaluate("window.kept"), "no page was loaded anew"
    expect(page.get_by_role("link", name=label)).to_have_count(0)
    page.go_back()
    page.wait_for_url("**/barriers?**")
