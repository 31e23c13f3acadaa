"""What was published when: an append-only log (`survey/history.py` reads it).

A line is written after the pointer was replaced. A process killed between the two leaves a
publication without a line, one killed while writing leaves a torn last line: both are tolerated,
and the next publication adds the missing line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from survey.history import FILE, Action, Entry, entries

__all__ = ["FILE", "Action", "Entry", "append", "entries", "stack"]


def append(home: Path, action: Action, snapshot: str, rows: Mapping[str, int]) -> None:
    """Add a line to the log and bring it to the disk. The caller holds the lock."""
    path = home / FILE
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "action": action,
        "snapshot": snapshot,
        "rows": dict(rows),
    }
    with path.open("ab+") as stream:
        stream.seek(0, os.SEEK_END)
        torn = False
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            torn = stream.read(1) != b"\n"
        stream.write(b"\n" * torn + json.dumps(entry, sort_keys=True).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def stack(home: Path) -> list[str]:
    """Snapshots in the order in which they were published, the current one last.

    Going back to an earlier one takes the later ones off, so that going back twice goes back two.
    """
    published: list[str] = []
    for entry in entries(home):
        if entry.action == "rollback" and entry.snapshot in published:
            del published[published.index(entry.snapshot) + 1 :]
        elif not published or published[-1] != entry.snapshot:
            published.append(entry.snapshot)
    return published
