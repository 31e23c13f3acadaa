"""Pages of other sites open no websocket here, and make this server ask nobody who it is.

Streamlit refuses them too, but only after it has asked a foreign host for its own address, once for
each request and before it answers anybody else (docs/decisions/0023-headers.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class OwnOrigin:
    """ASGI middleware: closes foreign websockets, and hides a foreign origin of other requests.

    `allowed` are further origins (Streamlit's `server.corsAllowedOrigins`). Paths that begin with
    `free` may be asked from any site and are left alone.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str] = (), free: str = "/api/") -> None:
        self._app, self._free = app, free
        self._allowed = {_host(each) for each in allowed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and self._foreign(scope):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})  # before it opens: 403
                return
            if not scope["path"].startswith(self._free):
                kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
                scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)

    def _foreign(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None:  # no page of a browser asks, or one of ours
            return False
        return _host(origin) not in {headers.get("host"), *self._allowed}


def _host(origin: str) -> str:
    """Host and port; an origin has nothing after them."""
    return origin.partition("://")[2]
