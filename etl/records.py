"""The careful way to read a CSV: record by record, with the line each one begins in.

DuckDB reads a regular file many times faster. This way is taken where a file is not regular
(line breaks inside quotes, blank lines, mixed line ends) and where DuckDB refused it: then it
either finds the line and the reason, or writes the same rows in a regular form.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from etl.dialect import Dialect
from etl.source import SourceFile
from etl.sql import Expression
from locales import N_, Message
from survey.failure import Failure

# Line breaks inside fields are written as this sign (for private use) and a letter: DuckDB reads a
# file in which both "\n" and "\r" stand inside quotes differently from one part to the next.
_SIGN = "\ue000"
_ESCAPES = {_SIGN: f"{_SIGN}e", "\n": f"{_SIGN}n", "\r": f"{_SIGN}r"}
_FIELD_LIMIT = 10_000_000  # characters in one field; an unclosed quote swallows more than that


def rewrite(source: SourceFile, name: str, dialect: Dialect, target: Path) -> set[int]:
    """The rows of the file as a regular UTF-8 CSV with the line number as its first column.

    Returns the fields in which line breaks were written as escapes (`unescaped` reads them).
    Raises Failure with line, reason and remedy for the first row that cannot be read.
    """
    escaped: set[int] = set()
    table = str.maketrans(_ESCAPES)
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=",", quoting=csv.QUOTE_ALL, lineterminator="\n")
        for line, record in records(source, name, dialect):
            for number, field in enumerate(record):
                if _SIGN in field or "\n" in field or "\r" in field:
                    record[number] = field.translate(table)
                    escaped.add(number)
            writer.writerow([line, *record])
    return escaped


def unescaped(column: str) -> Expression:
    """SQL for a field as it stood in the file."""
    expression = Expression(column)
    for char in ("\n", "\r", _SIGN):  # the sign itself last: it makes no new pair
        text = expression.within("replace({}, ?, ?)")
        expression = Expression(text.sql, (*text.values, _ESCAPES[char], char))
    return expression


def records(source: SourceFile, name: str, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Each record after the header with the line it begins in; blank lines are no records."""
    width = len(dialect.header)
    csv.field_size_limit(_FIELD_LIMIT)
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(dialect.header_ends):
            stream.readline()
        reader = csv.reader(stream, delimiter=dialect.delimiter, strict=True)
        line = dialect.header_ends + 1
        try:
            for record in reader:
                last = dialect.header_ends + reader.line_num
                if record and len(record) != width:
                    raise _wrong_width(source, name, line, last, len(record), width)
                if record:
                    _refuse_swallowed_rows(name, line, record, dialect.delimiter)
                    yield line, record
                line = last + 1
        except csv.Error as error:
            raise _malformed(name, line, str(error)) from None


def _wrong_width(
    source: SourceFile, name: str, line: int, last: int, found: int, width: int
) -> Failure:
    if last >= source.lines and found < width:
        return Failure(
            Message(
                N_(
                    "{file}, line {line}: the file ends in the middle of a row ({found} of {width} "
                    "fields). It was cut off: export or copy it again."
                ),
                file=name,
                line=line,
                found=found,
                width=width,
            )
        )
    return Failure(
        Message(
            N_(
                "{file}, line {line}: {found} fields, but the header names {width}. A delimiter is "
                "missing or stands in a text without quotes: mend this line."
            ),
            file=name,
            line=line,
            found=found,
            width=width,
        )
    )


def _refuse_swallowed_rows(name: str, line: int, record: list[str], delimiter: str) -> None:
    """A quote that is opened in one row and closed in a later one hides the rows between."""
    if len(record) < 3:
        return
    for field in record:
        if "\n" in field and any(
            part.count(delimiter) >= len(record) - 1 for part in field.split("\n")[1:-1]
        ):
            raise _unclosed(name, line)


def _malformed(name: str, line: int, detail: str) -> Failure:
    if "unexpected end of data" in detail or "field limit" in detail:
        return _unclosed(name, line)
    return Failure(
        Message(
            N_(
                "{file}, line {line}: a text goes on after its closing quote. Quotes inside a text "
                'are written twice ("").'
            ),
            file=name,
            line=line,
        )
    )


def _unclosed(name: str, line: int) -> Failure:
    return Failure(
        Message(
            N_(
                "{file}, line {line}: a quote is opened here and not closed in this row; the rows "
                "after it would be swallowed. Close the quote or remove it."
            ),
            file=name,
            line=line,
        )
    )
