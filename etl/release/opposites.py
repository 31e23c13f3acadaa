"""Sets of few classes whose projections cancel, found by sorting instead of trying all."""

from __future__ import annotations

import numpy as np

from etl.release.atoms import Counts
from etl.release.sets import Bits, Index, Matrix

MOST_SINGLE = 4_000
"""So many classes with a single firm can be searched for sets of up to four: millions of pairs."""

_ZERO = 1e-9


def vanish(sums: Matrix) -> Bits:
    return np.asarray((np.abs(sums) < _ZERO).all(axis=1))


def opposites(rest: Matrix, size: Counts, most: int) -> list[Index]:
    """Two to four classes of at most `most` firms whose projections sum to 0.

    The first projections of sets of one and of two classes are sorted by size: then a set and its
    opposite stand side by side. Rounded to whole numbers each carries its place in its last bits,
    so that one sort gives both.
    """
    one = np.flatnonzero(size < most)
    if not len(one):
        return []
    one = one[np.argsort(size[one], kind="stable")]
    first = second = np.zeros(0, dtype=np.intp)
    if most > 2:
        first, second = _light(size[one], most)
    sums = np.concatenate([rest[one, 0], rest[one[first], 0] + rest[one[second], 0]])
    bits = len(sums).bit_length()
    step = max(np.abs(sums).max() / 2.0 ** (61 - bits), _ZERO / 8)
    order = np.sort((np.abs(sums) / step).astype(np.int64) << bits | np.arange(len(sums)))
    left, right = _alike((order >> bits) * step, _ZERO + step)
    if not len(left):
        return []
    place = order & ((1 << bits) - 1)
    sets = np.column_stack(
        [np.concatenate([one, one[first]]), np.concatenate([np.full(len(one), -1), one[second]])]
    )
    left, right = sets[place[left]], sets[place[right]]
    padded = np.vstack([rest, np.zeros(rest.shape[1])])  # -1 adds nothing
    together = padded[left].sum(axis=1) + padded[right].sum(axis=1)
    found: dict[tuple[int, ...], None] = {}
    for k in np.flatnonzero(vanish(together)):
        classes = [int(a) for a in (*left[k], *right[k]) if a >= 0]
        if len(set(classes)) == len(classes) and size[classes].sum() <= most:
            found[tuple(sorted(classes))] = None
    return [np.array(each) for each in found]


def _alike(values: Matrix, tolerance: float) -> tuple[Index, Index]:
    """The places of all pairs in a run of sorted values without a gap above the tolerance."""
    run = np.cumsum(np.diff(values, prepend=values[:1]) > tolerance)
    left, pairs = np.arange(len(run)), list[Index]()
    for apart in range(1, len(run)):
        left = left[left + apart < len(run)]
        left = left[run[left] == run[left + apart]]
        if not len(left):
            break
        pairs.append(np.stack([left, left + apart]))
    both = np.concatenate(pairs, axis=1) if pairs else np.zeros((2, 0), dtype=np.int64)
    return both[0], both[1]


def _light(size: Counts, most: int) -> tuple[Index, Index]:
    """All pairs of places, of classes sorted by size, that hold fewer than `most` firms."""
    ends = np.searchsorted(size, most - size)  # a partner from here on is too heavy
    partners = np.maximum(ends - np.arange(len(size)) - 1, 0)
    first = np.repeat(np.arange(len(size)), partners)
    starts = np.repeat(np.cumsum(partners) - partners, partners)
    return first, first + 1 + np.arange(len(first)) - starts
