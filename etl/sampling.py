"""The columns of the sampling design: id, who counts, weight, stratum, unit, population."""

from __future__ import annotations

from collections.abc import Mapping

from etl import numbers, spelling
from etl.codes import CodeIndex, not_a_number
from etl.decimals import plain_number
from etl.places import Places
from etl.read import RawFile
from etl.reading import EMPTY, Reading
from etl.sql import Connection, Expression, joined, rows
from survey.codebook import Codebook
from survey.published import STRATUM_SEPARATOR


def sampling_columns(
    con: Connection,
    raw: RawFile,
    codebook: Codebook,
    dimensions: Mapping[str, Places],
    decimal: str,
) -> dict[str, Expression]:
    """The design columns of a wave. Texts that are no number are NULL; `etl.quarantine` judges."""
    design = codebook.design
    in_scope = _named_codes(con, raw, design.scope)
    included = _named_codes(con, raw, design.include)
    columns = {
        "id": _text(raw, design.id),
        "in_scope": in_scope,
        "respondent": joined([in_scope, included], " AND "),
        "weight": _number(con, raw, design.weight, decimal),
        "stratum": _stratum(raw, codebook, dimensions),
    }
    if design.cluster:
        columns["psu"] = _text(raw, design.cluster)
    else:
        columns["psu"] = Expression("NULL::VARCHAR")
    columns["population"] = _number(con, raw, design.population, decimal)
    return columns


def _text(raw: RawFile, name: str) -> Expression:
    return Expression(f"nullif(trim({raw.column(name)}), '')")


def _named_codes(
    con: Connection, raw: RawFile, conditions: Mapping[str, tuple[str, ...]]
) -> Expression:
    """Whether each of the columns holds one of the codes named for it."""
    parts = [Expression("true")]
    for name, codes in conditions.items():
        column, index = raw.column(name), CodeIndex(codes)
        found = rows(con, f"SELECT DISTINCT {column} FROM {raw.table} WHERE {column} IS NOT NULL")
        texts = [text for (text,) in found if index.find(text) is not None]
        parts.append(
            Expression(f"coalesce(list_contains(?::VARCHAR[], {column}), false)", (texts,))
        )
    return joined(parts, " AND ").within("({})")


def _number(con: Connection, raw: RawFile, name: str | None, decimal: str) -> Expression:
    column = raw.column(name) if name else None
    if name is None or column is None:
        return Expression("NULL::DOUBLE")
    direct = plain_number(column, decimal)

    def reader(text: str) -> Reading:
        if not text.strip():
            return EMPTY
        number = numbers.parse(text, decimal)
        if number is None:
            return Reading(rule="not_a_number", message=not_a_number(text))
        return Reading(number.value, rule=number.rule, message=number.message)

    odd = f"(SELECT {column} FROM {raw.table} WHERE ({direct.sql}) IS NULL)"
    spelled = spelling.read_distinct(con, odd, column, reader)
    spelling.report(con, raw, name, spelled, repaired_only=True)
    if not spelled.readings:
        return direct
    other = spelling.lookup(con, spelled, {name: lambda reading: reading.value}, "DOUBLE")
    return joined([direct, other[name]]).within("coalesce({})")


def _stratum(raw: RawFile, codebook: Codebook, dimensions: Mapping[str, Places]) -> Expression:
    """The stratum: crossed columns; a column that is a dimension's counts by its code, so that
    two spellings of one code are one stratum."""
    parts = []
    for column in codebook.design.strata:
        shared = [n for n, d in codebook.dimensions.items() if d.column == column]
        parts.append(dimensions[shared[0]].finest if shared else _text(raw, column))
    if not parts:
        return Expression("''")
    return joined(parts, f" || '{STRATUM_SEPARATOR}' || ").within("({})")
