"""What a server shows of the warehouse: the published snapshot as soon as all of it is there.

Opened once per file, sums kept for all readers. Where the warehouse is a copy (rsync, an object
store), its pointer may arrive before the files it names; until they are there the server goes on
with the snapshot that it served last.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from survey.benchmark import published_benchmark
from survey.failure import Failure
from survey.memory import Memory
from survey.snapshot import PublishedSurvey, Snapshot, current_snapshot

_SUMS = 96_000_000  # bytes per survey: sums from which any filter is answered
_AGAIN = 1.0  # seconds after which a snapshot that was not there is looked for again


@dataclass(frozen=True)
class _Awaited:
    """A snapshot that is published but not there: which one, why, when to look again."""

    name: str
    failure: Failure
    again: float


_served: dict[Path, Snapshot] = {}
_awaited: dict[Path, _Awaited] = {}


def served_snapshot(folder: Path) -> Snapshot:
    """The published snapshot; the one served before while not all of its files can be opened.

    Raises Failure where there is none and none was served before.
    """
    before = _served.get(folder)
    try:
        published = current_snapshot(folder)
    except Failure as failure:
        if before is None:
            raise
        _await(folder, "", failure)
        return before
    if published == before:
        _awaited.pop(folder, None)
        return published
    waiting = _awaited.get(folder)
    if waiting and waiting.name == published.name and time.monotonic() < waiting.again:
        return before or published
    try:
        _require_whole(published)
    except Failure as failure:
        _await(folder, published.name, failure)
        return before or published  # other surveys of the first one may be whole
    _awaited.pop(folder, None)
    _served[folder] = published
    return published


def awaited(folder: Path) -> Failure | None:
    """Why what is published is not served yet; None where it is."""
    waiting = _awaited.get(folder)
    return waiting.failure if waiting else None


def _await(folder: Path, name: str, failure: Failure) -> None:
    known = _awaited.get(folder)
    if known is None or (known.name, str(known.failure)) != (name, str(failure)):
        logging.getLogger(__name__).warning("%s", failure)
    _awaited[folder] = _Awaited(name, failure, time.monotonic() + _AGAIN)


def _require_whole(published: Snapshot) -> None:
    for name in published.surveys:
        served_survey(published, name)
    for name in published.manifest.benchmarks:
        published_benchmark(published, name).close()


def served_survey(published: Snapshot, name: str) -> PublishedSurvey:
    """A survey of the snapshot, on a connection that pages and plain figures share."""
    return _opened(published.file(name))


def served_surveys(published: Snapshot) -> tuple[dict[str, PublishedSurvey], list[Failure]]:
    """The surveys that can be opened, and what is wrong with the others.

    Raises Failure where none can: one damaged file must not take the others away.
    """
    opened, damaged = dict[str, PublishedSurvey](), list[Failure]()
    for name in published.surveys:
        try:
            opened[name] = served_survey(published, name)
        except Failure as failure:
            damaged.append(failure)
    if not opened:
        raise damaged[0]
    return opened, damaged


@lru_cache(maxsize=16)
def _opened(file: Path) -> PublishedSurvey:
    return PublishedSurvey(file, Memory(_SUMS))
