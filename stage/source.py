"""Published surveys for the plain pages: opened once per file, sums kept for all readers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from survey.memory import Memory
from survey.snapshot import PublishedSurvey, Snapshot, current_snapshot
from survey.warehouse import home

_SUMS = 48_000_000  # bytes per survey; slides ask for the same few figures again and again


def snapshot() -> Snapshot:
    """What is published now: asked at each request, so a new one appears by itself."""
    return current_snapshot(home())


def open_survey(published: Snapshot, name: str) -> PublishedSurvey:
    """A survey of the snapshot, on a connection that all requests share."""
    return _opened(published.file(name))


@lru_cache(maxsize=16)
def _opened(file: Path) -> PublishedSurvey:
    return PublishedSurvey(file, Memory(_SUMS))
