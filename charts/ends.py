"""Labels at the ends of lines, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from charts import words
from charts.figure import Part, note
from charts.theme import TEXT_SIZE

_LINE = 18


class End(NamedTuple):
    """The last point of a line, with its label in lines and their colour."""

    x: float
    y: float
    label: tuple[str, ...]
    colour: str


def labels(ends: Sequence[End], pixels: float) -> list[Part]:
    """Notes right of the points, each as near to its point as the others allow.

    `pixels` is the height of one unit of y.
    """
    rising = sorted(ends, key=lambda end: end.y)
    wanted = [end.y * pixels for end in rising]
    heights = [_LINE * len(end.label) + 2.0 for end in rising]
    side = {"xanchor": "left", "yanchor": "middle", "align": "left", "xshift": 16}
    return [
        note(
            words.stacked(end.label),
            end.x,
            round(middle / pixels, 1),
            **side,
            font={"size": TEXT_SIZE, "color": end.colour},
        )
        for end, middle in zip(rising, apart(wanted, heights), strict=True)
    ]


def apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles of labels in rising order, as near to where they belong as their heights allow.

    Labels that meet form a block that is centred on where its members belong.
    """
    offsets = [0.0]
    for one, other in pairwise(heights):
        offsets.append(offsets[-1] + (one + other) / 2)
    blocks: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=False):
        blocks.append((place - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, n), (b, m) = blocks[-2:]
            blocks[-2:] = [((a * n + b * m) / (n + m), n + m)]
    starts = [start for start, size in blocks for _ in range(size)]
    return [start + offset for start, offset in zip(starts, offsets, strict=False)]
