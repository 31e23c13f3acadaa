"""Rows that cannot be used: they are kept aside whole, with the rule they broke.

Weights, strata, clusters and populations are asked of respondents only: rows out of scope and
non-respondents are loaded and marked, whatever stands in these columns.
"""

from __future__ import annotations

from etl.findings import DETAILS, QUARANTINE_RULES, SEVERITY, Finding, record
from etl.read import RawFile
from etl.sql import Connection, identifier, one, rows
from locales import N_, Message
from survey.codebook import Codebook

# What makes a row unusable, in the order in which it is looked for: rule -> SQL.
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


def quarantine(con: Connection, raw: RawFile, codebook: Codebook, checked: str) -> int:
    """Move the rows of `checked` that cannot be used to the table `quarantine`; how many.

    `checked` still has all rows of the file, in its order.
    """
    unusable = identifier(f"unusable:{raw.wave}")
    con.execute(f"CREATE TABLE {unusable} (row BIGINT, line BIGINT, rule VARCHAR, lines VARCHAR)")
    _find_duplicates(con, raw, codebook, checked, unusable)
    named = {
        "weight": codebook.design.weight,
        "strata": codebook.design.strata,
        "cluster": codebook.design.cluster,
        "population": codebook.design.population,
    }
    given = {name: "true" if column else "false" for name, column in named.items()}
    for rule, condition in _UNUSABLE.items():
        con.execute(
            f"INSERT INTO {unusable} SELECT rowid, line, ?, NULL FROM {checked} "
            f"WHERE {condition.format(**given)} AND rowid NOT IN (SELECT row FROM {unusable}) "
            "ORDER BY line",
            [rule],
        )
    for rule in QUARANTINE_RULES:
        _report(con, raw, codebook, unusable, rule)
    _keep(con, raw, unusable)
    con.execute(f"DELETE FROM {checked} WHERE rowid IN (SELECT row FROM {unusable})")
    (count,) = one(con, f"SELECT count(*) FROM {unusable}")
    con.execute(f"DROP TABLE {unusable}")
    return int(count)


def _keep(con: Connection, raw: RawFile, unusable: str) -> None:
    """The rows as they stood in the file, column -> raw text."""
    names = [name or f"#{i + 1}" for i, name in enumerate(raw.dialect.header)]
    pairs = ", ".join(f"?, coalesce({identifier(f'c{i}')}, '')" for i in range(len(names)))
    con.execute(
        f"INSERT INTO quarantine SELECT ?, q.line, q.rule, json_object({pairs}) "
        f"FROM {unusable} q JOIN {raw.table} r ON r.rowid = q.row ORDER BY q.line",
        [raw.file, *names],
    )


def _find_duplicates(
    con: Connection, raw: RawFile, codebook: Codebook, checked: str, unusable: str
) -> None:
    """Every row of an id with different content; of exact repeats all but the first."""
    others = [i for i, name in enumerate(raw.dialect.header) if name != codebook.design.id]
    content = ", ".join(f"c{i}" for i in others) or "NULL"
    con.execute(
        f"""
        INSERT INTO {unusable}
        WITH twice AS (
            SELECT id FROM {checked} WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1
        ),
        candidates AS (
            SELECT rowid AS row, line, id FROM {checked} SEMI JOIN twice USING (id)
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


def _report(con: Connection, raw: RawFile, codebook: Codebook, unusable: str, rule: str) -> None:
    design = codebook.design
    names = {
        "weight": (design.weight or "",),
        "stratum": design.strata,
        "cluster": (design.cluster or "",),
        "population": (design.population or "",),
    }.get(rule, (design.id,))
    (count,) = one(con, f"SELECT count(*) FROM {unusable} WHERE rule = ?", rule)
    if not count:
        return
    value = " || ', ' || ".join(f"coalesce({raw.column(name)}, '')" for name in names)
    found = rows(
        con,
        f"SELECT q.line, {value}, q.lines "
        f"FROM {unusable} q JOIN {raw.table} r ON r.rowid = q.row "
        f"WHERE rule = ? ORDER BY q.line LIMIT {DETAILS}",
        rule,
    )
    details = [
        Finding(line, text, Message(_SENTENCES[rule], value=text.strip(), lines=_short(lines)))
        for line, text, lines in found
    ]
    record(con, raw.file, ", ".join(names), rule, details, count, SEVERITY[rule])


def _short(lines: str | None) -> str:
    parts = (lines or "").split(", ")
    return ", ".join(parts[:10]) + (", …" if len(parts) > 10 else "")
