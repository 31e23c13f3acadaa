"""What a load did, as plain values: for --json and for the summary in the terminal.

It is read from the tables of the load or of the published file, so that loading the same input
again reports the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from etl.sql import Connection, rows

Report = dict[str, Any]

_FINDINGS = """
    WITH first AS (
        SELECT file, "column", rule, severity, arg_min(struct_pack(
            line := line, value := value, message_de := message_de, message_en := message_en
        ), coalesce(line, 0)) AS example
        FROM finding GROUP BY ALL
    )
    SELECT c.file, c."column", c.rule, c.severity, c.count, f.example
    FROM finding_count c
    LEFT JOIN first f ON (c.file, c.rule, c.severity) = (f.file, f.rule, f.severity)
        AND c."column" IS NOT DISTINCT FROM f."column"
    ORDER BY c.file, c.rule, c."column"
"""


def report(con: Connection) -> Report:
    """files, findings (counts by rule), details (by file, column and rule), quarantine, weighting.

    weighting has an entry per raked wave with its margins; it is empty where nothing was raked.
    release has what the plan hides of each table of one or two cuts, wave by wave; it is empty
    where the load did not get that far and where nothing is hidden (`min_n: 0`).
    """
    files = _dicts(
        con,
        "SELECT *, respondents / nullif(in_scope, 0) AS response_rate FROM file ORDER BY rowid",
    )
    details = _dicts(con, _FINDINGS)
    by_rule: dict[str, int] = {}
    for each in details:
        by_rule[each["rule"]] = by_rule.get(each["rule"], 0) + each["count"]
    quarantined = rows(con, "SELECT rule, count(*) FROM quarantine GROUP BY ALL ORDER BY 1")
    return {
        "weighting": _weighting(con),
        "files": files,
        "findings": dict(sorted(by_rule.items())),
        "details": details,
        "quarantine": dict(quarantined),
        "release": _release(con),
    }


def _release(con: Connection) -> list[Mapping[str, Any]]:
    there = "SELECT 1 FROM duckdb_tables() WHERE table_name = 'release_cost' AND NOT internal"
    return _dicts(con, "FROM release_cost") if rows(con, there) else []


def _weighting(con: Connection) -> list[Report]:
    if not rows(con, "SELECT 1 FROM duckdb_tables() WHERE table_name = 'raking' AND NOT internal"):
        return []
    waves = _dicts(con, "SELECT * FROM raking ORDER BY rowid")
    margins = _dicts(con, "SELECT * FROM margin ORDER BY rowid")
    return [
        {**wave, "margins": [dict(each) for each in margins if each["wave"] == wave["wave"]]}
        for wave in waves
    ]


def of_published(file: Path) -> Report:
    """The report of a published survey."""
    with duckdb.connect(str(file), read_only=True) as con:
        return report(con)


def is_readable(file: Path, sql: str = "SELECT yaml FROM codebook") -> bool:
    """Whether `file` is there and whole: it opens, and the query gives one row."""
    if not file.exists():
        return False
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            return len(rows(con, sql)) == 1
    except duckdb.Error:
        return False


def loaded_rows(file: Path) -> int:
    """The rows of a published survey; 0 where the file cannot be read."""
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            return int(rows(con, "SELECT coalesce(sum(rows_loaded), 0) FROM file")[0][0])
    except duckdb.Error:
        return 0


def _dicts(con: Connection, sql: str) -> list[Mapping[str, Any]]:
    result = con.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
