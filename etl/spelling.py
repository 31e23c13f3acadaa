"""The raw texts of a column that are not plain codes or numbers: read once each, not row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count as counter
from typing import Any, Generic, Protocol, TypeVar

from etl import findings
from etl.findings import Finding
from etl.read import RawFile
from etl.sql import Connection, Expression, by_spelling, create_enum, rows
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
    type: str
    readings: Mapping[str, T]
    counts: Mapping[str, int]

    def map(self, value: Callable[[T], Any], to: str) -> Expression:
        """The value of each row's text as a column of the type `to`."""
        values = [value(reading) for reading in self.readings.values()]
        return by_spelling(self.column, self.type, values, to)

    @property
    def unusable(self) -> int:
        """Rows that hold something nobody could read."""
        return sum(self.counts[text] for text, r in self.readings.items() if r.is_unusable)

    @property
    def filled(self) -> int:
        """Rows in which anything stands."""
        return sum(count for text, count in self.counts.items() if text.strip())


def spell(
    con: Connection,
    raw: RawFile,
    column: str,
    reader: Callable[[str], T],
    condition: str = "true",
    values: Sequence[Any] = (),
) -> Spellings[T]:
    """Read each distinct text of a column once, among the rows that meet the condition."""
    counts = {
        str(text): int(count)
        for text, count in rows(
            con,
            f"SELECT {column}, count(*) FROM {raw.table} "
            f"WHERE {column} IS NOT NULL AND ({condition}) GROUP BY ALL ORDER BY 1",
            *values,
        )
    }
    readings = {text: reader(text) for text in counts}
    name = f"spelled:{next(_number)}"
    return Spellings(column, create_enum(con, name, list(readings)), readings, counts)


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
