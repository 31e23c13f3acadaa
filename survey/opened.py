"""A published survey, opened read-only: its codebook, tables and cube."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
import pandas as pd
import yaml
from pydantic import ValidationError

from locales import N_, Message
from survey.boundaries import Boundaries, of_classification, parse_boundaries
from survey.codebook import Codebook, answer_codes
from survey.cube import ANSWERS, CUBOIDS, OF, TABLE, Cube, CubeAnswer, Cuboid
from survey.failure import Failure
from survey.memory import Memory
from survey.packing import array_bits, number_column, quoted
from survey.published import RELEASE
from survey.warehouse import UnreadableSnapshot
from survey.whole import require_whole

T = TypeVar("T")


class NoResponses(Failure):
    """Only the cube of the survey is published, and it does not know what was asked."""


class PublishedSurvey:
    """One survey of a snapshot: its codebook and its tables (`survey/published.py`).

    Holds one read-only connection; a query takes a cursor of its own or of its
    thread, because a DuckDB connection must not be shared between threads.
    """

    def __init__(self, file: Path, memory: Memory | None = None) -> None:
        """`memory`: what a server keeps of sums that many readers ask for."""
        self.file, self.memory = file, memory
        self._memory: dict[Hashable, object] = {}
        self._of_thread = threading.local()
        try:
            self._connection = duckdb.connect(str(file), read_only=True)
            require_whole(self._connection, file)
            text = self._connection.execute("SELECT yaml FROM codebook").fetchone()
        except duckdb.Error as error:
            raise UnreadableSnapshot(
                Message(
                    N_(
                        "The published file {file} cannot be read ({detail}). Load the survey "
                        "again, or go back with python -m etl rollback SNAPSHOT"
                    ),
                    file=file,
                    detail=str(error).splitlines()[0],
                )
            ) from None
        assert text is not None
        try:
            self.codebook = Codebook.model_validate(yaml.safe_load(text[0]))
        except ValidationError:
            raise UnreadableSnapshot(
                Message(
                    N_(
                        "The published file {file} has a codebook that this version does not "
                        "understand; a newer version made it. Update this installation, or load "
                        "the survey again."
                    ),
                    file=file,
                )
            ) from None
        if self.codebook.disclosure.min_n > 0 and not self._has_plan():
            raise UnreadableSnapshot(
                Message(
                    N_(
                        "The published file {file} has no plan of what may be shown; an older "
                        "version made it. Load the survey again: python -m etl load DIR"
                    ),
                    file=file,
                )
            )

    def _has_plan(self) -> bool:
        tables = self._connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        return {name for (name,) in tables} >= set(RELEASE)

    @property
    def version(self) -> str:
        """The name of the file without its ending: changes whenever the data does."""
        return self.file.stem

    def responses(self) -> duckdb.DuckDBPyRelation:
        """The table `response`, lazily: nothing is read before the relation is asked.

        Raises NoResponses where only a cube was published.
        """
        self.require_responses()
        return self.layout()

    def layout(self) -> duckdb.DuckDBPyRelation:
        """The table `response` with its columns and types, be there rows in it or not."""
        return self._connection.cursor().table("response")

    def require_responses(self) -> None:
        """Raises NoResponses where only a cube was published."""
        if self.cube is not None and self.cube.alone:
            raise NoResponses(
                Message(
                    N_(
                        "The survey {survey} is published as a cube, without its responses. It "
                        "answers shares and means by these cuts: {known}."
                    ),
                    survey=self.codebook.survey,
                    known=" · ".join(cuboid.cuts for cuboid in self.cube.cuboids),
                )
            )

    def table(self, sql: str, *parameters: Any) -> pd.DataFrame:
        """The rows of a query with bound parameters."""
        return self._connection.cursor().execute(sql, parameters).df()

    @cached_property
    def design(self) -> pd.DataFrame:
        """wave, stratum, psus (n_h) and population (N_h, NaN where unknown) of every stratum."""
        table = self.table(
            "SELECT wave::VARCHAR AS wave, stratum::VARCHAR AS stratum, psus, "
            "population FROM design ORDER BY ALL"
        )
        # as objects, because each estimate looks at each name
        return table.astype({"wave": object, "stratum": object})

    def aggregated(
        self,
        source: str,
        shape: Hashable,
        aggregate: Callable[[duckdb.DuckDBPyRelation], duckdb.DuckDBPyRelation],
        *,
        sums: int,
    ) -> dict[str, Any]:
        """Column -> array of what `aggregate` makes of the query `source`.

        shape
            The SQL of `aggregate` is the same for all sources of one shape and is asked for once:
            that takes longer than many a sum.
        sums
            How many sums are made of each group.
        """
        cursor = self._cursor(array_bits(sums))

        def ask() -> tuple[str, str]:
            before, found, after = aggregate(cursor.sql(source)).sql_query().partition(source)
            assert found, "the source stands in the SQL as it was given"
            return before, after

        before, after = self.remembered(shape, ask)
        return dict(cursor.execute(f"{before}{source}{after}").fetchnumpy())

    def _cursor(self, bits: int) -> duckdb.DuckDBPyConnection:
        """This thread's cursor for keys of up to so many bits."""
        cursors: dict[str, duckdb.DuckDBPyConnection] = self._of_thread.__dict__
        if (name := f"bits_{bits}") not in cursors:
            cursors[name] = self._connection.cursor()
            cursors[name].execute(f"SET perfect_ht_threshold = {bits}")
        return cursors[name]

    @cached_property
    def calibration(self) -> pd.DataFrame:
        """The sums by stratum and margin cell of a survey whose weights are raked."""
        return self.table("FROM calibration")

    @cached_property
    def margin_cells(self) -> pd.DataFrame:
        """The code in each margin of every margin cell."""
        return self.table("FROM margin_cell")

    def boundaries(self, dimension: str) -> Boundaries | None:
        """The areas of a dimension's finest codes, for a map; None where there are none.

        The survey's own file, which the ETL kept, else those that ship with its classification.
        """
        described = self.codebook.dimensions[dimension]
        codes = described.scheme.codes(described.scheme.finest)
        if described.boundaries is None:
            return of_classification(described.classification or "", codes)

        def ask() -> Boundaries:
            kept = self.table("SELECT geojson FROM boundaries WHERE dimension = ?", dimension)
            return parse_boundaries(str(kept["geojson"].iloc[0]), described.boundaries or "", codes)

        return self.remembered(("boundaries", dimension), ask)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns of `response`."""
        return frozenset(self.layout().columns)

    @cached_property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of every ENUM column of `response`, in their order."""
        relation = self.layout()
        return {
            name: tuple(cast(list[str], kind.children[0][1]))
            for name, kind in zip(relation.columns, relation.types, strict=True)
            if kind.id == "enum"
        }

    def codes_present(self, column: str, least: int) -> frozenset[str]:
        """The codes that at least `least` respondents of some wave have in a dimension's column."""

        def ask() -> frozenset[str]:
            if self.cube is not None and self.cube.alone:
                return self._codes_of_cube(self.cube, column, least)
            counted = self.responses().filter(f'respondent AND "{column}" IS NOT NULL')
            groups = counted.aggregate(f'wave, "{column}"::VARCHAR AS code, count(*) AS n')
            return frozenset(code for _, code, n in groups.fetchall() if n >= least)

        return self.remembered(("codes", f"{column}>={least}"), ask)

    def _codes_of_cube(self, cube: Cube, column: str, least: int) -> frozenset[str]:
        cuboid = cube.fitting([column])
        if cuboid is None:
            return frozenset()
        number = quoted(number_column(column))
        counts = self.table(
            f"SELECT {number} AS code FROM {TABLE} WHERE cuboid = ? AND answer = ? "
            f'GROUP BY {number}, "wave#" HAVING sum(n) >= ?',
            cuboid.number,
            cube.answers["wave", "choice"].number,
            least,
        )
        codes = (*self.codes[column], None)
        found = (codes[place] for place in counts["code"])
        return frozenset(code for code in found if code is not None)

    def remembered(self, key: Hashable, ask: Callable[[], T]) -> T:
        """What `ask` answers, asked once: the file never changes."""
        if key not in self._memory:
            self._memory[key] = ask()
        return cast(T, self._memory[key])

    def options(self, column: str) -> tuple[str, ...]:
        """The codes of an answer that is one of several: an ENUM, or the points of a scale."""
        if column in self.codes:
            return self.codes[column]
        question = next(q for q, _, name in self.codebook.variables() if name == column)
        return answer_codes(question)

    @cached_property
    def cube(self) -> Cube | None:
        """What the cube of this survey holds; None where it has none."""
        tables = self.table("SELECT table_name AS name FROM information_schema.tables")
        if TABLE not in set(tables["name"]):
            return None
        cuboids = self._connection.cursor().execute(f"FROM {CUBOIDS} ORDER BY number").fetchall()
        answers = self._connection.cursor().execute(f"FROM {ANSWERS} ORDER BY number").fetchall()
        return Cube(
            tuple(Cuboid(n, frozenset(columns), rows, cuts) for n, columns, rows, cuts in cuboids),
            {
                (column, kind): CubeAnswer(number, centre)
                for number, column, kind, centre in answers
            },
            self.codes,
            bool(self.table(f"FROM {OF}")["alone"][0]),
        )

    @cached_property
    def files(self) -> pd.DataFrame:
        """The loaded files with their hashes and row counts, one row per wave."""
        return self.table("SELECT * FROM file ORDER BY wave")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
