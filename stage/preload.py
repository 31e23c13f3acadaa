"""Plotly's script with the first page: the browser fetches it while Streamlit still starts."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stage.files import asset_address

_BELOW = ("/stage/", "/api/")  # pages whose own files lie elsewhere, seen from their address


class Preload:
    """ASGI middleware: tells with each HTML page which script it will need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or any(each in scope["path"] for each in _BELOW):
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and _page(message):
                script = f"<{asset_address('plotly.js')}>; rel=preload; as=script"
                MutableHeaders(scope=message).append("Link", script)
            await send(message)

        await self._app(scope, receive, told)


def _page(message: Message) -> bool:
    headers = Headers(raw=message.get("headers", []))
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
