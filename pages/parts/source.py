"""Published data for the pages."""

from __future__ import annotations

import streamlit as st

from survey.benchmark import PublishedBenchmark, published_benchmark
from survey.served import served_snapshot
from survey.snapshot import Snapshot
from survey.warehouse import home


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
