"""How a CSV file is written: its delimiter and the header that names its columns."""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from etl.source import DELIMITERS, SourceFile
from locales import N_, Message
from survey.failure import Failure

DELIMITER_NAMES = {",": ",", ";": ";", "\t": "tab"}
_HEAD = 1_000_000  # a header longer than this is no header


@dataclass(frozen=True)
class Dialect:
    """The delimiter, the names of the columns, and the line after which the rows begin."""

    delimiter: str
    header: tuple[str, ...]
    header_ends: int


def detect(source: SourceFile, name: str, wanted: Collection[str]) -> Dialect:
    """The delimiter under which the header names most of the wanted columns.

    `name` is the file's name in messages, `wanted` the columns that the codebook reads.
    Raises Failure for a header with a name twice or without a wanted column.
    """
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.read(_HEAD)
    announced = head[4] if head[:4].lower() == "sep=" and head[5:6] in ("\r", "\n") else None
    candidates = [
        _header(head, delimiter, announced is not None)
        for delimiter in ([announced] if announced else DELIMITERS)
    ]
    best = max(candidates, key=lambda each: (len(set(each.header) & set(wanted)), len(each.header)))
    _refuse_duplicates(name, best)
    _refuse_missing(name, best, wanted)
    return best


def _header(head: str, delimiter: str, announced: bool) -> Dialect:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    if announced:
        next(reader)
    record = next((record for record in reader if record), [])
    return Dialect(delimiter, tuple(_name(field) for field in record), reader.line_num)


def _name(field: str) -> str:
    """A column's name without outer spaces and without a second byte order mark before it."""
    return field.strip().lstrip("\ufeff").strip()


def _refuse_duplicates(name: str, dialect: Dialect) -> None:
    twice = [field for field, count in Counter(dialect.header).items() if field and count > 1]
    if twice:
        raise Failure(
            Message(
                N_(
                    "{file}, line {line}: the header names {columns} more than once. "
                    "Give each column a name of its own."
                ),
                file=name,
                line=dialect.header_ends,
                columns=", ".join(twice),
            )
        )


def _refuse_missing(name: str, dialect: Dialect, wanted: Collection[str]) -> None:
    missing = [column for column in wanted if column not in dialect.header]
    if not missing:
        return
    lines = [
        Message(
            N_(
                "{file}: the codebook reads the column {column}, which the file does not have. "
                "Near it in the file: {near}."
            ),
            file=name,
            column=column,
            near=", ".join(_near(column, dialect.header)) or "–",
        )
        for column in missing[:5]
    ]
    raise Failure(
        Message(
            N_(
                "{first} {n} of {wanted} columns are missing ({columns}); the file was read with "
                "the delimiter '{delimiter}' and has {found} columns. Correct `column` in the "
                "codebook or the header of the file."
            ),
            first=lines[0],
            n=len(missing),
            wanted=len(wanted),
            columns=", ".join(missing[:10]) + (", …" if len(missing) > 10 else ""),
            delimiter=DELIMITER_NAMES.get(dialect.delimiter, dialect.delimiter),
            found=len(dialect.header),
        )
    )


def _near(column: str, header: Collection[str]) -> list[str]:
    folded = {name.casefold(): name for name in header if name}
    close = difflib.get_close_matches(column.casefold(), folded, n=3, cutoff=0.6)
    return [folded[name] for name in close]
