"""Published data for the pages, and what they put on the page once for all sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from figures.context import Context
from figures.kept import key_of
from survey.benchmark import PublishedBenchmark, published_benchmark
from survey.served import served_snapshot
from survey.snapshot import Snapshot
from survey.warehouse import home

_DRAWN = 2000


def snapshot() -> Snapshot:
    """The snapshot that is published now: asked at each run, so a new one appears by itself."""
    return served_snapshot(home())


def _name(published: Snapshot) -> str:
    return published.name


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs={Snapshot: _name})
def _benchmark(published: Snapshot, dataset: str) -> PublishedBenchmark:
    return published_benchmark(published, dataset)


def loaded_benchmark(dataset: str) -> PublishedBenchmark | None:
    """A benchmark of the snapshot that is published now; None where it is not loaded."""
    published = snapshot()
    if dataset not in published.manifest.benchmarks:
        return None
    return _benchmark(published, dataset)


@st.cache_resource(max_entries=_DRAWN, show_spinner=False)
def _drawn(key: str, _draw: Callable[[], None]) -> None:
    _draw()


def drawn(context: Context, draw: Callable[..., None], *arguments: Any) -> None:
    """What `draw(context, …)` puts on the page, made once as `once` does; no widgets among it.

    Streamlit keeps the messages to the browser and sends them again: a figure is written as JSON
    once, not for each session.
    """
    _drawn(key_of(context, draw, arguments), lambda: draw(context, *arguments))
