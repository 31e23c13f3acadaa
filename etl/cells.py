"""The lines of the cube: codes as numbers, coarser levels beside finer ones, sums as they were
found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.answers import Answers
from estimation.calibration import CELL
from estimation.gathering import centre
from estimation.measures import Measure
from estimation.moments import SUMS, option_sums, sum_numbers
from etl.sql import Connection, identifier
from survey.cube import ANSWERS, CUBOIDS, OPTION, TABLE
from survey.packing import number_column
from survey.selection import Cut
from survey.snapshot import PublishedSurvey

Numbers = npt.NDArray[np.integer]


class Cells:
    """Writes the lines of each cuboid, pass by pass."""

    def __init__(self, survey: PublishedSurvey, measures: Sequence[Measure]) -> None:
        self._survey = survey
        self._numbers = {(m.column, m.kind): i for i, m in enumerate(measures)}
        self._centres = [centre(survey, measure) for measure in measures]
        raked = survey.codebook.weighting is not None
        self._sums = (*SUMS, *(("d", "dy") if raked else ()))
        keys = ["wave", "stratum", *([CELL] if raked else [])]
        for name, dimension in survey.codebook.dimensions.items():
            keys += [Cut(name, level).column for level in dimension.level_ids]
        self._keys = tuple(number_column(key) for key in keys)
        self._plain = ("psu",) if survey.codebook.design.cluster is not None else ()

    def create(self, con: Connection) -> None:
        """The tables, empty but for the list of answers."""
        columns = [f"cuboid USMALLINT, answer USMALLINT, {identifier(OPTION)} USMALLINT"]
        columns += [f"{identifier(name)} UINTEGER" for name in self._keys]
        columns += [f"{name} VARCHAR" for name in self._plain]
        columns += [f"{name} DOUBLE" for name in self._sums]
        con.execute(f"CREATE TABLE {TABLE} ({', '.join(columns)})")
        con.execute(
            f"CREATE TABLE {CUBOIDS} "
            "(number USMALLINT, columns VARCHAR[], rows BIGINT, cuts VARCHAR)"
        )
        con.execute(
            f"CREATE TABLE {ANSWERS} "
            '(number USMALLINT, "column" VARCHAR, kind VARCHAR, centre DOUBLE)'
        )
        rows = [
            [number, column, kind, self._centres[number]]
            for (column, kind), number in self._numbers.items()
        ]
        con.executemany(f"INSERT INTO {ANSWERS} VALUES (?, ?, ?, ?)", rows)

    def add(
        self,
        con: Connection,
        cuboid: int,
        cross: Sequence[Cut],
        group: Sequence[Measure],
        answers: Answers,
    ) -> int:
        """Write the lines of the measures of one pass; how many they are."""
        lines = 0
        for table in self._tables(cross, group, answers):
            table.insert(0, "cuboid", cuboid)
            con.register("found", table)
            con.execute(f"INSERT INTO {TABLE} BY NAME FROM found")
            con.unregister("found")
            lines += len(table)
        return lines

    def order(self, con: Connection) -> None:
        """Lines of one cuboid and answer together, in the order of their codes."""
        names = ", ".join(map(identifier, (*self._keys, *self._plain, OPTION)))
        con.execute(f"CREATE TABLE ordered AS FROM {TABLE} ORDER BY cuboid, answer, {names}")
        con.execute(f"DROP TABLE {TABLE}")
        con.execute(f"ALTER TABLE ordered RENAME TO {TABLE}")

    def _tables(
        self, cross: Sequence[Cut], group: Sequence[Measure], answers: Answers
    ) -> list[pd.DataFrame]:
        if group[0].kind == "choice":
            option, keys, found = option_sums(answers)
            options = self._survey.options(group[0].column)
            table = {
                "answer": self._numbers[group[0].column, "choice"],
                OPTION: _numbers(option, options),
                **self._codes(keys, cross),
                **{name[1:]: values for name, values in found.items() if name[1:] in self._sums},
            }
            return [pd.DataFrame(table)[option.codes >= 0]]
        centres = [self._centres[self._numbers[m.column, m.kind]] for m in group]
        moments = sum_numbers(answers, group, centres)
        codes = self._codes(moments.keys, cross)
        return [
            pd.DataFrame(
                {
                    "answer": self._numbers[measure.column, measure.kind],
                    OPTION: 0,
                    **codes,
                    **{name: moments.sums[name][i] for name in self._sums},
                }
            )[moments.sums["n"][i] > 0]
            for i, measure in enumerate(group)
        ]

    def _codes(self, keys: Mapping[str, pd.Categorical], cross: Sequence[Cut]) -> dict[str, Any]:
        """The numbers of all keys, and of the levels that a cut rolls up to."""
        found: dict[str, Any] = {}
        for name, codes in keys.items():
            if name in self._plain:
                found[name] = np.asarray(codes, dtype=object)
            else:
                found[number_column(name)] = _numbers(codes, self._survey.codes[name])
        for cut in cross:
            dimension = self._survey.codebook.dimensions[cut.dimension]
            levels, own = dimension.level_ids, found[number_column(cut.column)]
            for level in levels[levels.index(cut.level) + 1 :]:
                coarser = dimension.scheme.codes(level)
                places = [
                    coarser.index(parent) if parent in coarser else len(coarser)
                    for parent in (
                        dimension.scheme.roll_up(cut.level, code, level)
                        for code in self._survey.codes[cut.column]
                    )
                ]
                found[number_column(Cut(cut.dimension, level).column)] = np.array(
                    [*places, len(coarser)]
                )[own]
        return found


def _numbers(codes: pd.Categorical, known: Sequence[str]) -> Numbers:
    """The number of each code among `known`; the one after the last where it is missing."""
    place = {code: number for number, code in enumerate(known)}
    numbers = [place[str(code)] for code in codes.categories]
    every: Numbers = np.array([*numbers, len(known)], dtype=np.int64)
    return np.asarray(every[codes.codes])
