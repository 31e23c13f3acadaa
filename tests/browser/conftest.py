"""Chromium and a served dashboard; where Chromium is missing tests are skipped, in CI they fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import chromium, path
from tests.browser.reading import PATIENCE
from tests.browser.server import serving

expect.set_options(timeout=PATIENCE * 1000)
Window = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if path() is None:
        reason = "Chromium is missing: apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def dashboard(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard on the session's warehouse."""
    with serving(published_home, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """`window(width=390, color_scheme="dark")`: a page in a window of its own.

    It fails the test when it asks another host or shows an exception.
    """
    contexts: list[BrowserContext] = []
    pages: list[Page] = []
    foreign: list[str] = []

    def watch(url: str) -> None:
        host = urlparse(url).hostname
        if host not in ("127.0.0.1", None):
            foreign.append(url)

    def look_at(page: Page) -> None:
        pages.append(page)
        page.on("request", lambda request: watch(request.url))
        page.on("websocket", lambda socket: watch(socket.url))

    def open_(width: int = 1440, height: int = 1000, **look: Any) -> Page:
        size = {"width": width, "height": height}
        made = browser.new_context(**{"viewport": size, "locale": "de-DE", **look})
        made.set_default_timeout(PATIENCE * 1000)
        made.on("page", look_at)
        contexts.append(made)
        return made.new_page()

    yield open_
    said = '[data-testid="stException"]'
    broken = [each.url for each in pages if not each.is_closed() and each.locator(said).count()]
    for made in contexts:
        made.close()
    assert broken == []
    assert foreign == []


@pytest.fixture
def page(window: Window) -> Page:
    """A page in a wide window."""
    return window()


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """What the page shares with others in the same browser."""
    return page.context
