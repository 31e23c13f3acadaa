"""The sets of firms that a reader could ask for: the cells of every table of cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from etl.release.atoms import Atoms, Counts
from survey.selection import Cut

Bits = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float64]
Table = tuple[Cut, ...]


@dataclass(frozen=True)
class Sets:
    """The non-empty cells of all tables of a wave, numbered through.

    member
        Per table the number of the set that each atom lies in, -1 where a code is missing.
    place
        Per table the set's place among all cells of the table, in the order of the codes.
    ranges
        Per table the first set and the one after its last.
    """

    tables: tuple[Table, ...]
    member: Mapping[Table, npt.NDArray[np.int64]]
    place: npt.NDArray[np.int64]
    ranges: Mapping[Table, tuple[int, int]]

    def __len__(self) -> int:
        return len(self.place)

    @cached_property
    def stacked(self) -> npt.NDArray[np.int64]:
        """Membership as one array (tables x atoms)."""
        return np.array([self.member[table] for table in self.tables])

    @cached_property
    def of_table(self) -> npt.NDArray[np.int64]:
        """The number of the table that each set is a cell of."""
        lengths = [end - first for first, end in self.ranges.values()]
        return np.repeat(np.arange(len(self.tables)), lengths)

    @cached_property
    def width(self) -> npt.NDArray[np.int64]:
        """How many cuts the table of each set has."""
        return np.array([len(table) for table in self.tables])[self.of_table]

    def inside(self, number: int) -> Bits:
        """The atoms in a set."""
        atoms: Bits = self.stacked[self.of_table[number]] == number
        return atoms

    def count(self, n: Counts) -> Counts:
        """The respondents in each set, from those in each atom."""
        weights = np.broadcast_to(n, self.stacked.shape).ravel()
        counts = np.bincount(self.stacked.ravel() + 1, weights=weights, minlength=len(self) + 1)
        return counts[1:].astype(np.int64)

    def alike(self, n: Counts) -> Counts:
        """A number per set that sets of the same of the `n` firms share."""
        marks = np.random.default_rng(1).integers(1, 2**40, len(n)) * (n > 0)
        weights = np.broadcast_to(marks, self.stacked.shape).ravel()
        sums = np.bincount(self.stacked.ravel() + 1, weights=weights, minlength=len(self) + 1)
        return np.unique(sums[1:], return_inverse=True)[1].ravel()

    def dominated(self, total: npt.NDArray[np.float64], largest: npt.NDArray[np.float64],
                  limit: float) -> Bits:  # fmt: skip
        """The sets in which one firm carries more than `limit` of the weighted total."""
        sums, peaks = np.zeros(len(self) + 1), np.zeros(len(self) + 1)
        for table in self.tables:
            np.add.at(sums, self.member[table], total)  # -1 adds to the last place
            np.maximum.at(peaks, self.member[table], largest)
        dominated: Bits = (peaks > limit * sums)[:-1]
        return dominated


def tables_of(cuts: Sequence[Cut], most: int) -> Iterator[Table]:
    """All crossings of cuts of different dimensions: of none, of one, … of `most` dimensions."""
    by_dimension: dict[str, list[Cut]] = {}
    for cut in cuts:
        by_dimension.setdefault(cut.dimension, []).append(cut)
    for count in range(most + 1):
        for dimensions in combinations(by_dimension.values(), count):
            yield from product(*dimensions)


def sets_of(atoms: Atoms, sizes: Mapping[Cut, int], tables: Sequence[Table]) -> Sets:
    """The sets of these tables; `sizes` says how many codes a cut has."""
    member, places, ranges = {}, [], {}
    first = 0
    count = len(next(iter(atoms.counts.values())))
    for table in tables:
        place = np.zeros(count, dtype=np.int64)
        missing = np.zeros(count, dtype=bool)
        for cut in table:
            missing |= atoms.codes[cut] < 0
            place = place * sizes[cut] + atoms.codes[cut]
        cells, inverse = np.unique(place[~missing], return_inverse=True)
        numbers = np.full(count, -1, dtype=np.int64)
        numbers[~missing] = inverse.ravel() + first
        member[table] = numbers
        places.append(cells)
        ranges[table] = (first, first + len(cells))
        first += len(cells)
    return Sets(tuple(tables), member, np.concatenate(places), ranges)


def fully_populated(atoms: Atoms, n: Counts, table: Table, least: int) -> bool:
    """Whether every non-empty cell of the cross, those of a missing code too, has `least` firms."""
    codes = np.array([atoms.codes[cut] for cut in table])
    _, cell = np.unique(codes, axis=1, return_inverse=True)
    counts = np.bincount(cell.ravel(), weights=n)
    return bool((counts[counts > 0] >= least).all())
