"""Responses as Parquet files: the way in for data that no CSV holds, and the way to Spark."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from etl.release import release
from etl.sql import Connection, create_enum, identifier, rows
from locales import N_, Message
from survey.failure import Failure
from survey.packing import number_column, number_sql
from survey.snapshot import PublishedSurvey

_NEEDED = ("wave", "respondent", "weight", "stratum")


def hash_of(folder: Path) -> str:
    """The hash of the names and contents of all Parquet files of a folder. Raises Failure where
    there is none."""
    digest = hashlib.sha256()
    for file in _files(folder):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def to_parquet(survey: PublishedSurvey, build: Path) -> Path:
    """The published responses as a folder of Parquet files, for an engine that reads no DuckDB."""
    folder = build / "responses"
    file = str(survey.file).replace("'", "''")
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{file}' AS published (READ_ONLY)")
        con.execute(
            f"COPY published.response TO '{folder}' (FORMAT parquet, PER_THREAD_OUTPUT true)"
        )
    return folder


def from_parquet(
    survey: PublishedSurvey, folder: Path, build: Path, *, keep: bool
) -> PublishedSurvey:
    """A survey with the codebook of `survey` and the responses of the Parquet files.

    keep
        Whether the rows are copied; else only the strata and the design are counted.

    Raises Failure where columns that are needed are missing or hold codes that are not known.
    """
    if survey.codebook.weighting is not None:
        raise Failure(
            Message(
                N_(
                    "The weights of the survey {survey} are raked when it is loaded; a cube of "
                    "Parquet files cannot be built for it. Rake the weights beforehand and take "
                    "`weighting` out of the codebook."
                ),
                survey=survey.codebook.survey,
            )
        )
    target = build / "input.duckdb"
    with duckdb.connect(str(target)) as con:
        con.execute("SET memory_limit = '2GB'")
        con.execute("SET preserve_insertion_order = false")
        names = ", ".join("'" + str(f).replace("'", "''") + "'" for f in _files(folder))
        con.execute(f"CREATE TEMP VIEW given AS FROM read_parquet([{names}], union_by_name = true)")
        _types(con, survey, folder)
        _responses(con, survey, keep=keep)
        _design(con, survey)
        release(con, survey.codebook, "typed")
        con.execute(f"ATTACH '{str(survey.file).replace(chr(39), chr(39) * 2)}' AS old (READ_ONLY)")
        for name in ("codebook", "file", "finding", "finding_count", "quarantine"):
            known = rows(
                con,
                "SELECT 1 FROM duckdb_tables() WHERE database_name = 'old' AND table_name = ?",
                name,
            )
            if known:
                con.execute(f"CREATE TABLE {name} AS FROM old.{name}")
    return PublishedSurvey(target)


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.parquet"))
    if not found:
        raise Failure(
            Message(N_("There is no Parquet file (*.parquet) in {folder}."), folder=folder)
        )
    return found


def _types(con: Connection, survey: PublishedSurvey, folder: Path) -> None:
    """The ENUM types: those of the survey, and the strata that are found."""
    given = {name for name, *_ in rows(con, "DESCRIBE given")}
    design = survey.codebook.design
    needed = [
        *_NEEDED,
        *(["psu"] if design.cluster else []),
        *(["population"] if design.population else []),
    ]
    missing = [name for name in needed if name not in given]
    if missing:
        raise Failure(
            Message(
                N_("The Parquet files in {folder} have no column {missing}."),
                folder=folder,
                missing=", ".join(missing),
            )
        )
    strata = rows(
        con, "SELECT DISTINCT stratum FROM given WHERE stratum IS NOT NULL ORDER BY stratum"
    )
    for name, codes in survey.codes.items():
        create_enum(con, name, [str(s) for (s,) in strata] if name == "stratum" else codes)


def _responses(con: Connection, survey: PublishedSurvey, *, keep: bool) -> None:
    """The table `response` with the columns of the survey's; what the files lack is missing."""
    given = {name for name, *_ in rows(con, "DESCRIBE given")}
    relation, chosen = survey.layout(), []
    for name, kind in zip(relation.columns, relation.types, strict=True):
        if name.endswith("#"):
            continue
        own = identifier(name)
        cast = own if name in survey.codes else str(kind)
        chosen.append(f"{own if name in given else 'NULL'}::{cast} AS {own}")
    typed = f"SELECT {', '.join(chosen)} FROM given WHERE respondent"
    codes = {name: len(survey.codes[name]) for name in survey.codes}
    (strata,) = rows(con, "SELECT len(enum_range(NULL::stratum))")[0]
    codes["stratum"] = strata
    numbers = [
        f"{number_sql(name, count)} AS {identifier(number_column(name))}"
        for name, count in codes.items()
        if number_column(name) in survey.columns
    ]
    con.execute(f"CREATE TEMP VIEW typed AS {typed}")
    every = ", ".join(["*", *numbers])
    con.execute(f"CREATE TABLE response AS SELECT {every} FROM typed {'' if keep else 'LIMIT 0'}")


def _design(con: Connection, survey: PublishedSurvey) -> None:
    design = survey.codebook.design
    units = "count(DISTINCT psu)" if design.cluster else "count(*)"
    population = "any_value(population)" if design.population else "NULL"
    con.execute(
        f"""
        CREATE TABLE design AS
        SELECT wave::VARCHAR::wave AS wave, stratum::VARCHAR::stratum AS stratum,
               {units} AS psus, {population}::DOUBLE AS population
        FROM given WHERE respondent GROUP BY ALL ORDER BY ALL
        """
    )
