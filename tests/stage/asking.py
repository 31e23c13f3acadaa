"""One request to an endpoint, without a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response


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
