"""The columns of the sampling design, and the rows that cannot be used because of them.

Weights, strata, clusters and populations are asked of respondents only: rows out of scope and
non-respondents are loaded and marked, whatever stands in these columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl import numbers, spelling
from etl.codes import CodeIndex, not_a_number
from etl.decimals import plain_number
from etl.findings import DETAILS, QUARANTINE_RULES, Finding, record
from etl.places import Places
from etl.read import RawFile
from etl.reading import EMPTY, Reading
from etl.sql import Connection, Expression, identifier, joined, one, rows, select_list
from locales import N_, Message
from survey.codebook import Codebook
from survey.published import STRATUM_SEPARATOR

# What makes a row unusable, in the order in which it is looked for: rule -> SQL on `design`.
_UNUSABLE = {
    "empty_id": "id IS NULL",
    "weight": "respondent AND {weight} AND (weight IS NULL OR weight <= 0)",
    "stratum": "respondent AND {strata} AND stratum IS NULL",
    "cluster": "respondent AND {cluster} AND psu IS NULL",
    "population": "respondent AND {population} AND (population IS NULL OR population <= 0)",
}
_SENTENCES = {
    "empty_id": N_("The id is empty; the row is quarantined."),
    "weight": N_("The weight '{value}' is not a number above 0; the row is quarantined."),
    "stratum": N_("'{value}' is no valid stratum; the row is quarantined."),
    "cluster": N_("The sampling unit is missing; the row is quarantined."),
    "population": N_("The population '{value}' is not a number above 0; the row is quarantined."),
    "duplicate_id": N_(
        "The id '{value}' stands in the lines {lines} with different content; all of these rows "
        "are quarantined."
    ),
    "exact_duplicate": N_(
        "The row of the id '{value}' repeats line {lines} exactly; the first one was kept."
    ),
}


@dataclass(frozen=True)
class Sampling:
    """The design columns of one wave; `quarantine` is a table of (row, line, rule)."""

    columns: Mapping[str, Expression]
    quarantine: str


def sampling(
    con: Connection,
    raw: RawFile,
    codebook: Codebook,
    dimensions: Mapping[str, Places],
    decimal: str,
) -> Sampling:
    """Read a wave's design columns and quarantine the rows that cannot be used."""
    columns = _columns(con, raw, codebook, dimensions, decimal)
    design, quarantine = identifier(f"design:{raw.wave}"), identifier(f"quarantine:{raw.wave}")
    chosen = select_list(columns)
    con.execute(
        f"CREATE TABLE {design} AS SELECT rowid AS row, {raw.line} AS line, {chosen.sql} "
        f"FROM {raw.table}",
        list(chosen.values),
    )
    con.execute(f"CREATE TABLE {quarantine} (row BIGINT, line BIGINT, rule VARCHAR, lines VARCHAR)")
    _quarantine_duplicates(con, raw, codebook, design, quarantine)
    named = {
        "weight": codebook.design.weight,
        "strata": codebook.design.strata,
        "cluster": codebook.design.cluster,
        "population": codebook.design.population,
    }
    given = {name: "true" if column else "false" for name, column in named.items()}
    for rule, condition in _UNUSABLE.items():
        con.execute(
            f"INSERT INTO {quarantine} SELECT row, line, ?, NULL FROM {design} "
            f"WHERE {condition.format(**given)} AND row NOT IN (SELECT row FROM {quarantine}) "
            "ORDER BY row",
            [rule],
        )
    con.execute(f"DROP TABLE {design}")
    for rule in QUARANTINE_RULES:
        _report(con, raw, codebook, quarantine, rule)
    return Sampling(columns, quarantine)


def _columns(
    con: Connection,
    raw: RawFile,
    codebook: Codebook,
    dimensions: Mapping[str, Places],
    decimal: str,
) -> dict[str, Expression]:
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

    spelled = spelling.spell(con, raw, column, reader, f"({direct.sql}) IS NULL")
    spelling.report(con, raw, name, spelled, repaired_only=True)
    if not spelled.readings:
        return direct
    other = spelled.map(lambda reading: reading.value, "DOUBLE")
    return joined([direct, other]).within("coalesce({})")


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


def _quarantine_duplicates(
    con: Connection, raw: RawFile, codebook: Codebook, design: str, quarantine: str
) -> None:
    """Every row of an id with different content; of exact repeats all but the first."""
    others = [i for i, name in enumerate(raw.dialect.header) if name != codebook.design.id]
    content = ", ".join(f"c{i}" for i in others) or "NULL"
    con.execute(
        f"""
        INSERT INTO {quarantine}
        WITH twice AS (
            SELECT id FROM {design} WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1
        ),
        candidates AS (
            SELECT row, line, id FROM {design} SEMI JOIN twice USING (id)
        ),
        contents AS (
            SELECT rowid AS row, row({content})::VARCHAR AS content FROM {raw.table}
            WHERE rowid IN (SELECT row FROM candidates)
        ),
        compared AS (
            SELECT row, line,
                count(DISTINCT content) OVER (PARTITION BY id) AS versions,
                row_number() OVER (PARTITION BY id ORDER BY row) AS nth,
                min(line) OVER (PARTITION BY id) AS first,
                string_agg(line, ', ' ORDER BY row) OVER (
                    PARTITION BY id ORDER BY row
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS lines
            FROM candidates JOIN contents USING (row)
        )
        SELECT row, line,
            CASE WHEN versions > 1 THEN 'duplicate_id' ELSE 'exact_duplicate' END,
            CASE WHEN versions > 1 THEN lines ELSE first::VARCHAR END
        FROM compared WHERE versions > 1 OR nth > 1
        ORDER BY row
        """
    )


def _report(
    con: Connection, raw: RawFile, codebook: Codebook, quarantine: str, rule: str
) -> None:
    design = codebook.design
    names = {
        "weight": (design.weight or "",),
        "stratum": design.strata,
        "cluster": (design.cluster or "",),
        "population": (design.population or "",),
    }.get(rule, (design.id,))
    (count,) = one(con, f"SELECT count(*) FROM {quarantine} WHERE rule = ?", rule)
    if not count:
        return
    value = " || ', ' || ".join(f"coalesce({raw.column(name)}, '')" for name in names)
    found = rows(
        con,
        f"SELECT q.line, {value}, q.lines FROM {quarantine} q JOIN {raw.table} r ON r.rowid = q.row "
        f"WHERE rule = ? ORDER BY q.line LIMIT {DETAILS}",
        rule,
    )
    details = [
        Finding(line, text, Message(_SENTENCES[rule], value=text.strip(), lines=_short(lines)))
        for line, text, lines in found
    ]
    level = "warning" if rule == "exact_duplicate" else "error"
    record(con, raw.file, ", ".join(names), rule, details, count, level)


def _short(lines: str | None) -> str:
    parts = (lines or "").split(", ")
    return ", ".join(parts[:10]) + (", …" if len(parts) > 10 else "")
