"""A figure in a frame of another page: as high as it is, also after the window has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_frame_takes_the_height_of_its_figure(
    dashboard: str, window: Callable[..., Page]
) -> None:
    page = window()
    page.goto(f"{dashboard}/figure?page=barriers&figure=barriers&lang=en")
    page.locator("details.embed-code summary").click()
    pasted = page.locator("details.embed-code pre").inner_text()
    page.set_content(f"<!doctype html><body>{pasted}</body>")
    fits = """() => {
      const frame = document.querySelector("iframe");
      const page = frame.contentDocument;
      if (!page?.querySelector(".main-svg")) return false;
      const inside = page.querySelector("main").getBoundingClientRect().height;
      return frame.height !== "480" && Math.abs(frame.clientHeight - inside) < 2;
    }"""
    page.wait_for_function(fits)
    wide = page.locator("iframe").evaluate("frame => frame.clientHeight")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"() => document.querySelector('iframe').clientHeight !== {wide}")
    page.wait_for_function(fits)
