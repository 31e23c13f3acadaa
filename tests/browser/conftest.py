"""Chromium and a served dashboard; where Chromium is missing tests are skipped, in CI they fail."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import chromium, path
from tests.browser.reading import PATIENCE
from tests.browser.server import serving
from tests.browser.watching import Watch

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
def watch() -> Watch:
    """What the windows of a test asked for, and what was blocked."""
    return Watch()


@pytest.fixture
def window(browser: Browser, watch: Watch) -> Iterator[Window]:
    """`window(width=390, color_scheme="dark")`: a page in a window of its own.

    It fails the test when it asks another host, shows an exception, or does what its
    Content-Security-Policy forbids.
    """
    contexts: list[BrowserContext] = []

    def open_(width: int = 1440, height: int = 1000, **look: Any) -> Page:
        size = {"width": width, "height": height}
        made = browser.new_context(**{"viewport": size, "locale": "de-DE", **look})
        made.set_default_timeout(PATIENCE * 1000)
        watch.over(made)
        contexts.append(made)
        return made.new_page()

    yield open_
    said = '[data-testid="stException"]'
    broken = [
        each.url for each in watch.pages if not each.is_closed() and each.locator(said).count()
    ]
    for made in contexts:
        made.close()
    assert broken == []
    assert watch.foreign == []
    assert watch.violations == []


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    """The address of another site, which serves the files of `tmp_path`."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(window: Window) -> Page:
    """A page in a wide window."""
    return window()


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """What the page shares with others in the same browser."""
    return page.context
