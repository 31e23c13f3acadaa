"""The one entry: `streamlit run dashboard.py` serves the pages, and figures on their own.

The script that calls `st.navigation` lies in `pages/`, because beside that folder a fresh server
would run the first deep link without its frame (docs/decisions/0004-serving.md).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from api.app import ROUTES as API
from stage.packed import Packed
from stage.routes import ROUTES


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """The server answers at once; the first figures are made beside it."""
    Thread(target=_warm, name="warm", daemon=True).start()
    yield


def _warm() -> None:
    from pages.parts.warm import warm  # imports all there is, which takes a second

    warm()


app = st.App(
    "pages/navigation.py",
    lifespan=lifespan,
    routes=[*ROUTES, *API],
    middleware=[Middleware(Packed)],
)
