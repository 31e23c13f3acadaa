"""No serious finding of axe-core on any page, in both languages and both themes.

One browser page goes through a share of them and loads each once: the theme is the system's, which
is changed while the page is open, and the language is changed as a reader does. A page is looked at
in German and one theme, then in English and the other; the next page begins with that other theme.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from charts.theme import theme as colours
from tests.browser.accessibility import FRAME, grave
from tests.browser.reading import language, open_all, open_page, settled

pytestmark = pytest.mark.browser
SHARES = 6  # of the pages, so that two processes can look at them
DECISION = Path("docs/decisions/0016-accessibility.md").read_text(encoding="utf-8")
DRAWN = """background => getComputedStyle(document.documentElement)
  .getPropertyValue("--db-paper") === background"""


def addresses(page: Page) -> list[str]:
    """The pages that the menu names, so that a new one is looked at without being listed here."""
    links = page.locator('[data-testid="stSidebarNavLink"]')
    expect(links.nth(14)).to_be_attached()
    found: list[str] = links.evaluate_all("links => links.map(link => link.pathname.slice(1))")
    return found


def theme(page: Page, scheme: str) -> None:
    """Change the system's theme, as many do at sunset, and wait until the page is drawn anew."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(DRAWN, arg=colours(scheme).background)
    settled(page)


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_has_a_serious_finding(page, dashboard, share):
    axe, found, frame = Axe(), [], set()
    page.emulate_media(color_scheme="light")
    open_page(page, f"{dashboard}/imprint?survey=kmu-st")
    names = addresses(page)
    assert {"", "data", "region", "accessibility"} <= set(names)
    first, other = "light", "dark"
    for name in names[share::SHARES]:
        open_page(page, f"{dashboard}/{name}?survey=kmu-st&lang=de")
        for look in (f"de {first}", f"en {other}"):
            if look.startswith("en"):
                theme(page, other)
                language(page, "English")
            open_all(page)
            settled(page)
            ours, frames = grave(page, axe)
            found += [(name or "overview", look, *each) for each in ours]
            frame |= frames
        first, other = other, first
    assert found == [], "\n".join(map(str, found))
    assert frame == set(FRAME), "an excuse that is no longer needed"


@pytest.mark.parametrize(("lang", "scheme"), [("de", "dark"), ("en", "light")])
def test_what_appears_on_the_way_has_none_either(window, dashboard, lang, scheme):
    """A firm's profile after its answers, two groups side by side, a note with its ways out."""
    page, axe = window(color_scheme=scheme), Axe()
    open_page(page, f"{dashboard}/self-check?survey=kmu-st&lang={lang}&sector=F&size=10-49")
    main = page.locator('[data-testid="stMain"]')
    send = main.get_by_role("button", name=re.compile("Mein Profil zeigen|Show my profile"))
    radios, boxes = (main.locator(f'[data-testid="{kind}"]') for kind in ("stRadio", "stCheckbox"))
    for kind in (radios, boxes):  # the browser loads each kind of widget when it is first used
        kind.first.wait_for()
    for each in radios.all():
        each.locator('[role="radiogroup"] label').last.click()
    for each in boxes.all():
        each.locator("label").click()
    send.click()
    page.locator(".db-chart[data-drawn]").wait_for()
    open_all(page)
    settled(page)
    found = grave(page, axe)[0]
    for more in ("&by=sector&contrast=F:I", "&by=sector&by=size&district=15003"):
        open_page(page, f"{dashboard}/explorer?survey=kmu-st&lang={lang}{more}")
        open_all(page)
        settled(page)
        found += grave(page, axe)[0]
    assert found == [], "\n".join(map(str, found))


def test_what_is_excused_is_on_record():
    for rule, selector in FRAME.items():
        assert f"`{rule}`" in DECISION
        assert f"`{selector}`" in DECISION
    assert f"Streamlit {streamlit.__version__}" in DECISION
    version = re.search(r"axe v([\d.]+)", Axe().axe_script)
    assert version and f"axe-core {version[1]}" in DECISION


def test_a_serious_finding_would_be_seen(page, dashboard):
    """The check is not blind: text that is too pale, a picture without words, our own bad list."""
    open_page(page, f"{dashboard}/imprint?survey=kmu-st")
    page.evaluate(
        """() => document.querySelector('[data-testid="stMain"] h1').insertAdjacentHTML("afterend",
          '<p style="color:#ccc;background:#fff">pale</p><ul><div>no item</div></ul>'
          + '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')"""
    )
    ours, _ = grave(page, Axe())
    assert {each.rule for each in ours} == {"color-contrast", "image-alt", "list"}
