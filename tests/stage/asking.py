"""One request to an endpoint or an application, without a server."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message

from tests.loop import alone


def ask(
    endpoint: Callable[[Request], Coroutine[Any, Any, Response]],
    query: str = "",
    headers: Iterable[tuple[str, str]] = (),
    client: str | None = None,
    **path: str,
) -> Response:
    """The answer of an endpoint to one request: to a query as it stands in an address, from the
    IP address `client`; `path` are the parts of the address that the route has names for.
    """
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
    return alone(endpoint(Request(scope)))


def through(
    app: ASGIApp, path: str, *, kind: str = "http", **headers: str
) -> tuple[Headers, bytes]:
    """The headers and the body of what an ASGI application answers; `kind` as in its scope."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": "GET", "path": path, "headers": raw}
    alone(app(scope, receive, send))
    return Headers(raw=sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:])
