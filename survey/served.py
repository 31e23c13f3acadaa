"""Published surveys as a server has them: opened once per file, sums kept for all readers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from survey.failure import Failure
from survey.memory import Memory
from survey.snapshot import PublishedSurvey, Snapshot

_SUMS = 96_000_000  # bytes per survey: sums from which any filter is answered


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
