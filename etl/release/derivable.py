"""Whether all visible sets together allow to derive a small one: linear algebra over the atoms.

Every table may be safe and all of them together not: three visible two-way tables tell the sum of
two opposite corners of their cube. A set S can be derived if its indicator lies in the row space
of the visible sets' indicators, that is, if the rows of S in a basis of the null space sum to 0.
Instead of the basis a few random vectors are projected onto the null space: sums that vanish for
these vanish for all, but for a probability of nothing. A set of fewer than min_n firms has fewer
than min_n members, so for min_n up to 5 sets of one to four classes are all there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve, pinvh
from scipy.sparse import csr_matrix

from etl.release.atoms import Counts
from etl.release.sets import Bits

Matrix = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]

MOST_FOR_FOUR = 2_000
"""Beyond so many classes with a single firm, sets of more than two are no longer looked for."""

_MOST_PROJECTED = 2_500
_PROJECTIONS = 3
_PASSES = 3  # each removes what the ridge left of the row space, by some six digits
_RIDGE = 1e-9
_SINGULAR = 1e-6
_DEPENDENT = 1e4
_FEW = 60
_ZERO = 1e-9


@dataclass(frozen=True)
class Found:
    """A set that can be derived: the visible sets that take part, with and without a part of it."""

    holding: Index
    others: Index


class System:
    """Visible sets over the atoms of one wave.

    Atoms that lie in the same visible sets cannot be told apart: they are one class.
    """

    def __init__(self, member: Index, atoms: Index, shown: Bits, *, for_many: bool = False) -> None:
        self.atoms = atoms
        self._for_many = for_many  # variables: then it pays to have the whole projector
        inside = member[:, atoms]
        inside = np.where((inside >= 0) & shown[inside], inside, -1)
        marks = np.random.default_rng(1).integers(1, 2**62, len(shown) + 1)
        marks[-1] = 0
        _, first, of = np.unique(marks[inside].sum(axis=0), return_index=True, return_inverse=True)
        self.of = of.ravel()
        self.rows = np.flatnonzero(shown)
        number = np.full(len(shown) + 1, -1)
        number[self.rows] = np.arange(len(self.rows))
        row = number[inside[:, first]]
        column = np.broadcast_to(np.arange(len(first)), row.shape)
        there = row >= 0
        shape = (len(self.rows), len(first))
        self.matrix = csr_matrix((np.ones(int(there.sum())), (row[there], column[there])), shape)

    def fits(self, n: Counts, shown: Bits) -> bool:
        """Whether it pays to ask this system, of more sets and firms, about fewer of both."""
        gone = np.count_nonzero(self._size(n) == 0)
        hidden = np.count_nonzero(~shown[self.rows])
        few = max(_FEW, self.matrix.shape[1] // 8)
        return bool(shown.sum() + hidden == len(self.rows) and gone <= few and hidden <= _FEW)

    def find(
        self, n: Counts, shown: Bits, least: int, protected: Sequence[Bits] = ()
    ) -> list[Found]:
        """What can be derived of fewer than `least` of the `n` firms, or is `protected` (atoms).

        `shown` may be fewer than the system has. Sets of
        more classes are looked for only where there are none of fewer. Who knows that nobody of an
        atom is counted has more to go by.
        """
        size = self._size(n)
        small = np.flatnonzero((size > 0) & (size < least))
        if not len(small) and not protected:
            return []
        gone, hidden = np.flatnonzero(size == 0), np.flatnonzero(~shown[self.rows])
        null = _Null(self, gone, hidden)
        rest = null.rest
        found = [np.array([a]) for a in small[(np.abs(rest[small]) < _ZERO).all(axis=1)]]
        for each in protected:
            inside = each[self.atoms] & (n[self.atoms] > 0)
            classes = np.unique(self.of[inside])
            closed = (np.isin(self.of, classes) & (n[self.atoms] > 0)).sum() == inside.sum()
            if inside.any() and closed and (np.abs(rest[classes].sum(axis=0)) < _ZERO).all():
                found.append(classes)
        if not found:
            small = null.able_to_cancel(small, least - 1)
            found = [small[each] for each in _opposites(rest[small], size[small], least - 1)]
        return self._taking_part(found, gone, hidden) if found else []

    def _size(self, n: Counts) -> Counts:
        size = np.bincount(self.of, weights=n[self.atoms], minlength=self.matrix.shape[1])
        return size.astype(np.int64)

    def _taking_part(self, found: list[Index], gone: Index, hidden: Index) -> list[Found]:
        """The visible sets in the smallest combination that gives each."""
        keep = np.setdiff1d(np.arange(self.matrix.shape[1]), gone)
        rows = np.setdiff1d(np.arange(self.matrix.shape[0]), hidden)
        matrix = self.matrix[rows][:, keep]
        wanted = np.zeros((len(keep), len(found)))
        for i, classes in enumerate(found):
            wanted[np.searchsorted(keep, classes), i] = 1.0
        holding = np.asarray(matrix @ wanted)
        parts = np.abs(cho_solve(_factor(matrix), holding))
        taking = parts > parts.max(axis=0) * 1e-3
        return [
            Found(self.rows[rows[part & (held > 0)]], self.rows[rows[part & (held == 0)]])
            for part, held in zip(taking.T, holding.T, strict=True)
        ]

    @cached_property
    def gram(self) -> tuple[Matrix, bool]:
        """M Mᵀ, factored."""
        return _factor(self.matrix)

    @cached_property
    def random(self) -> Matrix:
        """Random vectors (classes x projections)."""
        return np.random.default_rng(2).normal(size=(self.matrix.shape[1], _PROJECTIONS))

    @cached_property
    def rest(self) -> Matrix:
        """The same less their part in the row space."""
        return self.project(self.random)

    @cached_property
    def projector(self) -> Matrix | None:
        """The projector onto the null space (classes x classes), where it is worth its price."""
        classes = self.matrix.shape[1]
        if not self._for_many or classes > _MOST_PROJECTED:
            return None
        return self.project(np.eye(classes))

    def project(self, vectors: Matrix) -> Matrix:
        """Vectors less their part in the row space."""
        for _ in range(_PASSES):
            solved = cho_solve(self.gram, np.asarray(self.matrix @ vectors))
            vectors = vectors - np.asarray(self.matrix.T @ solved)
        return vectors


class _Null:
    """The null space of a system less hidden rows and empty classes, by what they change.

    A row less lets the null space grow by what only this row told; an empty class is a unit vector
    more in the row space.
    """

    def __init__(self, system: System, gone: Index, hidden: Index) -> None:
        self.system = system
        self.grown = self._grown(hidden)
        classes = system.matrix.shape[1]
        if len(gone) and system.projector is not None:
            null = system.projector[:, gone]
        else:
            units = np.zeros((classes, len(gone)))
            units[gone, np.arange(len(gone))] = 1.0
            null = system.project(units) if len(gone) else units
        self.gone = gone
        self.null = null + self.grown @ self.grown[gone].T
        self.inverse = pinvh(self.null[gone], rtol=_SINGULAR) if len(gone) else np.zeros((0, 0))

    def _grown(self, hidden: Index) -> Matrix:
        """Orthonormal directions in the row space that no row but the hidden ones tells."""
        matrix, gram = self.system.matrix, self.system.gram
        if not len(hidden):
            return np.zeros((matrix.shape[1], 0))
        units = np.zeros((matrix.shape[0], len(hidden)))
        units[hidden, np.arange(len(hidden))] = 1.0
        solved = cho_solve(gram, units)
        values, vectors = np.linalg.eigh(solved[hidden])
        told = values < _DEPENDENT  # else other rows tell the same
        grown = matrix.T @ (solved @ (vectors[:, told] / np.sqrt(values[told])))
        return np.asarray(np.linalg.qr(grown)[0])

    @property
    def rest(self) -> Matrix:
        """The projections of the system's random vectors."""
        rest = self.system.rest + self.grown @ (self.grown.T @ self.system.random)
        for _ in range(2 if len(self.gone) else 0):
            rest = rest - self.null @ (self.inverse @ rest[self.gone])
        return np.asarray(rest)

    def able_to_cancel(self, small: Index, most: int) -> Index:
        """The classes that some other can help to cancel, in a set of up to four.

        The rows of a set that sum to 0 sum to 0 with each of them: one of the others has at least
        a third of its square, with the opposite sign.
        """
        if self.system.projector is None or most < 2:
            return small
        products = self.system.projector[np.ix_(small, small)]
        products += self.grown[small] @ self.grown[small].T
        products -= self.null[small] @ self.inverse @ self.null[small].T
        needed = products.diagonal().copy() / (min(most, 4) - 1)
        return small[(products <= 1e-6 - needed[:, None]).any(axis=1)]


def _factor(matrix: csr_matrix) -> tuple[Matrix, bool]:
    """M Mᵀ to solve with; a small ridge stands for the rows that follow from others."""
    gram = (matrix @ matrix.T).toarray()
    gram[np.diag_indices(len(gram))] += _RIDGE * max(np.trace(gram) / max(len(gram), 1), 1.0)
    factor: tuple[Matrix, bool] = cho_factor(gram, overwrite_a=True, check_finite=False)
    return factor


def _opposites(rest: Matrix, size: Counts, most: int) -> list[Index]:
    """Two to four classes of at most `most` firms whose projections sum to 0.

    The first projections of sets of one and of two classes are sorted by size: then a set and its
    opposite stand side by side.
    """
    one = np.flatnonzero(size < most)
    sums = rest[one, 0]
    light = np.zeros((len(one), len(one)), dtype=bool)
    if most > 2 and np.count_nonzero(size == 1) <= MOST_FOR_FOUR:
        firms = size[one].astype(np.int16)
        light = np.triu(np.add.outer(firms, firms) < most, 1)
        sums = np.concatenate([sums, np.add.outer(sums, sums)[light]])
    near = np.sort(np.abs(sums))
    if not (near[1:] - near[:-1] < _ZERO).any():
        return []
    first, second = np.nonzero(light)
    sets = np.column_stack(
        [np.concatenate([one, one[first]]), np.concatenate([np.full(len(one), -1), one[second]])]
    )
    order = np.argsort(np.abs(sums))
    beside = np.flatnonzero(np.diff(np.abs(sums[order])) < _ZERO)
    left, right = sets[order[beside]], sets[order[beside + 1]]
    padded = np.vstack([rest, np.zeros(rest.shape[1])])  # -1 adds nothing
    together = padded[left].sum(axis=1) + padded[right].sum(axis=1)
    found: dict[tuple[int, ...], None] = {}
    for k in np.flatnonzero((np.abs(together) < _ZERO).all(axis=1)):
        classes = [int(a) for a in (*left[k], *right[k]) if a >= 0]
        if len(set(classes)) == len(classes) and size[classes].sum() <= most:
            found[tuple(sorted(classes))] = None
    return [np.array(each) for each in found]
