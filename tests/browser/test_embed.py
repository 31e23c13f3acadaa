"""A figure in a frame of another site: as high as it is, also after the window has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window

pytestmark = pytest.mark.browser
HEIGHT = "() => document.querySelector('main').getBoundingClientRect().height"


def test_the_frame_takes_the_height_of_its_figure(
    dashboard: str, other_site: str, window: Window, tmp_path: Path
) -> None:
    page = window()
    page.goto(f"{dashboard}/figure?page=barriers&figure=barriers&lang=en")
    page.locator("details.embed-code summary").click()
    pasted = page.locator("details.embed-code pre").inner_text()
    (tmp_path / "article.html").write_text(f"<!doctype html><body>{pasted}</body>")
    page.goto(f"{other_site}/article.html")
    page.frame_locator("iframe").locator(".main-svg").first.wait_for()
    wide = fitted(page, was=480)
    page.set_viewport_size({"width": 390, "height": 844})
    fitted(page, was=wide)


def fitted(page: Page, was: int) -> int:
    """The height of the frame as soon as it is another one and that of its figure."""
    for _ in range(200):
        (inside,) = page.frames[1:]
        height = page.locator("iframe").evaluate("frame => frame.clientHeight")
        if height != was and abs(height - inside.evaluate(HEIGHT)) < 2:
            return int(height)
        page.wait_for_timeout(100)
    raise AssertionError(f"the frame is {height} pixels high, its figure {inside.evaluate(HEIGHT)}")
