"""Step 2, check: raw texts become typed columns by the rules of the codebook.

Rows that cannot be used are quarantined whole, a single bad answer becomes missing; both stay on
record as findings with their original value. Rows read = rows loaded + rows quarantined, always.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl import findings
from etl.answers import answers, code_types
from etl.decimals import decimal_sign
from etl.findings import Finding
from etl.places import level_types, places
from etl.read import RawFile, wanted_columns
from etl.sampling import sampling
from etl.sql import Connection, Expression, create_enum, identifier, one, select_list
from locales import N_, Message
from survey.codebook import Codebook

TABLE = "checked"


@dataclass(frozen=True)
class CheckedFile:
    """What became of one survey file."""

    raw: RawFile
    decimal: str
    rows_loaded: int
    rows_quarantined: int
    in_scope: int
    respondents: int
    unusable: dict[str, float]  # column of a dimension -> share of its values nobody could read

    @property
    def quarantined_share(self) -> float:
        return self.rows_quarantined / self.raw.rows


def prepare(con: Connection, codebook: Codebook) -> None:
    """The types and the empty tables that the checks of all waves write to."""
    findings.create_tables(con)
    con.execute("CREATE TABLE quarantine (file VARCHAR, line BIGINT, rule VARCHAR, content JSON)")
    create_enum(con, "wave", tuple(codebook.wave))
    level_types(con, codebook)
    code_types(con, codebook)


def check(con: Connection, codebook: Codebook, raw: RawFile) -> CheckedFile:
    """Check one wave: its rows are added to `checked`, its findings and quarantine to theirs.

    The raw table is dropped afterwards.
    """
    _report_file(con, raw, codebook)
    decimal = decimal_sign(con, raw, codebook)
    dimensions = places(con, raw, codebook)
    design = sampling(con, raw, codebook, dimensions, decimal)
    columns = {
        "wave": Expression('?::"wave"', (raw.wave,)),
        "line": Expression(f"({raw.line})::INTEGER"),
        **design.columns,
    }
    for dimension in dimensions.values():
        columns |= dimension.columns
    columns |= answers(con, raw, codebook, decimal)
    _load(con, raw, columns, design.quarantine)
    _keep_quarantined(con, raw, design.quarantine)
    loaded, in_scope, respondents = one(
        con,
        f"SELECT count(*), count(*) FILTER (in_scope), count(*) FILTER (respondent) "
        f"FROM {TABLE} WHERE wave = ?::VARCHAR",
        raw.wave,
    )
    (quarantined,) = one(con, f"SELECT count(*) FROM {design.quarantine}")
    if raw.rows != loaded + quarantined:
        raise RuntimeError(f"{raw.file}: {raw.rows} rows read, {loaded} + {quarantined} kept")
    con.execute(f"DROP TABLE {design.quarantine}")
    con.execute(f"DROP TABLE {raw.table}")
    unusable = {
        codebook.dimensions[name].column: each.unusable_share for name, each in dimensions.items()
    }
    return CheckedFile(raw, decimal, loaded, quarantined, in_scope, respondents, unusable)


def _load(
    con: Connection, raw: RawFile, columns: dict[str, Expression], quarantine: str
) -> None:
    chosen = select_list(columns)
    there = one(con, "SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", TABLE)[0]
    target = f"INSERT INTO {TABLE}" if there else f"CREATE TABLE {TABLE} AS"
    (any_quarantined,) = one(con, f"SELECT count(*) FROM {quarantine}")
    usable = f"WHERE rowid NOT IN (SELECT row FROM {quarantine})" if any_quarantined else ""
    con.execute(f"{target} SELECT {chosen.sql} FROM {raw.table} {usable}", list(chosen.values))


def _keep_quarantined(con: Connection, raw: RawFile, quarantine: str) -> None:
    """The quarantined rows as they stood in the file, column -> raw text."""
    names = [name or f"#{i + 1}" for i, name in enumerate(raw.dialect.header)]
    pairs = ", ".join(f"?, coalesce({identifier(f'c{i}')}, '')" for i in range(len(names)))
    con.execute(
        f"INSERT INTO quarantine SELECT ?, q.line, q.rule, json_object({pairs}) "
        f"FROM {quarantine} q JOIN {raw.table} r ON r.rowid = q.row ORDER BY q.line",
        [raw.file, *names],
    )


def _report_file(con: Connection, raw: RawFile, codebook: Codebook) -> None:
    """What is to be said about the file as a whole."""
    read = wanted_columns(codebook, raw.wave)
    known = {*read, *(c for w in codebook.wave for c in wanted_columns(codebook, w))}
    for name in raw.dialect.header:
        if name not in known:
            message = Message(
                N_("The codebook does not read the column {column}."), column=name or "–"
            )
            _note(con, raw, name, "unknown_column", message)
    if not raw.source.ends_with_line_feed:
        message = Message(
            N_(
                "The last row has no line end. If the file was cut off, its last value may be "
                "incomplete."
            )
        )
        _note(con, raw, None, "no_final_line_feed", message)


def _note(
    con: Connection, raw: RawFile, column: str | None, rule: str, message: Message
) -> None:
    found: Sequence[Finding] = [Finding(None, None, message)]
    findings.record(con, raw.file, column, rule, found, 1, findings.SEVERITY[rule])
