"""What visible sets leave open, when some of them are hidden and some firms do not count."""

from __future__ import annotations

import numpy as np
from scipy.linalg import cho_solve, pinvh

from etl.release.sets import Index, Matrix
from etl.release.system import System

_SINGULAR = 1e-6
_DEPENDENT = 1e4
_ABLE = 1e-6
_PASSES = 2  # as in `system`: what the ridge left, here of a direction already close


class NullSpace:
    """The null space of a system less hidden rows and empty classes, by what they change.

    A row less lets the null space grow by what only this row told; an empty class is a unit vector
    more in the row space.
    """

    def __init__(self, system: System, gone: Index, hidden: Index) -> None:
        self.system = system
        self.grown = self._grown(hidden)
        classes = system.matrix.shape[1]
        if len(gone) and system.projector is not None:
            null = system.projector[gone].T
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
        for _ in range(_PASSES):  # what the ridge left in it of the rows that stay
            inner = np.asarray(matrix @ grown)
            inner[hidden] = 0.0
            parts = cho_solve(gram, inner)
            parts -= solved @ (vectors @ (vectors.T @ parts[hidden] / values[:, None]))
            grown = grown - matrix.T @ parts
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
        projector = self.system.projector
        if projector is None or most < 2:
            return small
        share = min(most, 4) - 1
        told = self.null @ self.inverse
        square = projector.diagonal() + (self.grown**2).sum(axis=1) - (told * self.null).sum(axis=1)
        # what hidden rows and empty classes change is little for most classes
        reach = self._reach(self.grown, self.grown) + self._reach(told, self.null)
        able = small[(self.system.opposite - reach <= _ABLE - square / share)[small]]
        products = projector[np.ix_(able, able)] + self.grown[able] @ self.grown[able].T
        products -= told[able] @ self.null[able].T
        meets = (products <= _ABLE - square[able, None] / share).any(axis=1)
        return np.asarray(able[meets])

    @staticmethod
    def _reach(left: Matrix, right: Matrix) -> Matrix:
        """A bound of what the product of a row of one with any of the other can be."""
        bound: Matrix = np.sqrt((left**2).sum(axis=1) * (right**2).sum(axis=1).max(initial=0.0))
        return bound
