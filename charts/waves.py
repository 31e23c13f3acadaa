"""The axis of waves: places that keep the distance of years, labels that all fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from charts import words
from charts.figure import Part
from charts.room import small
from charts.theme import Theme

_LINE = 16
_YEAR = re.compile(r"^((?:19|20)\d\d)\b|\b((?:19|20)\d\d)$")


def places(waves: Sequence[str]) -> list[float]:
    """Waves that begin with a year stand at their year, others one apart."""
    years = [wave[:4] for wave in waves]
    if all(len(y) == 4 and y.isdecimal() for y in years) and len(set(years)) == len(years):
        return [float(year) for year in years]
    return [float(i) for i in range(len(waves))]


def labels(
    names: Sequence[str], at: Sequence[float], pixels: float, outside: tuple[float, float]
) -> list[tuple[str, ...]]:
    """The names of all waves in lines; `pixels` is the width of one unit of their places, and
    `outside` what is free left of the first and right of the last.

    Where one does not fit they are cut to their years, else wrapped; what is too wide even then
    stands on two levels.
    """
    between = min((b - a for a, b in pairwise(at)), default=100.0) * pixels - 8
    room = min(between, 2 * min(outside))
    blocks: list[tuple[str, ...]] = [(name,) for name in names]
    if words.widest(blocks, small()) <= room:
        return blocks
    found = [_YEAR.search(name) for name in names]
    years = [match[0] for match in found if match]
    if len(set(years)) == len(names):
        blocks = [(year,) for year in years]
    else:
        blocks = [words.wrap(name, max(room, 30), small()) for name in names]
    if words.widest(blocks, small()) > between:
        return [block if i % 2 == 0 else ("", *block) for i, block in enumerate(blocks)]
    return blocks


def axis(
    blocks: Sequence[tuple[str, ...]], at: Sequence[float], ends: tuple[float, float], theme: Theme
) -> tuple[Part, int]:
    """The axis from one end to the other, and its height in pixels."""
    depth = _LINE * max(map(len, blocks)) + 8
    return {
        "range": [round(end, 4) for end in ends],
        "tickmode": "array",
        "tickvals": list(at),
        "ticktext": [words.stacked(block) for block in blocks],
        "tickangle": 0,
        "showgrid": False,
        "showline": True,
        "linecolor": theme.edge,
    }, depth
