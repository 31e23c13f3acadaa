"""Whether all visible sets together allow to derive a small one: linear algebra over the atoms.

Every table may be safe and all of them together not: three visible two-way tables tell the sum of
two opposite corners of their cube. A set S can be derived if its indicator lies in the row space
of the visible sets' indicators, that is, if the rows of S in a basis of the null space sum to 0.
Instead of the basis a few random vectors are projected onto the null space: sums that vanish for
these vanish for all, but for a probability of nothing. A set of fewer than min_n firms has fewer
than min_n members, so for min_n up to 5 sets of one to four classes are all there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve
from scipy.linalg.lapack import dpotri

from etl.release.atoms import Counts
from etl.release.nullspace import NullSpace
from etl.release.opposites import opposites, vanish
from etl.release.sets import Bits, Index, Matrix
from etl.release.system import System, factor

_LEAST_SPARE = 1e-9


@dataclass(frozen=True)
class Found:
    """Firms that can be derived, by the visible sets that take part in the smallest combination.

    gain
        How far hiding a set goes towards the end of the derivation, from 0 to 1. What other sets
        tell as well gains nothing.
    """

    parts: Index
    gain: Matrix


def find(system: System, n: Counts, shown: Bits, least: int, protected: Bits) -> list[Found]:
    """What can be derived of fewer than `least` of the `n` firms, or is a `protected` set.

    `shown` may be fewer than the system has. Sets of more classes are looked for only where there
    are none of fewer. Who knows that nobody of an atom is counted has more to go by.
    """
    size = system.size(n)
    small = np.flatnonzero((size > 0) & (size < least))
    if not len(small) and not protected.any():
        return []
    gone, hidden = np.flatnonzero(size == 0), system.hidden(shown)
    null = NullSpace(system, gone, hidden)
    rest = null.rest
    found = [np.array([a]) for a in small[vanish(rest[small])]]
    if protected.any():
        inside = system.classes(n, protected)
        found += [inside[[i]].indices for i in np.flatnonzero(vanish(inside @ rest)).tolist()]
    if not found:
        small = null.able_to_cancel(small, least - 1)
        found = [small[each] for each in opposites(rest[small], size[small], least - 1)]
    return _taking_part(system, found, gone, hidden, shown) if found else []


def _taking_part(
    system: System, found: list[Index], gone: Index, hidden: Index, shown: Bits
) -> list[Found]:
    """The visible sets in the smallest combination that gives each.

    Without row k the square of its norm grows by x²ₖ / (1 - hₖ) with the leverage h: beyond
    all bounds for a row that tells what no other does.
    """
    keep = np.setdiff1d(np.arange(system.matrix.shape[1]), gone)
    rows = np.setdiff1d(np.arange(system.matrix.shape[0]), hidden)
    matrix = system.matrix[rows][:, keep]
    wanted = np.zeros((len(keep), len(found)))
    for i, classes in enumerate(found):
        wanted[np.searchsorted(keep, classes), i] = 1.0
    gram, ridge = factor(matrix)
    parts = cho_solve(gram, np.asarray(matrix @ wanted))
    inverse, _ = dpotri(gram[0], lower=gram[1])
    beside = np.clip(ridge * inverse.diagonal(), _LEAST_SPARE, None)  # 1 - leverage
    growth = parts**2 / beside[:, None] / (parts**2).sum(axis=0)
    visible = np.flatnonzero(shown)
    place = np.searchsorted(rows, system.row_of[visible])
    taking = np.abs(parts) > np.abs(parts).max(axis=0) * 1e-3
    return [
        Found(visible[part[place]], (grown / (1 + grown))[place[part[place]]])
        for part, grown in zip(taking.T, growth.T, strict=True)
    ]
