"""Outlines of areas on paper: projected, scaled to pixels, with the place for each one's label."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ring = tuple[tuple[float, float], ...]
Areas = Mapping[str, tuple[Ring, ...]]

_GRID = 26  # points across and up that are tried for a label
_TRIED = 60  # of them, those with most room
_FLAT = 1.7  # labels are wider than high, so room to the sides counts more


class Outlines(NamedTuple):
    """Rings in pixels with y upwards, and the size of all. Whole numbers keep the figure small."""

    areas: Areas
    width: float
    height: float


class Spot(NamedTuple):
    """The middle of a label and the radius of the circle round it that is free, in pixels."""

    x: float
    y: float
    radius: float


def fit(areas: Areas, width: float, height: float) -> Outlines:
    """Longitudes and latitudes, equirectangular with the middle latitude true, as large as fits.

    A state is small enough for that: shapes are off by less than a pixel.
    """
    points = [point for rings in areas.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = min(width / ((east - west) * narrow), height / (north - south))

    def place(point: tuple[float, float]) -> tuple[float, float]:
        x, y = (point[0] - west) * narrow, point[1] - south
        return round(x * scale), round(y * scale)

    placed = {
        code: tuple(tuple(dict.fromkeys(map(place, ring))) for ring in rings)
        for code, rings in areas.items()
    }
    return Outlines(placed, (east - west) * narrow * scale, (north - south) * scale)


def path(rings: Sequence[Ring]) -> tuple[list[float | None], list[float | None]]:
    """x and y of closed rings as one line with gaps; rings too small to see are left out."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        if len(ring) < 3:
            continue
        xs += [*(x for x, _ in ring), ring[0][0], None]
        ys += [*(y for _, y in ring), ring[0][1], None]
    return xs[:-1], ys[:-1]


@lru_cache(maxsize=256)
def spots(rings: tuple[Ring, ...]) -> tuple[Spot, ...]:
    """Where a label may stand: points of a grid inside the area, the one with most room first."""
    largest = max(rings, key=lambda ring: np.ptp(np.array(ring), axis=0).prod())
    low, high = np.array(largest).min(axis=0), np.array(largest).max(axis=0)
    steps = (np.arange(_GRID) + 0.5) / _GRID
    xs, ys = np.meshgrid(low[0] + steps * (high[0] - low[0]), low[1] + steps * (high[1] - low[1]))
    tried = np.column_stack([xs.ravel(), ys.ravel()])
    tried = tried[inside(tried, rings)]
    if not len(tried):  # a sliver that no point of the grid meets
        tried = np.array([largest[0]], dtype=float)
    flat = distance(tried * [1, _FLAT], [tuple((x, y * _FLAT) for x, y in r) for r in rings])
    best = tried[np.argsort(-flat, kind="stable")[:_TRIED]]
    radii = distance(best, rings)
    places = zip(best.round(1).tolist(), radii.tolist(), strict=True)
    return tuple(Spot(x, y, radius) for (x, y), radius in places)


@lru_cache(maxsize=1024)
def room(rings: tuple[Ring, ...], width: float, height: float) -> Spot | None:
    """Where a box of pixels lies inside the area, its corners and sides do; None for nowhere."""
    half = np.array([width, height]) / 2
    frame = [(x, y) for x in (-1, -0.5, 0, 0.5, 1) for y in (-1, 1)] + [(-1, 0), (1, 0)]
    places = spots(rings)
    middles = np.array([(each.x, each.y) for each in places])
    points = (middles[:, None, :] + np.array(frame) * half).reshape(-1, 2)
    whole = inside(points, rings).reshape(len(places), len(frame)).all(axis=1)
    return places[int(np.argmax(whole))] if whole.any() else None


def inside(points: npt.NDArray[np.float64], rings: Sequence[Ring]) -> npt.NDArray[np.bool_]:
    """Which points (n x 2) lie inside: those with an odd number of borders to their right."""
    start, end = _edges(rings)
    x, y = points[:, :1], points[:, 1:]
    crosses = (start[:, 1] > y) != (end[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (y - start[:, 1]) / (end[:, 1] - start[:, 1])
        right = start[:, 0] + share * (end[:, 0] - start[:, 0]) > x
    odd = (crosses & right).sum(axis=1) % 2
    return np.asarray(odd == 1)


def distance(points: npt.NDArray[np.float64], rings: Sequence[Ring]) -> npt.NDArray[np.float64]:
    """The distance of each point (n x 2) to the nearest border."""
    start, end = _edges(rings)
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    from_start = points[:, None, :] - start
    share = ((from_start * along).sum(axis=2) / length).clip(0, 1)
    nearest = from_start - share[..., None] * along
    return np.asarray(np.sqrt((nearest**2).sum(axis=2)).min(axis=1))


def _edges(rings: Sequence[Ring]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    starts = [point for ring in rings for point in ring]
    ends = [point for ring in rings for point in (*ring[1:], ring[0])]
    return np.array(starts, dtype=float), np.array(ends, dtype=float)
