"""The Digital Intensity Index as points: from Eurostat's own file where it is loaded, else as
shipped. Version, region, size of the firms and year stay with every point.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from survey.benchmark import PublishedBenchmark
from survey.comparability import Point
from survey.facts import Intensity, Sizes

DATASET = "isoc_e_dii"
GEOS = ("DE", "EU27_2020")
SIZES = ("10-49", "50-249", "GE250")
_AT_LEAST_BASIC = "_GELO"


class Series(NamedTuple):
    """The points of all versions, and where they come from."""

    points: tuple[Point, ...]
    loaded: bool  # from the producer's own file

    @property
    def id(self) -> str:
        """What a cache tells it by."""
        return f"{DATASET}-{hash(self)}"


def intensity(shipped: Iterable[Intensity], published: PublishedBenchmark | None) -> Series:
    """The share of firms with at least basic intensity, of `GEOS` by `SIZES`."""
    if published is not None and (points := _published(published)):
        return Series(points, True)
    return Series(tuple(_shipped(shipped)), False)


def _published(benchmark: PublishedBenchmark) -> tuple[Point, ...]:
    table = benchmark.figures
    wanted = (
        table["indicator"].str.endswith(_AT_LEAST_BASIC)
        & table["geo"].isin(GEOS)
        & table["size"].isin(SIZES)
        & (table["unit"] == "PC_ENT")
    )
    rows = table.loc[wanted, ["instrument", "geo", "size", "period", "value", "flag"]]
    return tuple(
        Point(instrument, geo, size, period, None if math.isnan(value) else value, flag)
        for instrument, geo, size, period, value, flag in rows.to_numpy().tolist()
    )


def _shipped(intensities: Iterable[Intensity]) -> Iterable[Point]:
    for each in intensities:
        for figure in each.figures:
            size = _code(figure.size)
            if figure.geo in GEOS and size in SIZES:
                yield Point(each.version, figure.geo, size, figure.year, figure.value)


def _code(sizes: Sizes) -> str:
    """Eurostat's code of a size class."""
    return f"GE{sizes.from_}" if sizes.to is None else f"{sizes.from_}-{sizes.to}"
