"""Names moved apart along a line, each as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def spread(
    centres: Sequence[float], sizes: Sequence[float], low: float, high: float, gap: float
) -> list[float] | None:
    """Middles of names as near to `centres` (in rising order) as they go, `gap` apart, from `low`
    to `high`; None where they do not fit. Names that push each other share the way (pool adjacent
    violators).
    """
    offsets = [0.0]
    for before, after in pairwise(sizes):
        offsets.append(offsets[-1] + (before + after) / 2 + gap)
    first, last = low + sizes[0] / 2, high - sizes[-1] / 2 - offsets[-1]
    if first > last:
        return None
    pools: list[tuple[float, int]] = []
    for centre, offset in zip(centres, offsets, strict=True):
        mean, count = centre - offset, 1
        while pools and pools[-1][0] > mean:
            before_it, size = pools.pop()
            mean, count = (before_it * size + mean * count) / (size + count), size + count
        pools.append((mean, count))
    level = [mean for mean, count in pools for _ in range(count)]
    return [min(max(y, first), last) + o for y, o in zip(level, offsets, strict=True)]
