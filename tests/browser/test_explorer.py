"""A reader asks an own question, clicks a mark, does the same by keyboard, cites a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import choose, find, language, numbers, open_page, settled, tables

pytestmark = pytest.mark.browser
MARKS = (
    '[data-testid="stMain"] .js-plotly-plot :is(.scatterlayer path.point, .barlayer .point path)'
)


def address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def becomes(page: Page, name: str, wanted: list[str] | None) -> None:
    """Wait until a parameter of the address is this, or is gone."""
    script = "([n, w]) => { const all = new URLSearchParams(location.search).getAll(n);"
    script += " return JSON.stringify(all) === JSON.stringify(w); }"
    page.wait_for_function(script, arg=[name, wanted or []], timeout=20_000)
    settled(page)


def click_first_mark(page: Page) -> None:
    mark = page.locator(MARKS).first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_question_of_ones_own_goes_into_the_address_and_comes_back(page, context, dashboard):
    open_page(page, f"{dashboard}/explorer?survey=kmu-st")
    seen = [tables(page)]
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
        now = tables(page)
        assert now != seen[-1], f"{label} changed nothing"
        seen.append(now)
    language(page, "English")
    english = tables(page)
    assert numbers(english) == numbers(seen[-1])
    copied = context.new_page()
    open_page(copied, page.url)
    assert tables(copied) == english
    expect(copied.get_by_role("combobox", name="compared with")).to_have_value(
        "Accommodation and food"
    )

    page.get_by_role("link", name="Barriers").click()
    page.wait_for_url("**/barriers?**")
    settled(page)
    assert "question" not in address(page)
    page.get_by_role("link", name="Explorer", exact=True).click()
    becomes(page, "contrast", ["F:I"])


def test_too_much_at_once_is_said_with_what_can_be_had_instead(page, dashboard):
    open_page(page, f"{dashboard}/explorer?survey=kmu-st&by=sector&by=size&district=15003")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Nur zwei dieser Merkmale")
    assert page.locator(".js-plotly-plot").count() == 0
    page.get_by_role("button", name="Nur gegliedert nach: Branche").click()
    becomes(page, "by", ["sector"])
    assert page.locator(".js-plotly-plot").count() == 1
    assert address(page)["district"] == ["15003"]


@pytest.mark.parametrize("name", ["explorer", "strategy", "overview"])
def test_a_click_on_a_mark_filters_and_a_second_one_takes_it_back(page, dashboard, name):
    path = "" if name == "overview" else name
    open_page(page, f"{dashboard}/{path}?survey=kmu-st")
    page.wait_for_selector(MARKS, state="attached")
    click_first_mark(page)
    page.wait_for_function("location.search.includes('sector=')", timeout=20_000)
    settled(page)
    (code,) = address(page)["sector"]
    label = page.locator('[data-testid="stSidebar"] [data-testid="stMultiSelect"]').first
    assert label.inner_text().strip().count("\n") >= 1, "the sidebar shows what was clicked"
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    box = _mark_of(page, code)()
    page.mouse.move(box["x"] + box["width"] / 2 - 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    becomes(page, "sector", None)


def _mark_of(page: Page, code: str) -> Callable[[], dict]:
    """Where the first figure has a mark of this code."""
    script = """([marks, code]) => {
      const found = [...document.querySelectorAll(marks)].find(mark => {
        const datum = mark.__data__ ?? mark.parentNode.__data__;
        return [].concat(datum?.data ?? datum?.cdata ?? datum?.[0]?.data ?? [])[0] === code;
      }) ?? document.querySelector(marks);
      const {x, y, width, height} = found.getBoundingClientRect();
      return {x, y, width, height};
    }"""
    return lambda: page.evaluate(script, [MARKS, code])


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
    assert page.get_by_role("link", name=label).count() == 0
    page.go_back()
    page.wait_for_url("**/barriers?**")
