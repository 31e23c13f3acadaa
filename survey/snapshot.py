"""The published snapshot, opened read-only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
import pandas as pd
import yaml
from pydantic import ValidationError

from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure
from survey.warehouse import (
    Manifest,
    UnreadableSnapshot,
    current_name,
    nothing_published,
    read_manifest,
)

T = TypeVar("T")


class UnknownSurvey(Failure):
    """The snapshot holds no survey of this name."""


class PublishedSurvey:
    """One survey of a snapshot: its codebook and its tables (`survey/published.py`).

    Holds one read-only connection; every query takes a cursor of its own, because a DuckDB
    connection must not be shared between threads.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._memory: dict[tuple[str, str], object] = {}
        try:
            self._connection = duckdb.connect(str(file), read_only=True)
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

    @property
    def version(self) -> str:
        """The name of the file without its ending: changes whenever the data does."""
        return self.file.stem

    def responses(self) -> duckdb.DuckDBPyRelation:
        """The table `response`, lazily: nothing is read before the relation is asked."""
        return self._connection.cursor().table("response")

    def table(self, sql: str, *parameters: Any) -> pd.DataFrame:
        """The rows of a query with bound parameters."""
        return self._connection.cursor().execute(sql, parameters).df()

    @cached_property
    def design(self) -> pd.DataFrame:
        """wave, stratum, psus (n_h) and population (N_h, NaN where unknown) of every stratum."""
        return self.table(
            "SELECT wave::VARCHAR AS wave, stratum::VARCHAR AS stratum, psus, "
            "population FROM design ORDER BY ALL"
        )

    @cached_property
    def calibration(self) -> pd.DataFrame:
        """The sums by stratum and margin cell of a survey whose weights are raked."""
        return self.table("FROM calibration")

    @cached_property
    def margin_cells(self) -> pd.DataFrame:
        """The code in each margin of every margin cell."""
        return self.table("FROM margin_cell")

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns of `response`."""
        return frozenset(self.responses().columns)

    def codes_present(self, column: str, least: int) -> frozenset[str]:
        """The codes that at least `least` respondents of some wave have in a dimension's column."""

        def ask() -> frozenset[str]:
            counted = self.responses().filter(f'respondent AND "{column}" IS NOT NULL')
            groups = counted.aggregate(f'wave, "{column}"::VARCHAR AS code, count(*) AS n')
            return frozenset(code for _, code, n in groups.fetchall() if n >= least)

        return self.remembered(("codes", f"{column}>={least}"), ask)

    def remembered(self, key: tuple[str, str], ask: Callable[[], T]) -> T:
        """What `ask` answers, asked once: the file never changes."""
        if key not in self._memory:
            self._memory[key] = ask()
        return cast(T, self._memory[key])

    @cached_property
    def files(self) -> pd.DataFrame:
        """The loaded files with their hashes and row counts, one row per wave."""
        return self.table("SELECT * FROM file ORDER BY wave")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@dataclass(frozen=True)
class Snapshot:
    """One published state of all surveys. `name` changes with every publication."""

    name: str
    folder: Path
    manifest: Manifest

    @property
    def surveys(self) -> tuple[str, ...]:
        """The surveys it holds, in alphabetical order."""
        return tuple(sorted(self.manifest.surveys))

    def only_survey(self) -> str:
        """The survey's name where there is just one. Raises UnknownSurvey where there are more."""
        if len(self.surveys) != 1:
            raise UnknownSurvey(
                Message(
                    N_("Several surveys are published. Name one of them: {known}."),
                    known=", ".join(self.surveys),
                )
            )
        return self.surveys[0]

    def file(self, name: str) -> Path:
        """The file of a survey. Raises UnknownSurvey where the snapshot holds none of this name."""
        if name not in self.manifest.surveys:
            raise UnknownSurvey(
                Message(
                    N_(
                        "There is no survey '{name}' in the published snapshot. "
                        "Choose from: {known}."
                    ),
                    name=name,
                    known=", ".join(self.surveys),
                )
            )
        return self.folder / self.manifest.surveys[name]

    def survey(self, name: str) -> PublishedSurvey:
        """The survey called `name`, opened. Raises UnknownSurvey or UnreadableSnapshot."""
        return PublishedSurvey(self.file(name))


def current_snapshot(folder: Path) -> Snapshot:
    """The snapshot that `folder/current` names now.

    Raises NoSnapshot before the first survey is published, UnreadableSnapshot where it is damaged
    or newer than this program.
    """
    name = current_name(folder)
    manifest = read_manifest(folder, name)
    if not manifest.surveys:
        raise nothing_published(folder)
    return Snapshot(name.removesuffix(".json"), folder, manifest)
