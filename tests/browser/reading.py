"""Reading and using a page as a person does, who waits until it is at rest."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from urllib.parse import urlparse

from playwright.sync_api import Download, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

Tables = list[list[list[str]]]
PATIENCE = 60  # seconds that a page may take on a busy machine before a test gives up

# What is waited for in a page is written as functions: a plain expression would be read as a string
# again and again, which the pages' security policy forbids.
_turns = count()
# At rest is who is found so twelve times running: what the browser itself asks for (a narrow
# window, another theme) comes a moment after the first drawing.
_AT_REST = """turn => {
  if (window.looked?.turn !== turn) window.looked = {turn, times: 0};
  const app = document.querySelector('[data-testid="stApp"]');
  const waits = [...document.querySelectorAll(".db-chart:not([data-drawn])")];
  const rests = app?.dataset.testScriptState === "notRunning" && document.querySelector("h1")
    && !waits.some(chart => chart.clientWidth);
  looked.times = rests ? looked.times + 1 : 0;
  return looked.times > 12;
}"""
_STATE = """() => [
  location.href, document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState,
  document.querySelector("h1")?.innerText, typeof Plotly,
  ...[...document.querySelectorAll(".db-chart")].map(
    chart => [chart.dataset.chart, chart.clientWidth, chart.dataset.drawn]),
]"""
_ALL_OPEN = """() => {
  const closed = '[data-testid="stMain"] details:not([open]) > summary';
  document.querySelectorAll(closed).forEach(summary => summary.click());
  return !document.querySelector(closed);
}"""
_CELLS = """tables => tables.map(table => [...table.rows].map(
  row => [...row.cells].map(cell => cell.innerText.trim())))"""


def settled(page: Page) -> None:
    """Wait until the script has run, title and figures are there, and no further run follows."""
    try:
        page.wait_for_function(_AT_REST, arg=next(_turns), polling=25)
    except PlaywrightTimeout as late:
        raise AssertionError(f"not at rest: {page.evaluate(_STATE)}") from late


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def go_back(page: Page, name: str) -> None:
    """Back to the page of this name with its selection, as the button of the browser goes.

    Streamlit first adds an entry for the bare page and then one with what is selected. Chromium's
    button passes over entries that nobody acted on; a driver does not.
    """
    for _ in range(3):
        page.go_back()
        if urlparse(page.url).path == f"/{name}":
            break
    page.wait_for_url(f"**/{name}?**")
    settled(page)


def open_all(page: Page) -> None:
    """Open whatever can be opened in the reading column.

    Not by the mouse: each that opens moves the others for half a second, and a driver waits for it.
    """
    page.wait_for_function(_ALL_OPEN, polling=250)


def tables(page: Page) -> Tables:
    """All tables of a page, cell by cell, opened as a reader opens them; at least one is there."""
    page.locator("table.db").first.wait_for(state="attached")
    settled(page)
    open_all(page)
    found: Tables = page.eval_on_selector_all("table.db", _CELLS)
    return found


def download(page: Page, button: Locator) -> Download:
    """What a button gives; pressed again, as a reader would, where the page was just redrawn."""
    for patience in (15, 15, PATIENCE):
        with suppress(PlaywrightTimeout):
            with page.expect_download(timeout=patience * 1000) as waiting:
                button.click()
            return waiting.value
    raise AssertionError(f"pressed three times, and nothing was downloaded: {button}")


def tables_when(page: Page, met: Callable[[Tables], bool]) -> Tables:
    """The tables as soon as they meet a condition, or as they are when patience ends."""
    end = time.monotonic() + PATIENCE
    while not met(found := tables(page)) and time.monotonic() < end:
        page.wait_for_timeout(250)
    return found


def changed(page: Page, before: Tables, by: str) -> Tables:
    """The tables, which differ from those before."""
    now = tables_when(page, lambda found: found != before)
    assert now != before, f"{by} changed nothing"
    return now


def numbers(found: Tables) -> Tables:
    """The tables without heads, names and words: what is the same in every language but commas."""
    digits = str.maketrans({".": "", ",": "", "\N{NO-BREAK SPACE}": "", " ": ""})

    def of(row: list[str]) -> list[str]:
        cells = [cell.translate(digits).replace("bis", "to") for cell in row[1:][-3:]]
        return [cell for cell in cells if any(map(str.isdigit, cell))]

    return [[of(row) for row in table[1:]] for table in found]


def has(page: Page, *pairs: str) -> None:
    """Wait until the address names these, as in `size=10-49`."""
    for pair in pairs:
        expect(page).to_have_url(re.compile(rf"[?&]{re.escape(pair)}(&|$)"))


def fits(page: Page) -> None:
    """Wait until nothing is wider than the window, as it can be before figures are drawn anew."""
    page.wait_for_function(
        """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
          .every(each => each.scrollWidth <= each.clientWidth)"""
    )


def choose(page: Page, label: str, *options: str) -> None:
    """Choose options of the select box or multiselect called `label`.

    Again where it does not show the option afterwards, as a reader would: a list that a redrawn
    page has closed takes the key that was to close it as taking the choice back.
    """
    for option in options:
        for _ in range(3):
            _pick(page, label, option)
            if page.get_by_role("option").first.is_visible():  # a multiselect stays open
                page.keyboard.press("Escape")
            settled(page)
            if page.evaluate(_SHOWS, [label, option]) != "another":
                break


# "gone" where the page has another box now, as after a change of the language.
_SHOWS = """([label, option]) => {
  const boxes = [...document.querySelectorAll('[data-testid="stMultiSelect"], .stSelectbox')];
  const box = boxes.find(each => each.querySelector("label")?.innerText.trim() === label);
  if (!box) return "gone";
  const shown = [box.innerText, ...[...box.querySelectorAll("input")].map(each => each.value)];
  return shown.some(text => text.includes(option)) ? "chosen" : "another";
}"""


def _pick(page: Page, label: str, option: str) -> None:
    """Open the list and click; again where it closed meanwhile, because the page was redrawn."""
    for patience in (5, 15, PATIENCE):
        open_list(page, page.get_by_role("combobox", name=label, exact=True))
        with suppress(PlaywrightTimeout):
            page.get_by_role("option", name=option, exact=True).click(timeout=patience * 1000)
            return
    raise AssertionError(f"opened three times, and {label} never offered {option}")


def find(page: Page, label: str, text: str) -> None:
    """Choose in a long list, which draws only what is in view, by typing a part of the option."""
    box = page.get_by_role("combobox", name=label, exact=True)
    open_list(page, box)
    box.fill(text)
    page.get_by_role("option", name=text).first.click()
    settled(page)


def open_list(page: Page, box: Locator) -> None:
    """Open a list; again where the page moved beneath it, which closes it."""
    for _ in range(5):
        box.focus()  # scrolls a box at the window's edge into view: scrolling closes a list
        page.wait_for_timeout(150)
        box.click()
        with suppress(PlaywrightTimeout):
            page.get_by_role("option").first.wait_for(timeout=5_000)
            return
        page.keyboard.press("Escape")


def language(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en" if name == "English" else "de")
    settled(page)
