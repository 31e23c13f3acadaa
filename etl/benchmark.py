"""Figures of another producer: Eurostat's SDMX-CSV 2.0 as a benchmark table of its own.

Every row is kept. An empty value stays NULL beside its flag (b break, d definition differs,
u low reliability) and its confidentiality. `instrument` tells versions of an index apart whose
figures must never be joined: the Digital Intensity Index alternates between v3 and v4.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from etl import publish, workspace
from etl.load import system_errors
from etl.report import is_readable
from etl.source import examine
from etl.sql import Connection, one, rows
from locales import N_, Message
from survey.failure import Failure

_COLUMNS = (
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "freq",
    "size_emp",
    "nace_r2",
    "indic_is",
    "unit",
    "geo",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_FLAG",
    "CONF_STATUS",
)
_LABELS = {
    "size_label": "Size classes in number of persons employed",
    "sector_label": (
        "Statistical classification of economic activities in the European Community (NACE Rev. 2)"
    ),
    "indicator_label": "Information society indicator",
    "unit_label": "Unit of measure",
    "geo_label": "Geopolitical entity (reporting)",
}
# "(DII Version 3)" in the label, or E_DI3_… where a label does not say it.
_INSTRUMENT = """
    coalesce(
        'v' || nullif(regexp_extract(indicator_label, '(?i)\\(\\s*\\w+ version (\\d+)\\)', 1), ''),
        'v' || nullif(regexp_extract(indicator, '^E_DI(\\d+)_', 1), ''),
        ''
    )
"""


def load_benchmark(path: Path, home: Path) -> tuple[str, str, int, bool]:
    """Publish the benchmark file; returns dataset, snapshot, rows, and whether anything changed.

    Raises Failure for a file that is missing or no SDMX-CSV of Eurostat.
    """
    if not path.exists():  # what `examine` says is about files that a codebook names
        raise Failure(Message(N_("There is no file {file}."), file=path))
    source = examine(path)
    with system_errors(home), workspace.workspace(home) as build:
        with workspace.connect(build) as con:
            _read(con, path)
            dataset = _dataset(con, path)
            digest = publish.content_hash({"benchmark": dataset, "file": source.sha256})
            file = f"benchmark-{dataset}-{digest}.duckdb"
            count = _write(con, build / file, path, source.sha256)
        there = is_readable(home / file, "SELECT sha256 FROM source")
        built = None if there else build / file
        snapshot, changed = publish.publish(home, built, file, "benchmarks", dataset, "benchmark")
    return dataset, snapshot, count, changed


def _read(con: Connection, path: Path) -> None:
    try:
        con.execute(
            """
            CREATE TABLE raw AS FROM read_csv(
                ?, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"'
            )
            """,
            [str(path)],
        )
    except duckdb.InvalidInputException:  # no table at all; DuckDB's words are English only
        raise _no_sdmx(path, ", ".join(_COLUMNS)) from None
    found = {name for (name,) in rows(con, "SELECT column_name FROM (DESCRIBE raw)")}
    missing = [name for name in (*_COLUMNS, *_LABELS.values()) if name not in found]
    if missing:
        raise _no_sdmx(path, ", ".join(missing))


def _no_sdmx(path: Path, detail: str) -> Failure:
    return Failure(
        Message(
            N_(
                "{file}: this is not an SDMX-CSV 2.0 file with codes and labels as Eurostat offers "
                "for download (missing or unreadable: {detail})."
            ),
            file=path.name,
            detail=detail,
        )
    )


def _dataset(con: Connection, path: Path) -> str:
    """`isoc_e_dii` from `ESTAT:ISOC_E_DII$DEFAULTVIEW(1.0)`."""
    found = rows(con, "SELECT DISTINCT STRUCTURE_ID FROM raw")
    match = re.match(r"\w+:(\w+)", str(found[0][0])) if len(found) == 1 else None
    if match is None:
        raise _no_sdmx(path, "STRUCTURE_ID")
    return match[1].lower()


def _write(con: Connection, target: Path, path: Path, sha256: str) -> int:
    labels = ", ".join(f'"{column}" AS {name}' for name, column in _LABELS.items())
    con.execute(
        f"""
        CREATE TABLE figure AS
        WITH named AS (
            SELECT rowid + 2 AS line, freq AS frequency, size_emp AS size, nace_r2 AS sector,
                   indic_is AS indicator, unit, geo, TIME_PERIOD AS period, {labels},
                   OBS_VALUE AS text, TRY_CAST(OBS_VALUE AS DOUBLE) AS value,
                   coalesce(OBS_FLAG, '') AS flag, coalesce(CONF_STATUS, '') AS confidentiality
            FROM raw
        )
        SELECT {_INSTRUMENT} AS instrument, * FROM named ORDER BY line
        """
    )
    unread = rows(con, "SELECT line, text FROM figure WHERE text NOTNULL AND value IS NULL LIMIT 1")
    if unread:
        raise _no_sdmx(path, "OBS_VALUE '{1}', {0}".format(*unread[0]))
    (count,) = one(con, "SELECT count(*) FROM figure")
    con.execute(
        "CREATE TABLE source AS SELECT STRUCTURE_NAME AS title, ? AS file, ? AS sha256, "
        "?::BIGINT AS rows, 'Eurostat' AS producer, 'CC BY 4.0' AS licence FROM raw LIMIT 1",
        [path.name, sha256, count],
    )
    tables = {"figure": "SELECT * EXCLUDE (text) FROM figure", "source": "FROM source"}
    publish.open_file(con, target)
    publish.close_file(con, tables)
    return int(count)
