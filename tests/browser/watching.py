"""Whom a page asks, and what its Content-Security-Policy kept it from."""

from __future__ import annotations

from urllib.parse import urlparse

from playwright.sync_api import BrowserContext, Page

OURS = ("127.0.0.1", None)  # None: data: and blob:, which ask nobody
# before any script of the page, in each of its frames
_TELL = """document.addEventListener("securitypolicyviolation", event => {
  tellViolation(`${event.violatedDirective} blocked ${event.blockedURI} on ${event.documentURI}`);
});"""


class Watch:
    """All pages of a browser context: requests, websockets, and what was blocked before it became
    one."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.asked: set[str] = set()
        self.violations: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch what is opened in this context from now on."""
        context.expose_function("tellViolation", lambda told: self.violations.append(told))
        context.add_init_script(_TELL)
        context.on("request", lambda request: self.asked.add(request.url))
        context.on("page", self._look_at)

    @property
    def foreign(self) -> list[str]:
        """The addresses of other hosts that were asked."""
        return sorted(url for url in self.asked if urlparse(url).hostname not in OURS)

    def _look_at(self, page: Page) -> None:
        self.pages.append(page)
        page.on("websocket", lambda socket: self.asked.add(socket.url))
