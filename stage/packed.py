"""Scripts, packed: the browser gets a third of their bytes.

Streamlit leaves that to a proxy, because it would pack each file for each reader. Here a file is
packed once for all: its address changes with its content.
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
    """ASGI middleware: answers for Streamlit's scripts, leaves everything else to `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = _asked(scope)
        if name and (_SCRIPTS / name).is_file():
            await (await packed(_SCRIPTS / name))(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def packed(script: Path) -> Response:
    """The answer with a script for a browser that `unpacks`."""
    return Response(
        await run_in_threadpool(_packed, script),
        media_type="text/javascript",
        headers={
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
            "Cache-Control": f"public, immutable, max-age={_YEAR}",
        },
    )


def unpacks(headers: Headers) -> bool:
    """Whether who asks takes a whole file, packed."""
    return "range" not in headers and "gzip" in headers.get("accept-encoding", "")


def _asked(scope: MutableMapping[str, Any]) -> str:
    """The script that is asked for by a browser that unpacks; empty for anything else."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    found = _PATH.search(scope["path"])
    if found is None or found.end() != len(scope["path"]):
        return ""
    return found[1] if unpacks(Headers(scope=scope)) else ""


@lru_cache(maxsize=400)  # more than there are scripts; those of one page are 2 MB
def _packed(script: Path) -> bytes:
    return gzip.compress(script.read_bytes(), compresslevel=6, mtime=0)
