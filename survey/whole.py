"""Whether all of a published file is there, or it is still being copied."""

from __future__ import annotations

from pathlib import Path

import duckdb

from locales import N_, Message
from survey.warehouse import UnreadableSnapshot

_HEADERS = 3 * 4096  # bytes before a DuckDB file's first block


def require_whole(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Raises UnreadableSnapshot where the file ends before its last block: it is being copied.

    DuckDB opens such a file, and fails at the first query that needs what is missing.
    """
    size, blocks = connection.execute(
        "SELECT block_size, total_blocks FROM pragma_database_size()"
    ).fetchall()[0]
    there, needed = file.stat().st_size, _HEADERS + size * blocks
    if there < needed:
        connection.close()  # DuckDB would give this state to whoever opens the file next
        raise UnreadableSnapshot(
            Message(
                N_(
                    "Of the published file {file} only {there} of {needed} bytes are there. Wait "
                    "until it is copied; if nobody copies it, load the survey again."
                ),
                file=file,
                there=there,
                needed=needed,
            )
        )
