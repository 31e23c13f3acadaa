"""The folder in which a load builds: beside the published files, gone afterwards.

Each build holds a lock on its folder for as long as its process lives. The system lets go of it
when the process dies, however it dies, so the next load can tell a leftover from a running build.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from etl.sql import Connection

_PREFIX = ".build-"
_OWNER = "owner.lock"
_MEMORY = 2_500_000_000


@contextmanager
def publication_lock(home: Path) -> Iterator[None]:
    """One at a time, across processes: held while the published state changes."""
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / ".publish.lock"):
        yield


@contextmanager
def workspace(home: Path) -> Iterator[Path]:
    """A new build folder, removed at the end."""
    with publication_lock(home):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        owner = FileLock(folder / _OWNER)
        owner.acquire(blocking=False)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        owner.release()
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(home: Path) -> None:
    """Remove what killed loads left: build folders that no living process holds, half pointers."""
    with publication_lock(home):
        for folder in home.glob(f"{_PREFIX}*"):
            owner = FileLock(folder / _OWNER)
            try:
                owner.acquire(blocking=False)
            except (Timeout, FileNotFoundError, NotADirectoryError):
                continue
            owner.release()
            shutil.rmtree(folder, ignore_errors=True)
        for half in home.glob(".*.new"):
            half.unlink(missing_ok=True)


def connect(folder: Path) -> Connection:
    """A database in memory that spills into the build folder."""
    con = duckdb.connect(":memory:")
    con.execute("SET enable_progress_bar = false")  # it would print between the JSON
    con.execute("SET temp_directory = ?", [str(folder / "spill")])
    con.execute("SET memory_limit = ?", [f"{_memory() // 1_000_000}MB"])
    return con


def _memory() -> int:
    """Two and a half gigabytes, or half of what the machine has where that is less."""
    try:
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):  # not on Windows
        return _MEMORY
    return min(_MEMORY, half)
