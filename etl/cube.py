"""The cube: the sums of all answers by wave, pairs of dimensions and stratum, made once.

It is made from the published responses, or from a folder of Parquet files laid out like the table
`response`, and published in a new file of the survey. The sums are those of `estimation/moments`:
the same expressions build the cube, on DuckDB and on Spark, and answer a query without one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from estimation.answers import Answers, Selected
from estimation.gathering import keys_of, packed_answers, passes
from estimation.measures import Measure
from etl import publish, workspace
from etl.cells import Cells
from etl.cuboids import EVERYBODY, cuboids, measures
from etl.load import system_errors
from etl.parquet import from_parquet, hash_of, to_parquet
from etl.progress import Announce, silent
from etl.report import is_readable
from etl.sql import Connection, identifier, one
from survey.cube import ANSWERS, CUBOIDS, OF, TABLE, known_columns
from survey.selection import Cut
from survey.snapshot import PublishedSurvey, current_snapshot

Engine = Literal["duckdb", "spark"]
ENGINES: tuple[Engine, ...] = ("duckdb", "spark")
Asking = Callable[[Sequence[Measure], Sequence[str]], Answers]


@dataclass(frozen=True)
class Built:
    """What came of it: the snapshot, whether it is new, cuboids (cuts and cells), answers."""

    snapshot: str
    changed: bool
    cuboids: dict[str, int]
    answers: int


def cube(
    home: Path,
    name: str,
    *,
    dimensions: Sequence[str] = (),
    engine: Engine = "duckdb",
    master: str | None = None,
    source: Path | None = None,
    announce: Announce = silent,
) -> Built:
    """Build the cube of the survey `name` and publish it; the same input changes nothing.

    source
        A folder of Parquet files in place of the published responses. The new file then holds the
        cube alone: what it does not know cannot be asked.

    Raises Failure where it cannot be built; then nothing has changed.
    """
    survey = current_snapshot(home).survey(name)
    if source is None:
        survey.require_responses()
    crosses = cuboids(survey.codebook, dimensions)
    base, _ = publish.cube_of(survey.file) or (survey.file.name, False)
    parts = {
        "cube of": base,
        "cuboids": [[str(cut) for cut in cross] for cross in crosses],
        "input": hash_of(source) if source else None,
    }
    file = f"{name}-{publish.content_hash(parts)}.duckdb"
    with system_errors(home):
        workspace.remove_leftovers(home)
        built = None
        with workspace.workspace(home) as build:
            if not is_readable(home / file):
                built = build / file
                _write(survey, crosses, base, source, engine, master, built, announce)
            survey.close()
            announce("publish", name)
            snapshot, changed = publish.publish(home, built, file, "surveys", name, "cube")
    with duckdb.connect(str(home / file), read_only=True) as con:
        cells = con.execute(f"SELECT cuts, rows FROM {CUBOIDS} ORDER BY number").fetchall()
        (answers,) = one(con, f"SELECT count(*) - 1 FROM {ANSWERS}")
    return Built(snapshot, changed, dict(cells), answers)


def _write(
    survey: PublishedSurvey,
    crosses: Sequence[tuple[Cut, ...]],
    base: str,
    source: Path | None,
    engine: Engine,
    master: str | None,
    target: Path,
    announce: Announce,
) -> None:
    """The file `target`: that of the survey, with the cube."""
    announce("read", source.name if source else survey.file.name)
    read = survey
    if source is not None:
        read = from_parquet(survey, source, target.parent, keep=engine == "duckdb")
    if engine == "spark":
        from etl.spark import session, spark_answers  # only where it is asked for

        folder = source or to_parquet(survey, target.parent)
        with session(master) as spark:
            _fill(read, crosses, spark_answers(spark, read, folder), target, announce)
    else:
        everybody = Selected(tuple(read.codebook.wave), all_codes=True)
        _fill(
            read,
            crosses,
            lambda asked, keys: packed_answers(read, everybody, asked, keys),
            target,
            announce,
        )
    read.close()
    if source is None:
        _complete(survey.file, target, base, alone=False)
    else:
        _complete(read.file, target, base, alone=True)


def _fill(
    survey: PublishedSurvey,
    crosses: Sequence[tuple[Cut, ...]],
    ask: Asking,
    target: Path,
    announce: Announce,
) -> None:
    """The tables of the cube, in the new database `target`."""
    every = (*measures(survey.codebook), EVERYBODY)
    with duckdb.connect(str(target)) as con:
        con.execute("SET memory_limit = '2GB'")
        cells = Cells(survey, every)
        cells.create(con)
        for number, cross in enumerate(crosses):
            announce("cube", ",".join(map(str, cross)))
            keys = keys_of(survey, [cut.column for cut in cross])
            rows = 0
            for group in passes(every):
                rows += cells.add(con, number, cross, group, ask(group, keys))
            columns = list(known_columns(survey.codebook, cross))
            cuts = ",".join(map(str, cross))
            con.execute(f"INSERT INTO {CUBOIDS} VALUES (?, ?, ?, ?)", [number, columns, rows, cuts])
        cells.order(con)


def _complete(file: Path, target: Path, base: str, *, alone: bool) -> None:
    """Everything else that a survey's file holds, beside the cube."""
    with duckdb.connect(str(target)) as con:
        con.execute(f"ATTACH '{str(file).replace(chr(39), chr(39) * 2)}' AS whole (READ_ONLY)")
        for name in _tables(con):
            if name not in (TABLE, CUBOIDS, ANSWERS, OF):
                empty = "WHERE false" if alone and name == "response" else ""
                con.execute(
                    f"CREATE TABLE {identifier(name)} AS FROM whole.{identifier(name)} {empty}"
                )
        con.execute(f"CREATE TABLE {OF} AS SELECT ? AS base, ? AS alone", [base, alone])
        con.execute("DETACH whole")
        con.execute("CHECKPOINT")


def _tables(con: Connection) -> list[str]:
    found = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'whole' ORDER BY table_oid"
    ).fetchall()
    return [name for (name,) in found]
