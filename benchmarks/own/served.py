"""Serves `two_figures.py` as `dashboard.py` serves its pages: with their routes, and made ahead."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from benchmarks.own.contents import register
from pages.parts.ahead import AHEAD
from stage.packed import Packed
from stage.preload import Preload
from stage.routes import ROUTES

register()  # before the page itself runs: figures have addresses from the start


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    Thread(target=AHEAD.run, name="ahead", daemon=True).start()
    yield


app = st.App(
    "two_figures.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[Middleware(Packed), Middleware(Preload)],
)
