"""What was published when: the warehouse's log, one JSON object per line, the oldest first.

The ETL appends to it (`etl/history.py`). A torn last line is what a killed process leaves; the next
publication adds the missing line, so readers pass over what they do not understand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FILE = "history.jsonl"
Action = Literal["load", "cube", "benchmark", "rollback", "found"]


@dataclass(frozen=True)
class Entry:
    """One publication. `rows` counts the loaded rows of each survey of the snapshot."""

    time: str
    action: Action
    snapshot: str
    rows: Mapping[str, int]


def entries(home: Path) -> list[Entry]:
    """The log, oldest first; lines that are torn or not understood are passed over."""
    try:
        lines = (home / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
            found.append(
                Entry(entry["time"], entry["action"], entry["snapshot"], dict(entry["rows"]))
            )
        except (ValueError, KeyError, TypeError):
            continue
    return found
