"""What the plan is made from: respondents and answers counted over the cross of all dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.sql import Connection, identifier
from survey.codebook import Codebook, NumericQuestion, TextQuestion, variable
from survey.published import RESPONDENTS
from survey.selection import Cut

Counts = npt.NDArray[np.int64]
Sums = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Atoms:
    """The non-empty cells of the full cross of one wave; firms in one cannot be told apart.

    codes
        Per cut the place of each atom's code among the codes of its level, -1 where it is missing.
    counts
        Per variable the respondents who answered; `RESPONDENTS` counts all.
    loads
        Per numeric variable Σ w·|y| and the largest w·|y|.
    """

    wave: str
    codes: Mapping[Cut, npt.NDArray[np.int64]]
    counts: Mapping[str, Counts]
    loads: Mapping[str, tuple[Sums, Sums]]


def cuts_of(codebook: Codebook) -> tuple[Cut, ...]:
    """Every level of every dimension, dimensions in the codebook's order, finest level first."""
    return tuple(
        Cut(name, level)
        for name, dimension in codebook.dimensions.items()
        for level in dimension.level_ids
    )


def variables(codebook: Codebook) -> Iterator[tuple[str, bool]]:
    """Each variable that can be estimated, and whether a single firm can dominate its sum."""
    for question, _, name in codebook.variables():
        if not isinstance(question, TextQuestion):
            yield name, isinstance(question, NumericQuestion)
    for score in codebook.scores:
        dimensions = (each.id for each in score.dimensions)
        for part in ("", *dimensions, "minimum", "weakest", *(["level"] if score.levels else [])):
            yield variable(score.id, part), False


def read_atoms(con: Connection, codebook: Codebook, table: str) -> list[Atoms]:
    """The atoms of each wave that has respondents: one GROUP BY over the responses."""
    cuts, asked = cuts_of(codebook), dict(variables(codebook))
    columns = [f"count({identifier(name)}) AS {identifier(f'n:{name}')}" for name in asked]
    for name in (name for name, numeric in asked.items() if numeric):
        load = f"weight * abs({identifier(name)})"
        columns.append(f"coalesce(sum({load}), 0) AS {identifier(f'sum:{name}')}")
        columns.append(f"coalesce(max({load}), 0) AS {identifier(f'max:{name}')}")
    codes = ", ".join(
        f"coalesce(enum_code({identifier(cut.column)})::INTEGER, -1) AS {identifier(cut.column)}"
        for cut in cuts
    )
    found = con.execute(
        f"""
        SELECT wave::VARCHAR AS wave, {codes}, count(*) AS {identifier("n:")}, {", ".join(columns)}
        FROM {table} WHERE respondent GROUP BY ALL ORDER BY ALL
        """
    ).fetchnumpy()
    waves = np.asarray(found["wave"], dtype=object)

    def atoms(wave: str) -> Atoms:
        rows = waves == wave

        def ints(name: str) -> Counts:
            values: Counts = np.asarray(found[name], dtype=np.int64)[rows]
            return values

        def floats(name: str) -> Sums:
            values: Sums = np.asarray(found[name], dtype=np.float64)[rows]
            return values

        return Atoms(
            wave,
            {cut: ints(cut.column) for cut in cuts},
            {name: ints(f"n:{name}") for name in (RESPONDENTS, *asked)},
            {name: (floats(f"sum:{name}"), floats(f"max:{name}")) for name in asked if asked[name]},
        )

    return [atoms(wave) for wave in codebook.wave if (waves == wave).any()]
