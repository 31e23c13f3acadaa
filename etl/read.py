"""Step 1, read: a survey file becomes a table of raw texts, each row with its line.

Nothing is interpreted here. The columns are called c0, c1, … in the order of the file, because
DuckDB's names ignore case and a header may hold both "Q1" and "q1". Empty fields are NULL.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl import dialect, records
from etl.dialect import Dialect
from etl.encoding import NAMES
from etl.source import SourceFile, transcode
from etl.sql import Connection, identifier, one
from locales import N_, Message
from survey.codebook import Codebook, column_of
from survey.failure import Failure

_LONGEST = 64_000_000  # bytes of a row that was rewritten


@dataclass(frozen=True)
class RawFile:
    """A survey file as a table of texts. `line` is the SQL that gives a row's line in the file."""

    wave: str
    file: str
    table: str
    source: SourceFile
    dialect: Dialect
    line: str
    rows: int

    def column(self, name: str) -> str | None:
        """The table's column for a column of the file, quoted; None where the file has none."""
        if name not in self.dialect.header:
            return None
        return identifier(f"c{self.dialect.header.index(name)}")

    @property
    def encoding(self) -> str:
        return NAMES[self.source.encoding]


def wanted_columns(codebook: Codebook, wave: str) -> tuple[str, ...]:
    """The columns of the file that the codebook reads in this wave, each once."""
    design = codebook.design
    named = [design.id, design.weight, *design.strata, design.cluster, design.population]
    named += [*design.scope, *design.include]
    named += [dimension.column for dimension in codebook.dimensions.values()]
    named += [
        column_of(question, item)
        for question, item, _ in codebook.variables()
        if codebook.asked_in(question, wave)
    ]
    return tuple(dict.fromkeys(column for column in named if column))


def read(
    con: Connection, codebook: Codebook, wave: str, source: SourceFile, scratch: Path
) -> RawFile:
    """Load one wave's file into the table `raw:<wave>`.

    Raises Failure, with line, reason and remedy, for a file that cannot be read whole.
    """
    name = codebook.wave[wave].file
    readable = source if source.is_utf8 else transcode(source, scratch / "transcoded.csv")
    found = dialect.detect(readable, name, wanted_columns(codebook, wave))
    table = identifier(f"raw:{wave}")
    line = _read_regular(con, table, readable, found)
    if line is None:
        escaped = records.rewrite(readable, name, found, scratch / "rewritten.csv")
        line = _read_rewritten(con, table, scratch / "rewritten.csv", name, found)
        for number in sorted(escaped):
            text = records.unescaped(f"c{number}")
            con.execute(f"UPDATE {table} SET c{number} = {text.sql}", list(text.values))
    for leftover in ("transcoded.csv", "rewritten.csv"):
        (scratch / leftover).unlink(missing_ok=True)
    (count,) = one(con, f"SELECT count(*) FROM {table}")
    if not count:
        raise Failure(
            Message(N_("{file}: the file has a header but no rows. Export it again."), file=name)
        )
    whole = replace(readable, path=source.path, encoding=source.encoding)
    return RawFile(wave, name, table, whole, found, line, count)


def _read_regular(con: Connection, table: str, source: SourceFile, found: Dialect) -> str | None:
    """Read with DuckDB; None where the rows do not stand one to a line or DuckDB refuses."""
    if found.header_ends != 1:
        return None
    names = [f"c{i}" for i in range(len(found.header))]
    try:
        _create(con, table, source.path, names, found.delimiter, header=True)
    except duckdb.InvalidInputException:
        return None
    (rows,) = one(con, f"SELECT count(*) FROM {table}")
    if rows != source.lines - 1 or not _every_delimiter_is_there(con, table, source, found, rows):
        return None
    return "rowid + 2"


def _every_delimiter_is_there(
    con: Connection, table: str, source: SourceFile, found: Dialect, rows: int
) -> bool:
    """Whether the delimiters of the file are those between the fields and those inside them.

    DuckDB passes over one delimiter too many at the end of a row. Where a stray one stands in the
    middle and the last field is empty, the values would have moved by a column without a word.
    """
    between = (rows + 1) * (len(found.header) - 1)
    inside = source.signs.get(found.delimiter, 0) - between
    if not inside:
        return True
    counted = " + ".join(
        f"coalesce(sum(strlen(c{i}) - strlen(replace(c{i}, $sign, ''))), 0)"
        for i in range(len(found.header))
    )
    names = sum(name.count(found.delimiter) for name in found.header)
    (texts,) = con.execute(
        f"SELECT {counted} FROM {table}", {"sign": found.delimiter}
    ).fetchone() or (0,)
    return bool(texts + names == inside)


def _read_rewritten(con: Connection, table: str, path: Path, name: str, found: Dialect) -> str:
    names = ["line", *(f"c{i}" for i in range(len(found.header)))]
    try:
        _create(con, table, path, names, ",", header=False)
    except duckdb.InvalidInputException as error:
        raise Failure(
            Message(
                N_("{file}: the file cannot be read ({detail})."),
                file=name,
                detail=str(error).splitlines()[0],
            )
        ) from None
    return "line::BIGINT"


def _create(
    con: Connection, table: str, path: Path, names: list[str], delimiter: str, header: bool
) -> None:
    con.execute(
        f"""
        CREATE OR REPLACE TABLE {table} AS
        FROM read_csv(
            $path, columns = $columns, header = $header, delim = $delimiter,
            auto_detect = false, quote = '"', escape = '"', strict_mode = true,
            null_padding = false, ignore_errors = false, max_line_size = $longest
        )
        """,
        {
            "path": _literal_path(path),
            "columns": {name: "VARCHAR" for name in names},
            "header": header,
            "delimiter": delimiter,
            "longest": 2_000_000 if header else _LONGEST,
        },
    )


def _literal_path(path: Path) -> str:
    """The path with DuckDB's glob characters escaped: a file may be called `wave[1].csv`."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in str(path))
