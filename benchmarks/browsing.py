"""A page in Chromium: when its figures are drawn (`redrawn.js`), and what its first load transfers.

Each load is that of a reader who comes for the first time: a window of its own, nothing cached.
"""

from __future__ import annotations

import time
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

_REDRAWN = Path(__file__).with_name("redrawn.js").read_text(encoding="utf-8")
_WINDOW = {"width": 1440, "height": 1400}  # both figures are in view
_RESTS = """figures => {
  const app = document.querySelector('[data-testid="stApp"]');
  const drawn = document.querySelectorAll(".js-plotly-plot .main-svg .trace").length;
  return app?.dataset.testScriptState === "notRunning" && drawn >= figures;
}"""
_QUIET = 1.5  # seconds without anything new


def window(browser: Browser) -> Page:
    """A window of its own, in which `redrawn.js` listens."""
    page = browser.new_context(viewport=_WINDOW, locale="de-DE").new_page()
    page.add_init_script(_REDRAWN)
    return page


def rest(page: Page, figures: int = 1) -> None:
    """Wait until the script has run, so many figures are drawn, and nothing moves any more."""
    page.wait_for_function(_RESTS, arg=figures, timeout=120_000)
    page.wait_for_timeout(_QUIET * 1000)
    page.wait_for_function(_RESTS, arg=figures, timeout=120_000)


def first_figure(browser: Browser, address: str) -> float:
    """Seconds from the start of the navigation until the first figure is drawn."""
    page = window(browser)
    page.goto(address)
    rest(page)
    found: float = page.evaluate("redrawn.first()")
    page.context.close()
    return found / 1000


def change_wave(page: Page, wave: str) -> float:
    """Choose another wave by the keyboard; seconds until both figures are redrawn.

    Raises SystemExit where one of them does not change.
    """
    box = page.get_by_role("combobox").first
    box.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name=wave, exact=True).wait_for()
    page.wait_for_timeout(300)  # the list has opened
    box.fill(wave)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_function(_CHANGED, timeout=120_000)
    rest(page, 2)
    times: list[float | None] = page.evaluate("redrawn.times()")
    known = [each for each in times if each is not None]
    if len(known) != 2:
        raise SystemExit(f"wave {wave}: of two figures {len(known)} were redrawn")
    return max(known) / 1000


_CHANGED = "() => redrawn.times().length === 2 && redrawn.times().every(each => each !== null)"


@dataclass
class Transferred:
    """Bytes that came and went: of files as they were sent, of messages as they were read."""

    files: float = 0
    messages: int = 0
    latest: float = field(default_factory=time.monotonic)

    def watch(self, session: CDPSession) -> None:
        """Count from now on."""
        session.on("Network.loadingFinished", self._file)
        session.on("Network.webSocketFrameReceived", self._message)
        session.on("Network.webSocketFrameSent", self._message)
        session.send("Network.enable")

    def _file(self, event: dict[str, Any]) -> None:
        self.files += event["encodedDataLength"]
        self.latest = time.monotonic()

    def _message(self, event: dict[str, Any]) -> None:
        self.messages += payload(event["response"])
        self.latest = time.monotonic()


def payload(frame: dict[str, Any]) -> int:
    """Bytes of a websocket frame; binary ones are told in base64."""
    data: str = frame["payloadData"]
    return len(b64decode(data)) if frame["opcode"] == 2 else len(data.encode())


def first_load(browser: Browser, address: str, drawn: Callable[[Page], None]) -> Transferred:
    """What the first load of a page transfers until it rests; `drawn` waits for all it shows."""
    page = browser.new_context(viewport=_WINDOW, locale="de-DE").new_page()
    found = Transferred()
    found.watch(page.context.new_cdp_session(page))
    page.goto(address)
    drawn(page)
    while time.monotonic() - found.latest < _QUIET:
        page.wait_for_timeout(100)
    page.context.close()
    return found
