"""What stands round the figures: names, headings, focus, contrast, and what is left in English."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from charts.contrast import ratio
from tests.browser.reading import open_list, open_page, settled, tables
from tests.browser.screenshots import PAGES as SCREENSHOTS

pytestmark = pytest.mark.browser
PAGES = {
    "": "Überblick",
    "maturity": "Reifegrad",
    "strategy": "Strategie",
    "barriers": "Hemmnisse",
    "support": "Förderung",
    "participation": "Beteiligung",
    "learning": "Lernen",
    "change": "Wandel",
    "explorer": "Eigene Auswertung",
    "brief": "Steckbrief",
    "self-check": "Selbsteinschätzung",
    "region": "Region",
    "benchmark": "Vergleich",
    "data": "Daten und Methode",
    "methodology": "Methodik",
    "imprint": "Impressum",
    "privacy": "Datenschutz",
    "accessibility": "Barrierefreiheit",
}
DECISION = Path("docs/decisions/0004-serving.md").read_text(encoding="utf-8")


def test_no_page_of_the_menu_is_left_out_here_or_among_the_screenshots(page, dashboard):
    open_page(page, f"{dashboard}/imprint?survey=kmu-st")
    links = page.locator('[data-testid="stSidebarNavLink"]')
    orders = "running-orders"  # without a slide it has one heading only
    expect(links).to_have_count(len(PAGES) + 1)
    menu = links.evaluate_all("links => links.map(link => link.pathname.slice(1))")
    assert set(menu) == {*PAGES, orders} == set(SCREENSHOTS)


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "overview")
def test_title_and_headings(page, dashboard, name):
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    expect(page).to_have_title(f"{PAGES[name]} – Digitalbarometer")
    page.locator("h2").first.wait_for()
    settled(page)
    levels = page.eval_on_selector_all(
        ":is(h1, h2, h3, h4, h5, h6)", "found => found.map(each => Number(each.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    for above, below in pairwise(levels):
        assert below <= above + 1, f"a level is skipped: {levels}"
    assert len(levels) > 1
    expect(page.locator('[data-testid="stHeaderActionElements"] a')).to_have_count(0)


def test_the_keyboard_is_seen_in_the_sidebar(page, dashboard):
    open_page(page, f"{dashboard}/?survey=kmu-st")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.testid") == "stSidebarNavLink":
            break
    assert page.evaluate("document.activeElement.dataset.testid") == "stSidebarNavLink"
    page.wait_for_function(
        "() => (s => s.outlineStyle === 'solid' && s.outlineWidth === '2px' "
        "&& s.outlineColor === 'rgb(0, 100, 122)')(getComputedStyle(document.activeElement))"
    )


SEEN = """element => {
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  let opacity = 1, behind = null;
  for (let e = element; e; e = e.parentElement) {
    opacity *= Number(getComputedStyle(e).opacity);
    const [r, g, b, a = 1] = colour(getComputedStyle(e).backgroundColor);
    if (!behind && a === 1) behind = [r, g, b];
  }
  behind = behind || [255, 255, 255];
  const ink = colour(getComputedStyle(element).color).slice(0, 3)
    .map((c, i) => Math.round(c * opacity + behind[i] * (1 - opacity)));
  const hex = c => "#" + c.map(v => v.toString(16).padStart(2, "0")).join("");
  return [hex(ink), hex(behind)];
}"""
# what opens fades in
STILL = """() => document.getAnimations().every(each => each.playState !== "running"
  || each.effect.getTiming().iterations === Infinity)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_can_be_pressed_can_be_read_and_looks_like_it(window, dashboard, scheme):
    page = window(color_scheme=scheme)
    open_page(page, f"{dashboard}/strategy?survey=kmu-st&size=10-49")
    tables(page)
    for place, underlined in (
        ('[data-testid="stMain"] .db-numbers summary', False),
        (".db-numbers a[download]", True),
        ('[data-testid="stSidebar"] .stButton button p', True),
        ('[data-testid="stSidebarNavLink"] p', False),
        (".db-small", False),
        ("table.db td", False),
    ):
        found = page.locator(place).first
        if underlined:  # by the page's own styles, which may arrive after the figures
            expect(found).to_have_css("text-decoration-line", "underline")
        page.wait_for_function(STILL)
        ink, behind = found.evaluate(SEEN)
        assert ratio(ink, behind) >= 4.5, (place, ink, behind)


@pytest.mark.parametrize(
    ("lang", "name", "word"),
    [
        ("de", "", "Filter"),
        ("en", "", "Filters"),
        ("de", "self-check", "Menü"),
        ("en", "data", "Menu"),
    ],
)
def test_a_phone_names_what_the_button_opens(window, dashboard, lang, name, word):
    page = window(390, 844)
    open_page(page, f"{dashboard}/{name}?survey=kmu-st&lang={lang}")
    # the word comes with the page's own styles, which may arrive after the figures
    page.wait_for_function(
        """word => getComputedStyle(
            document.querySelector('[data-testid="stExpandSidebarButton"]'), "::after"
        ).content === `"${word}"`""",
        arg=word,
    )
    page.locator('[data-testid="stExpandSidebarButton"]').click()
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("link").first.wait_for()
    filters = sidebar.get_by_role("combobox", name=re.compile("Branche|Sector"))
    expect(filters).to_have_count(0 if name else 2)  # the filter itself and its level


WATCH = """
window.seen = [];
setInterval(() => {
  for (const e of document.querySelectorAll(".db-exhibit")) {
    const chart = e.querySelector(".js-plotly-plot");
    const height = chart ? Math.round(chart.getBoundingClientRect().height) : 0;
    if (height && getComputedStyle(e).visibility === "visible") seen.push([e.dataset.name, height]);
  }
}, 10);
"""


@pytest.mark.parametrize(("width", "runs"), [(390, 2), (1440, 1)])
def test_a_figure_is_seen_in_one_size_only(window, dashboard, width, runs):
    """A narrow window of a desktop is known after the first drawing, which nobody sees; the others
    are drawn once."""
    page = window(width, 900)
    page.add_init_script(WATCH)
    finished: list[int] = []

    def count(frame: bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame)
        if message.WhichOneof("type") == "script_finished":
            finished.append(1)

    page.on("websocket", lambda socket: socket.on("framereceived", count))
    open_page(page, f"{dashboard}/maturity?survey=kmu-st")
    page.wait_for_function("() => new Set(seen.map(each => each[0])).size > 5")
    page.wait_for_timeout(1000)  # in which another size might be seen
    settled(page)
    heights: dict[str, set[int]] = {}
    for name, height in page.evaluate("seen"):
        heights.setdefault(name, set()).add(height)
    assert len(heights) > 5
    assert all(len(sizes) == 1 for sizes in heights.values()), heights
    assert 1 <= len(finished) <= runs  # a run that is asked for in time replaces the first one


def test_figures_are_not_held_back_for_ever(page, dashboard):
    """Where the browser cannot say how wide it is, figures appear as they are."""
    open_page(page, f"{dashboard}/?survey=kmu-st")
    page.wait_for_function(
        """() => {
          const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
            .map(rule => rule.cssText).filter(text => text.includes("db-hold"));
          return rules.some(text => text.includes("visibility: visible"))
            && rules.some(text => text.includes("hidden") && text.includes("15s"));
        }"""
    )


LABELS = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
  .flatMap(e => ["aria-label", "title", "placeholder"].map(name => e.getAttribute(name)))
  .filter(text => text && /[a-z]{3}/i.test(text))"""


def test_what_is_left_in_english_is_on_record(page, dashboard):
    """Labels that are the same on the German and the English page are the frame's own."""

    def labels(lang: str) -> set[str]:
        open_page(page, f"{dashboard}/strategy?survey=kmu-st&council=1&lang={lang}")
        found = set(page.evaluate(LABELS))
        open_list(page, page.get_by_role("combobox", name=re.compile("^(Branche|Sector)$")))
        found |= set(page.evaluate(LABELS))
        page.keyboard.press("Escape")
        settled(page)
        return found

    german = labels("de")
    frame = german & labels("en")
    frame |= {label for label in german if re.match("Remove|Select|Clear|Choose|Link", label)}
    data = {"Digitalbarometer", "Digitalisierung im Mittelstand Sachsen-Anhalt"}
    for label in frame - data:
        said = re.sub("^Remove .*", "Remove …", label)
        assert f'"{said}"' in DECISION, f"not on record: {label}"
    assert "Clear all" in frame
    assert "Select all" not in german
