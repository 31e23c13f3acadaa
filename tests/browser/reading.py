"""Reading and using a page as a person does."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

RUNNING_DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def settled(page: Page) -> None:
    """Wait until the script has run and the title is there."""
    page.wait_for_selector(RUNNING_DONE, timeout=60_000)
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_timeout(300)
    page.wait_for_selector(RUNNING_DONE, timeout=60_000)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def go_back(page: Page, pattern: str) -> None:
    """Back to the page whose address matches, as the button of the browser goes.

    Streamlit first adds an entry for the bare page and then one with what is selected. Chromium's
    button passes over entries that nobody acted on; a driver does not.
    """
    page.go_back()
    with suppress(PlaywrightTimeout):
        page.wait_for_url(pattern, timeout=5_000)
        return
    page.go_back()
    page.wait_for_url(pattern)


def tables(page: Page) -> list[list[list[str]]]:
    """All tables of a page, cell by cell, opened as a reader opens them.

    Waits for the first one: between two runs a page is at rest for a moment and still empty.
    """
    with suppress(PlaywrightTimeout):
        page.locator("table.db").first.wait_for(state="attached", timeout=10_000)
        settled(page)
    closed = page.locator('[data-testid="stMain"] details:not([open]) > summary')
    while closed.count():
        closed.first.click()
        page.wait_for_timeout(50)
    read = """tables => tables.map(table => [...table.rows].map(
        row => [...row.cells].map(cell => cell.innerText.trim())))"""
    found: list[list[list[str]]] = page.eval_on_selector_all("table.db", read)
    return found


def numbers(found: list[list[list[str]]]) -> list[list[list[str]]]:
    """The tables without their heads and names: what is the same in every language but commas."""
    digits = str.maketrans({".": "", ",": "", "\N{NO-BREAK SPACE}": "", " ": ""})
    return [
        [
            [cell.translate(digits).replace("bis", "to") for cell in row[1:][-3:]]
            for row in table[1:]
        ]
        for table in found
    ]


def choose(page: Page, label: str, *options: str) -> None:
    """Choose options of the select box or multiselect called `label`."""
    for option in options:
        _open(page, page.get_by_role("combobox", name=label, exact=True))
        page.get_by_role("option", name=option, exact=True).click()
        page.keyboard.press("Escape")
        settled(page)


def find(page: Page, label: str, text: str) -> None:
    """Choose in a long list, which draws only what is in view, by typing a part of the option."""
    box = page.get_by_role("combobox", name=label, exact=True)
    _open(page, box)
    box.fill(text)
    page.get_by_role("option", name=text).first.click()
    settled(page)


def _open(page: Page, box: Locator) -> None:
    """Open a list; again where the page moved beneath it, which closes it."""
    for _ in range(5):
        box.focus()  # scrolls a box at the window's edge into view: scrolling closes a list
        page.wait_for_timeout(150)
        box.click()
        with suppress(PlaywrightTimeout):
            page.get_by_role("option").first.wait_for(timeout=3_000)
            return
        page.keyboard.press("Escape")


def language(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en" if name == "English" else "de")
