"""Rings of points: their direction, and areas merged along their common borders."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

Point = tuple[float, float]
Ring = tuple[Point, ...]


def signed_area(ring: Ring) -> float:
    """The area inside, negative for a ring that runs with the clock (shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0]))) / 2


def turned(ring: Ring, *, against_the_clock: bool) -> Ring:
    """The ring in this direction."""
    return ring if (signed_area(ring) > 0) == against_the_clock else ring[::-1]


def merge(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """The rings round all areas together. Outer rings run against the clock, holes with it.

    Neighbours run along their common border in opposite directions, so what occurs both ways is
    inside; the remaining edges are joined to rings again.
    """
    edges = {edge for ring in rings for edge in pairwise((*ring, ring[0]))}
    following: dict[Point, list[Point]] = {}
    for start, end in edges:
        if (end, start) not in edges:
            following.setdefault(start, []).append(end)
    found = []
    while following:
        first = min(following)  # the order of a set is not that of another run
        ring, point = [], first
        while point in following:
            ring.append(point)
            ends = following[point]
            ends.sort()
            step = ends.pop()
            if not ends:
                del following[point]
            point = step
        found.append(tuple(ring))
    return tuple(found)
