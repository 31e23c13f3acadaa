"""Security headers of every answer: what a page may load, who may frame it, what it may ask for.

Nothing is loaded from another host. Streamlit's pages need more than the plain ones, also the one
script that stands in its start page itself and is known by its hash. Why each source is named:
docs/decisions/0023-headers.md.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INDEX = Path(str(distribution("streamlit").locate_file("streamlit/static/index.html")))
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# one path each, and all that lies below those that end with a slash
FRAMED = ("/embed", "/stage")
PLAIN = (*FRAMED, "/figure", "/drawing", "/presenter", "/download", "/stage/", "/figure-assets/")
API = ("/api/",)
_OFF = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
_ALWAYS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _OFF),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_SOURCES = {
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # Plotly and Streamlit write styles as they draw
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
# components v2 are imported from blob: addresses; numbers of 64 bits are multiplied by WebAssembly
_STREAMLIT = ("blob:", "'wasm-unsafe-eval'")


class SecurityHeaders:
    """ASGI middleware: adds the headers that an answer does not bring itself.

    `base` is the path below which the server lies (Streamlit's `server.baseUrlPath`).
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wanted = headers_of(scope["path"].removeprefix(self._base))

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    found.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)


def headers_of(path: str) -> Mapping[str, str]:
    """The headers of the answer for a path."""
    return {**_ALWAYS, "Content-Security-Policy": policy(_kind(path))}


@lru_cache
def policy(kind: str) -> str:
    """The Content-Security-Policy: of the API, of a plain page, of one that others may frame, or
    (`""`) of Streamlit's pages.

    One that others may frame says nothing of it: `*` would leave out files opened from a disk,
    as slides of reveal.js often are.
    """
    if kind == "api":
        return "default-src 'none'; frame-ancestors 'none'"
    sources = dict(_SOURCES)
    if not kind:
        sources["script-src"] = " ".join(("'self'", *_STREAMLIT, *_inline_scripts()))
    if kind != "framed":
        sources["frame-ancestors"] = "'self'"
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def _kind(path: str) -> str:
    for kind, paths in (("framed", FRAMED), ("plain", PLAIN), ("api", API)):
        if path in paths or any(path.startswith(each) for each in paths if each.endswith("/")):
            return kind
    return ""


@lru_cache
def _inline_scripts() -> tuple[str, ...]:
    """The hashes of the scripts that stand in Streamlit's start page itself."""
    found = _INLINE.findall(_INDEX.read_text(encoding="utf-8"))
    return tuple(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in found)
