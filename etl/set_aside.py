"""Respondents who lack a code that nearly everybody has: too few to be told apart safely.

What a table by sector leaves of the total is the firms without a sector. Where these are one or
two, their answers follow by subtraction, unless a whole sector is hidden in every table. So they
are set aside like firms that did not answer: loaded, on record, and part of no estimate. Of twice
min_n or more, enough are left for the questions that not all of them answered.
"""

from __future__ import annotations

from etl.findings import Finding, record
from etl.sql import Connection, identifier, rows
from locales import N_, Message
from survey.codebook import Codebook
from survey.selection import Cut


def set_aside(con: Connection, codebook: Codebook, table: str) -> None:
    """Make non-respondents of them in `table`, correct the counts in `file`, and record why.

    A dimension that many lack, or nobody, changes nothing. Where min_n is 0 nothing is hidden and
    nobody set aside.
    """
    least = 2 * codebook.disclosure.min_n
    for wave in codebook.wave if least else ():
        while lacking := _lacking(con, codebook, table, wave, least):
            for dimension, lines in lacking.items():
                _record(con, codebook, wave, dimension, lines)
            missing = " OR ".join(f"{_column(codebook, each)} IS NULL" for each in lacking)
            con.execute(
                f"UPDATE {table} SET respondent = false WHERE respondent AND wave = ? "
                f"AND ({missing})",
                [wave],
            )
    con.execute(
        f"UPDATE file SET respondents = (SELECT count(*) FROM {table} AS row "
        "WHERE respondent AND row.wave = file.wave)"
    )


def _lacking(
    con: Connection, codebook: Codebook, table: str, wave: str, least: int
) -> dict[str, list[int]]:
    """Per dimension the lines of respondents without a code, where there are fewer than `least`."""
    names = list(codebook.dimensions)
    columns = [_column(codebook, name) for name in names]
    counted = ", ".join(f"count(*) FILTER ({each} IS NULL)" for each in columns)
    (found,) = rows(con, f"SELECT {counted} FROM {table} WHERE respondent AND wave = ?", wave)
    few = [i for i, count in enumerate(found) if 0 < count < least]
    return {
        names[i]: [
            line
            for (line,) in rows(
                con,
                f"SELECT line FROM {table} WHERE respondent AND wave = ? "
                f"AND {columns[i]} IS NULL ORDER BY line",
                wave,
            )
        ]
        for i in few
    }


def _column(codebook: Codebook, dimension: str) -> str:
    """The coarsest level: who lacks that lacks all of them."""
    levels = codebook.dimensions[dimension].level_ids
    return identifier(Cut(dimension, levels[-1]).column)


def _record(
    con: Connection, codebook: Codebook, wave: str, dimension: str, lines: list[int]
) -> None:
    described = codebook.dimensions[dimension]
    message = Message(
        N_(
            "Without a usable code of {dimension}, as only {n} respondents of the wave {wave} are: "
            "what they answered would follow from the tables by subtraction, so the row is part of "
            "no estimate. Correct the value to have it counted."
        ),
        dimension=dimension,
        n=len(lines),
        wave=wave,
    )
    found = [Finding(line, None, message) for line in lines]
    file = codebook.wave[wave].file
    record(con, file, described.column, "set_aside", found, len(found), "warning")
