"""The cube of a published survey: sums that are ready, by wave, some dimensions and stratum.

Its table `cube` holds several cuboids, each a cross of a few cuts. A coarser level is found from a
finer one, so the cuboid of `sector:division` answers for `sector:group` as well. `etl/cube` writes
it, `estimation/gathering` asks it; `docs/decisions/0011-cube.md` says which cuboids there are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from survey.codebook import Codebook
from survey.packing import KEY, Packing, number_column, quoted
from survey.selection import UNKNOWN, Cut, Filter

TABLE, CUBOIDS, ANSWERS, OF = "cube", "cuboid", "cube_answer", "cube_of"
OPTION = "option"


@dataclass(frozen=True)
class Cuboid:
    """A cross of cuts; `columns` are those of `response` that it knows, coarser levels too."""

    number: int
    columns: frozenset[str]
    rows: int
    cuts: str


@dataclass(frozen=True)
class CubeAnswer:
    """An answer of the cube: its number, and what was subtracted from it before it was summed."""

    number: int
    centre: float


@dataclass(frozen=True)
class Cube:
    """What the cube of a survey holds.

    answers
        By column of `response` and kind of measure.
    alone
        Whether the responses themselves were not published.
    """

    cuboids: tuple[Cuboid, ...]
    answers: Mapping[tuple[str, str], CubeAnswer]
    codes: Mapping[str, tuple[str, ...]]
    alone: bool = False

    def fitting(self, columns: Collection[str]) -> Cuboid | None:
        """The smallest cuboid that knows all of these columns."""
        known = [cuboid for cuboid in self.cuboids if cuboid.columns.issuperset(columns)]
        return min(known, key=lambda cuboid: cuboid.rows, default=None)

    def source(
        self,
        cuboid: Cuboid,
        answers: Sequence[CubeAnswer],
        sums: Sequence[str],
        keys: Sequence[str],
        waves: Sequence[str],
        where: Sequence[Filter],
        *,
        option: tuple[str, ...] = (),
        all_codes: bool = False,
    ) -> tuple[str, Packing]:
        """The lines of a cuboid for some answers: a query with the column `KEY` and the sums, and
        how the key is read.

        option
            The options of a choice; then the key holds `OPTION`, else `ANSWERS`, the place among
            `answers`. Keys that are not coded (`psu`) stay as they are.
        all_codes
            Whether lines without a code in a key stay.
        """
        coded = {key: self.codes[key] for key in keys if key in self.codes}
        numbers = {key: quoted(number_column(key)) for key in (*coded, "wave")}
        filters = {each.cut.column for each in where}
        numbers |= {column: quoted(number_column(column)) for column in filters}
        if option:
            packing = Packing({**coded, OPTION: option})
            numbers[OPTION] = quoted(OPTION)
        else:
            places = tuple(str(answer.number) for answer in answers)
            packing = Packing({**coded, ANSWERS: places})
            cases = " ".join(f"WHEN {place} THEN {i}" for i, place in enumerate(places))
            numbers[ANSWERS] = f"(CASE answer {cases} END)"
        present = {} if all_codes else coded
        conditions = [
            f"cuboid = {cuboid.number}",
            _among("answer", [answer.number for answer in answers]),
            *(f"{numbers[key]} < {len(codes)}" for key, codes in present.items()),
            _among(numbers["wave"], _numbers(self.codes["wave"], waves)),
        ]
        for each in where:
            column = each.cut.column
            known = (*self.codes[column], UNKNOWN)  # the number after the last is that of no code
            conditions.append(_among(numbers[column], _numbers(known, each.codes)))
        plain = [quoted(key) for key in keys if key not in self.codes]
        chosen = [f"{packing.sql(numbers)} AS {KEY}", *plain, *map(quoted, sums)]
        sql = f"SELECT {', '.join(chosen)} FROM {TABLE} WHERE {' AND '.join(conditions)}"
        return sql, packing


def known_columns(codebook: Codebook, cuts: Sequence[Cut]) -> tuple[str, ...]:
    """The columns that a cross of cuts knows: the cuts, and every level they roll up to."""
    found = []
    for cut in cuts:
        levels = codebook.dimensions[cut.dimension].level_ids
        coarser = levels[levels.index(cut.level) :]
        found += [Cut(cut.dimension, level).column for level in coarser]
    return tuple(found)


def _numbers(codes: Sequence[str], wanted: Sequence[str]) -> list[int]:
    return [codes.index(code) for code in wanted if code in codes]


def _among(sql: str, numbers: Sequence[int]) -> str:
    return f"{sql} IN ({', '.join(map(str, numbers))})" if numbers else "false"
