"""Step 2, check: raw texts become typed columns by the rules of the codebook.

Rows that cannot be used are quarantined whole, a single bad answer becomes missing; both stay on
record as findings with their original value. Rows read = rows loaded + rows quarantined, always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl import findings
from etl.answer import code_types
from etl.answers import Answers
from etl.decimals import decimal_sign
from etl.findings import Finding
from etl.places import level_types, places
from etl.quarantine import quarantine
from etl.read import RawFile, wanted_columns
from etl.sampling import sampling_columns
from etl.sql import Connection, Expression, create_enum, identifier, one, rows, select_list
from locales import N_, Message
from survey.codebook import Codebook, SingleQuestion
from survey.packing import number_column, number_sql
from survey.selection import Cut

VIEW = "checked"


@dataclass(frozen=True)
class CheckedFile:
    """What became of one survey file."""

    raw: RawFile
    table: str
    rows_quarantined: int
    respondents: int
    unusable: dict[str, float]  # column of a dimension -> share of its values nobody could read

    @property
    def quarantined_share(self) -> float:
        return self.rows_quarantined / self.raw.rows


def prepare(con: Connection, codebook: Codebook) -> None:
    """The types and the empty tables that the checks of all waves write to."""
    findings.create_tables(con)
    con.execute("CREATE TABLE quarantine (file VARCHAR, line BIGINT, rule VARCHAR, content JSON)")
    con.execute(
        """
        CREATE TABLE file (
            wave VARCHAR, file VARCHAR, sha256 VARCHAR, bytes BIGINT, encoding VARCHAR,
            delimiter VARCHAR, decimal VARCHAR, rows_read BIGINT, rows_loaded BIGINT,
            rows_quarantined BIGINT, in_scope BIGINT, respondents BIGINT
        )
        """
    )
    create_enum(con, "wave", tuple(codebook.wave))
    level_types(con, codebook)
    code_types(con, codebook)


def together(con: Connection, codebook: Codebook, files: Sequence[CheckedFile]) -> None:
    """The view `checked`: all waves one after the other, in the columns that are published."""
    design = codebook.design
    tables = " UNION ALL ".join(f"FROM {each.table}" for each in files)
    strata = rows(
        con,
        f"SELECT DISTINCT stratum FROM ({tables}) WHERE stratum IS NOT NULL ORDER BY stratum",
    )
    create_enum(con, "stratum", [str(name) for (name,) in strata])
    given = {"psu": design.cluster, "population": design.population}
    absent = ", ".join(name for name, column in given.items() if not column)
    without = f"EXCLUDE ({absent})" if absent else ""
    codes = {"wave": len(codebook.wave), "stratum": len(strata)}
    for name, dimension in codebook.dimensions.items():
        for level in dimension.level_ids:
            codes[Cut(name, level).column] = len(dimension.scheme.codes(level))
    for question, _, name in codebook.variables():
        if isinstance(question, SingleQuestion):
            codes[name] = len(question.codes)
    numbers = ", ".join(
        f"{number_sql(column, number)} AS {identifier(number_column(column))}"
        for column, number in codes.items()
    )
    con.execute(
        f"CREATE VIEW {VIEW} AS SELECT *, {numbers} "
        f"FROM (SELECT * {without} REPLACE (stratum::stratum AS stratum) FROM ({tables}))"
    )


def check(con: Connection, codebook: Codebook, raw: RawFile) -> CheckedFile:
    """Check one wave: its rows go to the table `checked:<wave>`, its findings to theirs.

    The raw table is dropped afterwards.
    """
    _report_file(con, raw, codebook)
    decimal = decimal_sign(con, raw, codebook)
    dimensions = places(con, raw, codebook)
    columns = sampling_columns(con, raw, codebook, dimensions, decimal)
    for dimension in dimensions.values():
        columns |= dimension.columns
    given = Answers(codebook, raw, decimal)
    table = _type(con, raw, columns, given)
    given.repair(con, table)
    quarantined = quarantine(con, raw, codebook, table)
    loaded, in_scope, respondents = one(
        con,
        f"SELECT count(*), count(*) FILTER (in_scope), count(*) FILTER (respondent) FROM {table}",
    )
    if raw.rows != loaded + quarantined:
        raise RuntimeError(f"{raw.file}: {raw.rows} rows read, {loaded} + {quarantined} kept")
    con.execute(f"DROP TABLE {raw.table}")
    con.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            raw.wave,
            raw.file,
            raw.source.sha256,
            raw.source.bytes,
            raw.encoding,
            raw.dialect.delimiter,
            decimal,
            raw.rows,
            loaded,
            quarantined,
            in_scope,
            respondents,
        ],
    )
    unusable = {
        codebook.dimensions[name].column: each.unusable_share for name, each in dimensions.items()
    }
    return CheckedFile(raw, table, quarantined, respondents, unusable)


def _type(con: Connection, raw: RawFile, columns: Mapping[str, Expression], given: Answers) -> str:
    """The wave's rows as typed columns, in two stages so that no text is cast twice."""
    table = identifier(f"checked:{raw.wave}")
    first = select_list({"at line": Expression(raw.line), **given.casts()})
    second = select_list(
        {
            "wave": Expression('?::"wave"', (raw.wave,)),
            "line": Expression('"at line"::INTEGER'),
            **columns,
            **given.columns(),
        }
    )
    con.execute(
        f"CREATE TABLE {table} AS SELECT {second.sql} "
        f"FROM (SELECT *, {first.sql} FROM {raw.table})",
        [*second.values, *first.values],
    )
    return table


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


def _note(con: Connection, raw: RawFile, column: str | None, rule: str, message: Message) -> None:
    found: Sequence[Finding] = [Finding(None, None, message)]
    findings.record(con, raw.file, column, rule, found, 1, findings.SEVERITY[rule])
