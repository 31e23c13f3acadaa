"""The pictures of README and user guide: chosen parts of pages, few colours, small files."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page

from tests.browser.reading import open_list
from tests.browser.screenshots import DESKTOP, Look, dashboard, drawn, opened, whole

_COLOURS = 128  # our figures have few; more only make the file larger
_EVERY_HUE = Image.Quantize.MAXCOVERAGE  # the others turn rare colours, such as ours, into brown
_AROUND = 16  # pixels left around a part
_MAIN = '[data-testid="stMainBlockContainer"]'


@dataclass(frozen=True)
class Picture:
    """`address` and `look` of a page; what is `done` on it; the part that is taken.

    `part` is a CSS selector, empty for the window, `height` pixels high.
    """

    address: str
    look: Look = DESKTOP
    part: str = ""
    height: int = 0
    done: Callable[[Page], None] = lambda page: None


def _open_table(page: Page) -> None:
    page.get_by_text("Tabelle und Dateien").first.click()
    page.locator("table.db").first.wait_for()
    page.wait_for_timeout(600)  # it unfolds


def _fill_in(page: Page) -> None:
    """A small building firm with few answers of each kind, so that the profile has shape."""
    for label, option in (
        ("Ihr Unternehmen: Branche", "Baugewerbe"),
        ("Ihr Unternehmen: Unternehmensgröße", "10–49 Beschäftigte"),
    ):
        open_list(page, page.get_by_role("combobox", name=label, exact=True))
        page.get_by_role("option", name=option, exact=True).click()
    main = page.locator('[data-testid="stMain"]')
    for place, group in enumerate(main.locator('[data-testid="stRadio"]').all()):
        group.locator('[role="radiogroup"] label').nth(1 + place % 3).click()
    for box in ("Eigene Website", "Elektronische Rechnungen", "nichts davon", "Kosten"):
        main.locator('[data-testid="stCheckbox"] label', has_text=box).last.click()
    page.get_by_role("button", name="Mein Profil zeigen").click()
    page.get_by_role("heading", name="Angebote, die passen").wait_for()


def _exhibit(name: str) -> str:
    return f'.db-exhibit[data-name^="{name}"]'


_ENGLISH = Look(lang="en")
_TWO_GROUPS = "explorer?question=maturity&by=sector&contrast=F:rest"
_THREE_FILTERS = "barriers?sector=F&size=10-49&district=15003"
PICTURES = {
    "overview-light-de": Picture("", height=1180),
    "strategy-dark-en": Picture("strategy", Look(scheme="dark", lang="en"), height=980),
    "barriers-phone-de": Picture("barriers", Look(390)),
    "figure-de": Picture("", part=_exhibit("maturity-matrix")),
    "figure-en": Picture("", _ENGLISH, part=_exhibit("maturity-matrix")),
    "table-de": Picture("barriers", part=_exhibit("barriers"), done=_open_table),
    "refused-de": Picture(_THREE_FILTERS, height=700),
    "two-groups-de": Picture(_TWO_GROUPS, height=1000),
    "two-groups-en": Picture(_TWO_GROUPS, _ENGLISH, height=1000),
    "region-de": Picture("region", part=_exhibit("map")),
    "region-en": Picture("region", _ENGLISH, part=_exhibit("map")),
    "benchmark-de": Picture("benchmark", part=_exhibit("benchmark-technology")),
    "profile-de": Picture("self-check", height=1000, done=_fill_in),
    "brief-de": Picture("brief?sector=F", part=_MAIN),
}


SLIDES = {"stage-de": ("de", 5, 0), "stage-en": ("en", 5, 0)}  # language, slide, step


def pictures(folder: Path) -> None:
    """Take all of them into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with dashboard() as (address, browser):
        slides(folder, address, browser)
        for name, picture in PICTURES.items():
            with opened(
                browser, f"{address}/{picture.address}", picture.look, picture.height
            ) as page:
                picture.done(page)
                drawn(page)
                page.mouse.move(picture.look.width - 1, 1)  # over nothing that answers
                _save(_taken(page, picture.part), folder / f"{name}.png")


def slides(folder: Path, address: str, browser: Browser) -> None:
    """Slides of the demo show, half as large as a screen."""
    for name, (lang, slide, step) in SLIDES.items():
        page = browser.new_page(viewport={"width": 960, "height": 540}, device_scale_factor=1.5)
        page.goto(f"{address}/stage?order=demo&lang={lang}#{slide}")
        page.locator("html[data-ready=yes]").wait_for(timeout=60_000)
        for _ in range(step):
            page.keyboard.press("PageDown")
        _save(page.screenshot(), folder / f"{name}.png")
        page.close()


def _taken(page: Page, part: str) -> bytes:
    """The window, or a part of the page with some room around it."""
    if not part:
        return page.screenshot()
    whole(page)
    box = page.locator(part).first.bounding_box()
    assert box is not None, part
    clip: FloatRect = {
        "x": box["x"] - _AROUND,
        "y": max(0, box["y"] - _AROUND),
        "width": box["width"] + 2 * _AROUND,
        "height": box["height"] + 2 * _AROUND,
    }
    return page.screenshot(clip=clip)


def _save(picture: bytes, file: Path) -> None:
    """With a palette of its own: a third of the size, and nobody sees the difference."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(_COLOURS, method=_EVERY_HUE, kmeans=2, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
