"""The decimal sign of a file, from its columns of numbers; and numbers read set-wise by it."""

from __future__ import annotations

from etl.read import RawFile
from etl.sql import Connection, Expression, one
from survey.codebook import Codebook, NumericQuestion, column_of

_SAMPLE = 100_000  # rows from the top of the file
# Texts that DuckDB would cast although no survey writes a number so: 1e5, 1_000, nan, inf.
_ODD = ("e", "E", "_", "n", "N")


def number_columns(codebook: Codebook, wave: str) -> tuple[str, ...]:
    """The file's columns that hold numbers, apart from headcounts."""
    named = [codebook.design.weight, codebook.design.population]
    named += [
        column_of(question, item)
        for question, item, _ in codebook.variables()
        if isinstance(question, NumericQuestion) and codebook.asked_in(question, wave)
    ]
    return tuple(dict.fromkeys(name for name in named if name))


def decimal_sign(con: Connection, raw: RawFile, codebook: Codebook) -> str:
    """ "," or ".", whichever more numbers can only be read with.

    "12,5" can only be a decimal comma, "1.234" may be either. Where no number tells, a file with
    semicolons or tabs that writes "1.234" means thousands.
    """
    columns = [raw.column(name) for name in number_columns(codebook, raw.wave)]
    texts = " UNION ALL ".join(
        f"(SELECT {column} AS text FROM {raw.table} LIMIT {_SAMPLE})"
        for column in columns
        if column
    )
    if not texts:
        return "," if raw.dialect.delimiter != "," else "."
    commas, points, grouped_commas, grouped_points = one(
        con,
        f"""
        SELECT
            count(*) FILTER (regexp_full_match(text, '\\s*[+-]?\\d*,\\d+\\s*')),
            count(*) FILTER (regexp_full_match(text, '\\s*[+-]?\\d*\\.\\d+\\s*')),
            count(*) FILTER (regexp_full_match(text, '\\s*[+-]?[1-9]\\d{{0,2}}(,\\d{{3}})+\\s*')),
            count(*) FILTER (regexp_full_match(text, '\\s*[+-]?[1-9]\\d{{0,2}}(\\.\\d{{3}})+\\s*'))
        FROM ({texts})
        """,
    )
    certain_comma, certain_point = commas - grouped_commas, points - grouped_points
    if certain_comma != certain_point:
        return "," if certain_comma > certain_point else "."
    return "." if raw.dialect.delimiter == "," else ","


def plain_number(column: str, decimal: str) -> Expression:
    """The number in a raw text that is written plainly; NULL for any other notation."""
    odd = _ODD if decimal == "." else (*_ODD, ".")
    unless = " OR ".join(f"contains({column}, '{sign}')" for sign in odd)
    unless += f" OR strlen({column}) > 100"  # more digits than any number has would be infinite
    text = column if decimal == "." else f"replace({column}, ',', '.')"
    return Expression(f"CASE WHEN NOT ({unless}) THEN TRY_CAST({text} AS DOUBLE) END")
