"""Streamlit's scripts, packed: the browser gets a third of the bytes that Streamlit sends itself.

Streamlit leaves that to a proxy, because it would pack each file for each reader. Here a file is
packed once for all: its name changes with its content.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import MutableMapping
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_SCRIPTS = Path(str(distribution("streamlit").locate_file("streamlit/static/static/js")))
_PATH = re.compile(r"/static/js/([\w-]+(?:\.[\w-]+)*\.js)")  # wherever the server lies
_YEAR = 365 * 24 * 3600


class Packed:
    """ASGI middleware: answers for the scripts, leaves everything else to `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = _asked(scope)
        if name and (_SCRIPTS / name).is_file():
            packed = Response(
                await run_in_threadpool(_packed, name),
                media_type="text/javascript",
                headers={
                    "Content-Encoding": "gzip",
                    "Vary": "Accept-Encoding",
                    "Cache-Control": f"public, immutable, max-age={_YEAR}",
                },
            )
            await packed(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _asked(scope: MutableMapping[str, Any]) -> str:
    """The script that is asked for by a browser that unpacks; empty for anything else."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    headers = Headers(scope=scope)
    found = _PATH.search(scope["path"])
    if found is None or found.end() != len(scope["path"]) or "range" in headers:
        return ""
    return found[1] if "gzip" in headers.get("accept-encoding", "") else ""


@lru_cache(maxsize=400)  # more than there are scripts; those of one page are 2 MB
def _packed(name: str) -> bytes:
    return gzip.compress((_SCRIPTS / name).read_bytes(), compresslevel=6, mtime=0)
