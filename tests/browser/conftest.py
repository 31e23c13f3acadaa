"""Chromium and a served dashboard; where Chromium is missing tests are skipped, in CI they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import chromium, path
from tests.browser.server import serving


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
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when it asks another host or shows an exception."""
    opened = context.new_page()
    foreign: list[str] = []

    def watch(url: str) -> None:
        host = urlparse(url).hostname
        if host not in ("127.0.0.1", None):
            foreign.append(url)

    opened.on("request", lambda request: watch(request.url))
    opened.on("websocket", lambda socket: watch(socket.url))
    yield opened
    assert opened.locator('[data-testid="stException"]').count() == 0
    assert foreign == []
