"""A figure and the stage within another presentation, on another site: shown, and turned by keys.

The deck does what reveal.js does: a section at a time, arrows turn, a frame that is seen.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
DECK = """<!doctype html><style>section { display: none } section.present { display: block }
iframe { width: 1280px; height: 720px; border: 0 }</style><div class="slides">
<section><h1>Deck</h1></section>
<section><iframe src="%s/embed?page=barriers&figure=barriers&lang=en"></iframe></section>
<section><iframe class="show" src="%s/stage?order=demo&lang=en"></iframe></section>
<section><h1>The end</h1></section></div><script>
const sections = [...document.querySelectorAll("section")];
let at = 0;
const Reveal = {
  go(to) { at = Math.min(Math.max(to, 0), sections.length - 1);
           sections.forEach((each, n) => each.classList.toggle("present", n === at)); },
  next() { Reveal.go(at + 1); }, prev() { Reveal.go(at - 1); },
  getCurrentSlide() { return sections[at]; } };
Reveal.go(0);
addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  if (event.key === "ArrowRight") Reveal.next();
  if (event.key === "ArrowLeft") Reveal.prev();
});
</script>
<script>%s</script>"""


def script() -> str:
    """What the documentation tells to put into a deck."""
    text = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
    return text.partition("```js\n")[2].partition("```")[0]


@pytest.fixture
def deck(window: Window, dashboard: str, other_site: str, tmp_path: Path) -> Page:
    (tmp_path / "deck.html").write_text(DECK % (dashboard, dashboard, script()))
    page = window(1280, 800)
    page.goto(f"{other_site}/deck.html")
    return page


def heading(page: Page):
    return page.locator("section.present h1")


def test_the_keys_of_the_deck_turn_the_slides_of_the_show(deck: Page) -> None:
    expect(heading(deck)).to_have_text("Deck")
    deck.keyboard.press("ArrowRight")
    figure = deck.frame_locator("section.present iframe")
    expect(figure.locator("h1")).to_contain_text("Named most often")
    expect(figure.locator(".chart .main-svg").first).to_be_visible()
    deck.keyboard.press("ArrowRight")
    show = deck.frame_locator("iframe.show")
    expect(show.locator("html")).to_have_attribute("data-ready", "yes")
    current = show.locator(".slide.current")
    expect(current.locator("h2")).to_be_visible()
    seen = set()
    for _ in range(20):
        if heading(deck).count():
            break
        seen.add(current.get_attribute("data-place"))
        deck.keyboard.press("ArrowRight")
        deck.wait_for_timeout(80)  # a message goes from one page to the other
    assert seen == {str(place) for place in range(8)}
    expect(heading(deck)).to_have_text("The end")
    deck.keyboard.press("ArrowLeft")
    expect(current).to_have_attribute("data-place", "7")
    deck.keyboard.press("ArrowLeft")
    expect(current).to_have_attribute("data-place", "6")


def test_a_show_that_was_clicked_has_the_keys_itself_and_gives_them_back(deck: Page) -> None:
    for _ in range(2):
        deck.keyboard.press("ArrowRight")
    show = deck.frame_locator("iframe.show")
    expect(show.locator("html")).to_have_attribute("data-ready", "yes")
    current = show.locator(".slide.current")
    show.locator(".slide.current").click(position={"x": 900, "y": 300})
    expect(current).to_have_attribute("data-place", "1")
    for key in ("PageDown", "4", "b", "b", "s"):
        deck.keyboard.press(key)
    expect(current.locator("form.choices")).to_be_visible()
    deck.keyboard.press("Escape")
    expect(current.locator("form.choices")).to_be_hidden()
    expect(current).to_have_attribute("data-place", "3")
    deck.keyboard.press("Escape")  # back to the deck, not to a page that may not be framed
    deck.keyboard.press("End")
    deck.wait_for_timeout(100)
    expect(current).to_have_attribute("data-place", "3")
    deck.keyboard.press("ArrowLeft")  # the deck hears it, the show turns
    expect(current).to_have_attribute("data-step", "0")
