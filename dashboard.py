"""The one entry: `streamlit run dashboard.py` serves the pages, and figures on their own.

The script that calls `st.navigation` lies in `pages/`, because beside that folder a fresh server
would run the first deep link without its frame (docs/decisions/0004-serving.md).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from api.app import ROUTES as API
from stage.headers import SecurityHeaders
from stage.origin import OwnOrigin
from stage.packed import Packed
from stage.preload import Preload
from stage.routes import ROUTES


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """The server answers at once; the first figures are made beside it, and later the next ones."""
    Thread(target=_warm, name="warm", daemon=True).start()
    yield


def _warm() -> None:
    from pages.parts.ahead import AHEAD
    from pages.parts.warm import warm  # imports all there is, which takes a second

    warm()
    AHEAD.run()


def _below(base: str, routes: Sequence[Route | Mount]) -> list[BaseRoute]:
    """The routes below a path: Streamlit moves its own there, and leaves ours where they are."""
    return [
        Mount(base + each.path, app=each.app)
        if isinstance(each, Mount)
        else Route(base + each.path, each.endpoint)
        for each in routes
    ]


# `/barometer`, where the server lies below a path of a proxy (docs/deploy.md); else nothing
_BASE = f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
_ALLOWED = st.get_option("server.corsAllowedOrigins")

app = st.App(
    "pages/navigation.py",
    lifespan=lifespan,
    routes=_below(_BASE, [*ROUTES, *API]),
    middleware=[
        Middleware(SecurityHeaders, base=_BASE),
        Middleware(OwnOrigin, allowed=_ALLOWED, free=f"{_BASE}/api/"),
        Middleware(Packed),
        Middleware(Preload),
    ],
)
