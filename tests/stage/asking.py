"""One request to an endpoint, without a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message


def ask(endpoint, query="", headers=(), client=None, **path) -> Response:
    """The answer of an endpoint to one request."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{endpoint.__name__}",
        "query_string": query.encode(),
        "client": client and (client, 1),
        "server": ("example.org", 80),
        "scheme": "http",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "path_params": path,
    }
    with ThreadPoolExecutor(1) as thread:  # browser tests of the same process keep a loop running
        return thread.submit(asyncio.run, endpoint(Request(scope))).result()


def through(
    app: ASGIApp, path: str, *, kind: str = "http", **headers: str
) -> tuple[Headers, bytes]:
    """The headers and the body of what an ASGI application answers."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": "GET", "path": path, "headers": raw}
    with ThreadPoolExecutor(1) as thread:  # browser tests of the same process keep a loop running
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return Headers(raw=sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:])
