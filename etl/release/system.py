"""Visible sets as a linear system over the firms that can be told apart."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from etl.release.atoms import Counts
from etl.release.sets import Bits, Index, Matrix, Sets

_MOST_PROJECTED = 2_500
_PROJECTIONS = 3
_PASSES = 3  # each removes what the ridge left of the row space, by some six digits
_RIDGE = 1e-9
_FEW = 60


class System:
    """Visible sets over the atoms of one wave.

    Atoms that lie in the same visible sets cannot be told apart: they are one class. Sets of the
    same firms (a section that is a group by itself) are one row.
    """

    def __init__(self, sets: Sets, n: Counts, shown: Bits, *, for_many: bool = False) -> None:
        self.sets, self.atoms = sets, np.flatnonzero(n)
        self._for_many = for_many  # variables: then it pays to have the whole projector
        inside = sets.stacked[:, self.atoms]
        self.row_of = np.full(len(sets) + 1, -1)  # the last one for atoms that lie in no set
        self.row_of[:-1][shown] = np.unique(sets.alike(n)[shown], return_inverse=True)[1].ravel()
        row = self.row_of[inside]
        rows = int(self.row_of.max()) + 1
        marks = np.append(np.random.default_rng(1).integers(1, 2**62, rows), 0)
        _, first, of = np.unique(marks[row].sum(axis=0), return_index=True, return_inverse=True)
        self.of = of.ravel()
        row = row[:, first]
        column = np.broadcast_to(np.arange(len(first)), row.shape)
        there = row >= 0
        shape = (rows, len(first))
        self.matrix = csr_matrix((np.ones(int(there.sum())), (row[there], column[there])), shape)
        self.matrix.data[:] = 1.0  # sets of the same firms were added up

    def fits(self, n: Counts, shown: Bits) -> bool:
        """Whether it pays to ask this system, of more sets and firms, about fewer of both."""
        gone = np.count_nonzero(self.size(n) == 0)
        hidden = len(self.hidden(shown))
        few = max(_FEW, self.matrix.shape[1] // 8)
        return bool((self.row_of[:-1][shown] >= 0).all() and gone <= few and hidden <= _FEW)

    def size(self, n: Counts) -> Counts:
        """How many of the `n` firms are in each class."""
        size = np.bincount(self.of, weights=n[self.atoms], minlength=self.matrix.shape[1])
        return size.astype(np.int64)

    def hidden(self, shown: Bits) -> Index:
        """The rows of which no set is shown any more."""
        visible = np.zeros(self.matrix.shape[0], dtype=bool)
        visible[self.row_of[:-1][shown]] = True
        return np.flatnonzero(~visible)

    def classes(self, n: Counts, chosen: Bits) -> csr_matrix:
        """The chosen sets that consist of whole classes, over the classes (0 or 1)."""
        inside, counted = self.sets.stacked[:, self.atoms], n[self.atoms] > 0
        table, atom = np.nonzero((inside >= 0) & chosen[inside] & counted)
        cells = (np.ones(len(table)), (inside[table, atom], self.of[atom]))
        held = csr_matrix(cells, (len(self.sets), self.matrix.shape[1]))
        atoms = np.bincount(self.of[counted], minlength=held.shape[1])
        number = held.sum(axis=1).A1
        held.data[:] = 1.0
        whole = np.flatnonzero((number > 0) & (held @ atoms == number))
        chosen_sets: csr_matrix = held[whole]
        return chosen_sets

    @cached_property
    def gram(self) -> tuple[Matrix, bool]:
        """M Mᵀ, factored."""
        return factor(self.matrix)[0]

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

    @cached_property
    def opposite(self) -> Matrix:
        """Each class's smallest product with another under the projector."""
        if self.projector is None:
            return np.zeros(0)
        products = self.projector.copy()
        np.fill_diagonal(products, 0.0)
        smallest: Matrix = products.min(axis=1, initial=0.0)
        return smallest

    def project(self, vectors: Matrix) -> Matrix:
        """Vectors less their part in the row space."""
        for _ in range(_PASSES):
            solved = cho_solve(self.gram, np.asarray(self.matrix @ vectors))
            vectors = vectors - np.asarray(self.matrix.T @ solved)
        return vectors


def factor(matrix: csr_matrix) -> tuple[tuple[Matrix, bool], float]:
    """M Mᵀ to solve with, and the small ridge on it for the rows that follow from others."""
    gram = (matrix @ matrix.T).toarray()
    ridge = _RIDGE * max(np.trace(gram) / max(len(gram), 1), 1.0)
    gram[np.diag_indices(len(gram))] += ridge
    made: tuple[Matrix, bool] = cho_factor(gram, overwrite_a=True, check_finite=False)
    return made, ridge
