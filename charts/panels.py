"""How a heat map is laid out: which codes are rows, and over how many panels the columns go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from charts import words
from charts.rows import rows
from charts.theme import SMALL_SIZE

GAP = 0.25  # between the cells and the total, in columns
_LINES = 6  # of a head
_WIDEST = 160.0  # pixels of a column


class Side(NamedTuple):
    """Codes with the names they have as rows and the heads they have as columns; a total of them
    has the last name and head, if there is one.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    heads: tuple[str, ...]
    bold: tuple[bool, ...]
    total: str = ""


class Plan(NamedTuple):
    """A layout: whether rows and columns have changed places, the columns of each panel (places
    among the columns' codes, the total one beyond the last), the width of a column in pixels.
    """

    transposed: bool
    panels: tuple[tuple[int, ...], ...]
    column: float


def plan(down: Side, across: Side, *, cell: int, number: float, narrow: bool, width: int) -> Plan:
    """The layout in which all heads are legible: as asked for, else transposed, else in panels one
    under the other, whichever way is shorter.

    `cell` is the height of a cell, `number` the width of the widest number.
    """
    found = []
    for rows_, columns, transposed in ((down, across, False), (across, down, True)):
        names = [*rows_.names, *([rows_.total] if rows_.total else [])]
        lines = rows(names, mark=cell, narrow=narrow, width=width)
        plot = width - lines.left - 4
        panels, column = _panels(columns, plot, number)
        if len(panels) == 1:
            return Plan(transposed, panels, column)
        found.append((len(panels) * (lines.height + 60), Plan(transposed, panels, column)))
    return min(found, key=lambda each: each[0])[1]


def _panels(columns: Side, plot: float, number: float) -> tuple[tuple[tuple[int, ...], ...], float]:
    """The fewest panels in which heads and numbers fit, the columns spread evenly over them."""
    heads = [*columns.heads, *([columns.total] if columns.total else [])]
    gap = GAP if columns.total else 0.0
    for count in range(1, len(heads) + 1):
        most = math.ceil(len(heads) / count)
        column = min(plot / (most + gap), _WIDEST)
        if column >= number + 6 and all(
            words.fits(head, column - 4, SMALL_SIZE, _LINES) for head in heads
        ):
            break
    starts = [round(i * len(heads) / count) for i in range(count + 1)]
    return tuple(tuple(range(a, b)) for a, b in pairwise(starts)), column


def centres(panel: Sequence[int], total: int) -> list[float]:
    """The middles of a panel's columns; the column at place `total` stands apart."""
    return [i + (GAP if place == total and i else 0.0) for i, place in enumerate(panel)]
