"""What follows from the sets that were told: exact linear algebra modulo a prime.

A set can be worked out if its indicator is a linear combination of those that were told, that is,
if it is orthogonal to every vector that they are orthogonal to. Such vectors are made at random by
elimination; a set of firms whose entries sum to 0 in two of them is worked out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt

PRIME = 2**31 - 1
Bits = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def isolated(told: Bits, least: int) -> Iterator[tuple[int, ...]]:
    """Groups of 1 to `least` - 1 firms that can be worked out; `told` is sets x firms.

    Firms that lie in the same sets cannot be told apart and count as one.
    """
    inside = told.any(axis=0)
    columns, first, of = np.unique(told[:, inside], axis=1, return_index=True, return_inverse=True)
    firms = np.bincount(of.ravel())
    small = np.flatnonzero(firms < least)
    null = _null_vectors(columns.astype(np.int64))[:, small]
    numbers = np.flatnonzero(inside)[first][small]
    for classes in _sum_to_zero(null, firms[small], least - 1):
        yield tuple(sorted(int(numbers[each]) for each in classes))


def _null_vectors(matrix: Ints, count: int = 2) -> Ints:
    """Random vectors (count x columns) that are orthogonal to every row, modulo PRIME."""
    rows, pivots = matrix % PRIME, list[int]()
    at = 0
    for column in range(rows.shape[1]):
        nonzero = np.flatnonzero(rows[at:, column])
        if not len(nonzero):
            continue
        chosen = at + nonzero[0]
        rows[[at, chosen]] = rows[[chosen, at]]
        rows[at] = rows[at] * pow(int(rows[at, column]), -1, PRIME) % PRIME
        others = at + 1 + np.flatnonzero(rows[at + 1 :, column])
        factor = rows[others, column]
        there = np.flatnonzero(rows[at])
        rows[np.ix_(others, there)] = (
            rows[np.ix_(others, there)] - factor[:, None] * rows[at, there] % PRIME
        ) % PRIME
        pivots.append(column)
        at += 1
        if at == len(rows):
            break
    null = np.random.default_rng(7).integers(0, PRIME, (count, rows.shape[1]))
    for row, column in reversed(list(enumerate(pivots))):
        null[:, column] = 0
        products = rows[row] * null % PRIME
        null[:, column] = -products.sum(axis=1) % PRIME
    return null


def _sum_to_zero(null: Ints, firms: Ints, most: int) -> Iterator[tuple[int, ...]]:
    """Sets of one to four classes of at most `most` firms whose entries sum to 0."""
    key = null[0] * PRIME + null[1]
    wanted = (-null[0] % PRIME) * PRIME + -null[1] % PRIME
    for one in np.flatnonzero(key == 0):
        yield (int(one),)
    alone = np.flatnonzero((firms < most) & (key != 0))
    i, j = np.triu_indices(len(alone), 1)
    i, j = alone[i], alone[j]
    light = firms[i] + firms[j] <= most
    i, j = i[light], j[light]
    first, second = (null[0][i] + null[0][j]) % PRIME, (null[1][i] + null[1][j]) % PRIME
    pair = first * PRIME + second
    for at in np.flatnonzero(pair == 0):
        yield int(i[at]), int(j[at])
    needed = (-first % PRIME) * PRIME + -second % PRIME
    for at in np.flatnonzero(np.isin(pair, wanted[alone])):
        for third in alone[wanted[alone] == pair[at]]:
            union = {int(i[at]), int(j[at]), int(third)}
            if len(union) == 3 and firms[list(union)].sum() <= most:
                yield tuple(sorted(union))
    meeting = np.flatnonzero(np.isin(pair, needed) & (pair != 0))
    for a, b in combinations(meeting, 2):
        union = {int(i[a]), int(j[a]), int(i[b]), int(j[b])}
        if pair[a] == needed[b] and len(union) == 4 and firms[list(union)].sum() <= most:
            yield tuple(sorted(union))
