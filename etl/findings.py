"""Findings: what was wrong with a file, row by row, in sentences of both languages.

Counts are exact. Of very many findings of one rule in one column the first `DETAILS` are kept
with their lines, so that a spoiled column cannot fill the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from etl.sql import Connection
from locales import Message

DETAILS = 1000

Severity = Literal["error", "warning", "info"]
SEVERITY: Mapping[str, Severity] = {
    # the row is quarantined
    "empty_id": "error",
    "duplicate_id": "error",
    "exact_duplicate": "warning",
    "weight": "error",
    "stratum": "error",
    "cluster": "error",
    "population": "error",
    # the value is missing, or was repaired
    "unknown_code": "error",
    "unknown_category": "error",
    "too_coarse": "error",
    "not_a_number": "error",
    "out_of_range": "error",
    "between_points": "error",
    "decimal_lost": "error",
    "spreadsheet_date": "error",
    "scientific_notation": "error",
    "leading_zero": "warning",
    "code_as_number": "warning",
    "guessed_number": "warning",
    # the row is loaded, but part of no estimate
    "set_aside": "warning",
    # the file as a whole
    "not_asked_column": "warning",
    "unknown_column": "info",
    "no_final_line_feed": "info",
}
QUARANTINE_RULES = tuple(SEVERITY)[:7]


@dataclass(frozen=True)
class Finding:
    """One finding. `line` is None for the file as a whole."""

    line: int | None
    value: str | None
    message: Message


def severity(rule: str, repaired: bool) -> Severity:
    """How grave a rule's finding is; a repaired or guessed value is a warning at most."""
    return "warning" if repaired and SEVERITY[rule] == "error" else SEVERITY[rule]


def create_tables(con: Connection) -> None:
    """The empty tables `finding` and `finding_count`."""
    con.execute(
        """
        CREATE TABLE finding (
            file VARCHAR, line BIGINT, "column" VARCHAR, value VARCHAR,
            rule VARCHAR, severity VARCHAR, message_de VARCHAR, message_en VARCHAR
        )
        """
    )
    con.execute(
        """
        CREATE TABLE finding_count (
            file VARCHAR, "column" VARCHAR, rule VARCHAR, severity VARCHAR, count BIGINT
        )
        """
    )


def record(
    con: Connection,
    file: str,
    column: str | None,
    rule: str,
    found: Sequence[Finding],
    count: int,
    severity: Severity,
) -> None:
    """Keep the first findings of a rule in a column, and how many there are altogether."""
    kept = found[:DETAILS]
    con.execute(
        """
        INSERT INTO finding
        SELECT ?, unnest(?::BIGINT[]), ?, unnest(?::VARCHAR[]), ?, ?,
               unnest(?::VARCHAR[]), unnest(?::VARCHAR[])
        """,
        [
            file,
            [each.line for each in kept],
            column,
            [each.value for each in kept],
            rule,
            severity,
            [each.message.text("de") for each in kept],
            [each.message.text("en") for each in kept],
        ],
    )
    con.execute(
        "INSERT INTO finding_count VALUES (?, ?, ?, ?, ?)", [file, column, rule, severity, count]
    )
