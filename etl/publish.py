"""Step 6, publish: one immutable file per survey, a manifest that names them, one pointer.

Everything is built aside, brought to the disk and renamed; then the text file `current` is
replaced. Whoever reads sees the snapshot before or the one after, never a part of one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import duckdb

from etl import history
from etl.report import loaded_rows
from etl.sql import Connection, identifier, one
from etl.workspace import publication_lock
from survey.cube import OF
from survey.published import CURRENT, FORMAT, RAKED, RELEASE
from survey.warehouse import Manifest, NoSnapshot, current_name, read_manifest

ETL_VERSION = 5
"""Raised whenever the same input would be published differently."""

_DIGITS = 16
RESPONSE = "published.response"


def content_hash(parts: Mapping[str, object]) -> str:
    """The hash of what goes into a published file, together with the versions that make it."""
    everything = {"etl": ETL_VERSION, "format": FORMAT, **parts}
    text = json.dumps(everything, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def open_file(con: Connection, target: Path) -> None:
    """Attach a new database file as `published`."""
    con.execute(f"ATTACH {_quoted(target)} AS published")


def close_file(con: Connection, tables: Mapping[str, str]) -> None:
    """Add tables, given by their queries, to the file that is attached, and close it."""
    for name, query in tables.items():
        con.execute(f"CREATE TABLE published.{identifier(name)} AS {query}")
    con.execute("CHECKPOINT published")
    con.execute("DETACH published")


def close_survey(con: Connection, yaml: str, raked: bool) -> None:
    """Complete a survey's file in the layout of `survey/published.py` and close it."""
    con.execute("CREATE TABLE codebook AS SELECT ? AS yaml", [yaml])
    tables = {"finding": "FROM finding ORDER BY file, line NULLS FIRST"}
    names = ("design", "file", "finding_count", "quarantine", "codebook", *RELEASE)
    for name in (*names, *(RAKED if raked else ())):
        tables[name] = f"FROM {name}"
    close_file(con, tables)


def current_manifest(home: Path) -> tuple[str | None, Manifest]:
    """The published manifest and its name without ending; an empty one before the first."""
    try:
        name = current_name(home)
    except NoSnapshot:
        return None, Manifest(format=FORMAT, surveys={})
    return name.removesuffix(".json"), read_manifest(home, name)


def with_cube(home: Path, survey: str, file: str) -> str:
    """The published file of a survey where it is `file` with a cube and all responses, else
    `file`: loading the same input again keeps the cube."""
    published = current_manifest(home)[1].surveys.get(survey, file)
    return published if cube_of(home / published) == (file, False) else file


def cube_of(file: Path) -> tuple[str, bool] | None:
    """The name of the file that a cube was made for, and whether it is without responses; None
    for a file without a cube."""
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            base, alone = one(con, f"FROM {OF}")
    except duckdb.Error:
        return None
    return str(base), bool(alone)


def publish(
    home: Path, built: Path | None, file: str, room: str, name: str, action: history.Action
) -> tuple[str, bool]:
    """Put `built` into the warehouse as `file` and publish it; the other surveys carry over.

    `room` is the manifest's key ("surveys", "benchmarks"), `name` the entry in it. `built` is None
    where the file lies there already. Returns the snapshot and whether anything changed.
    """
    with publication_lock(home):
        before, manifest = current_manifest(home)
        if built is not None:
            _to_disk(built)
            os.replace(built, home / file)
            _folder_to_disk(home)
        entries = {**getattr(manifest, room), name: file}
        following = manifest.model_copy(update={room: entries, "format": FORMAT})
        return point_to(home, following, before, action)


def point_to(
    home: Path, manifest: Manifest, before: str | None, action: history.Action
) -> tuple[str, bool]:
    """Write the manifest and let `current` name it. The caller holds the lock."""
    parts = manifest.model_dump(mode="json")
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    snapshot = f"snapshot-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"
    if snapshot == before:
        complete_log(home, before)
        return snapshot, False
    _write(home, f"{snapshot}.json", text)
    set_current(home, snapshot, before, action, rows_of(home, manifest))
    return snapshot, True


def set_current(
    home: Path, snapshot: str, before: str | None, action: history.Action, rows: Mapping[str, int]
) -> None:
    """Replace the pointer, then log it. The caller holds the lock."""
    complete_log(home, before)
    _write(home, CURRENT, f"{snapshot}.json\n")
    history.append(home, action, snapshot, rows)


def complete_log(home: Path, current: str | None) -> None:
    """Log the current snapshot if its process died before it could. The caller holds the lock."""
    logged = history.stack(home)
    if current is not None and (not logged or logged[-1] != current):
        history.append(home, "found", current, {})


def rows_of(home: Path, manifest: Manifest) -> dict[str, int]:
    """The loaded rows of each survey of a manifest."""
    return {name: loaded_rows(home / file) for name, file in manifest.surveys.items()}


def _write(home: Path, name: str, text: str) -> None:
    """Replace a small file atomically and bring it to the disk."""
    aside = home / f".{name}.new"
    with aside.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(aside, home / name)
    _folder_to_disk(home)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _folder_to_disk(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
