"""The raw texts of a column that are not plain codes or numbers: read once each, not row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count as counter
from typing import Any, Generic, Protocol, TypeVar

from etl import findings
from etl.findings import Finding
from etl.read import RawFile
from etl.sql import Connection, Expression, by_spelling, create_enum, identifier, rows
from locales import Message


class Understood(Protocol):
    """What a reader makes of a raw text (`etl.reading`)."""

    @property
    def rule(self) -> str | None: ...
    @property
    def message(self) -> Message | None: ...
    @property
    def is_unusable(self) -> bool: ...


T = TypeVar("T", bound=Understood)
_number = counter()


@dataclass(frozen=True)
class Spellings(Generic[T]):
    """The texts of a column, what each was read as, and how often each stands there."""

    column: str
    readings: Mapping[str, T]
    counts: Mapping[str, int]

    @property
    def unusable(self) -> int:
        """Rows that hold something nobody could read."""
        return sum(self.counts[text] for text, r in self.readings.items() if r.is_unusable)

    @property
    def filled(self) -> int:
        """Rows in which anything stands."""
        return sum(count for text, count in self.counts.items() if text.strip())


def read_distinct(
    con: Connection, source: str, column: str, reader: Callable[[str], T]
) -> Spellings[T]:
    """Read each distinct text of a column of `source` (a table or a subquery) once."""
    found = rows(
        con,
        f"SELECT {column}, count(*) FROM {source} WHERE {column} IS NOT NULL "
        "GROUP BY ALL ORDER BY ALL",
    )
    counts = {str(text): int(count) for text, count in found}
    return Spellings(column, {text: reader(text) for text in counts}, counts)


def lookup(
    con: Connection, spellings: Spellings[T], values: Mapping[str, Callable[[T], Any]], to: str
) -> dict[str, Expression]:
    """Columns that hold, for each row's text, a value of its reading: name -> expression.

    The texts become an ENUM, so that each row costs one hash lookup and no join. `to` is the type
    of the columns, "{}" in it stands for the column's name.
    """
    kind = create_enum(con, f"spelled:{next(_number)}", list(spellings.readings))
    return {
        name: by_spelling(
            spellings.column,
            kind,
            [value(reading) for reading in spellings.readings.values()],
            to.replace("{}", identifier(name)),
        )
        for name, value in values.items()
    }


def report(
    con: Connection,
    raw: RawFile,
    name: str,
    spellings: Spellings[T],
    repaired_only: bool = False,
) -> None:
    """Record the findings of a column (`name` in the file): details by line, counts exact."""
    kinds: dict[tuple[str, bool], list[str]] = {}
    for text, reading in spellings.readings.items():
        if reading.rule and not (repaired_only and reading.is_unusable):
            kinds.setdefault((reading.rule, not reading.is_unusable), []).append(text)
    for (rule, repaired), texts in sorted(kinds.items()):
        found = rows(
            con,
            f"""
            SELECT line, text
            FROM (SELECT {raw.line} AS line, {spellings.column} AS text FROM {raw.table})
            SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS text) USING (text)
            ORDER BY line LIMIT {findings.DETAILS}
            """,
            texts,
        )
        details = [
            Finding(line, text, message)
            for line, text in found
            if (message := spellings.readings[text].message) is not None
        ]
        count = sum(spellings.counts[text] for text in texts)
        level = findings.severity(rule, repaired)
        findings.record(con, raw.file, name, rule, details, count, level)
