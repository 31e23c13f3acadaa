"""How a heat map is laid out: which codes are rows, and over how many panels the columns go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from charts import words
from charts.room import small, smallest_heads
from charts.rows import rows

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
    among the columns' codes, the total one beyond the last), the width of a column and the size
    of the heads in pixels.
    """

    transposed: bool
    panels: tuple[tuple[int, ...], ...]
    column: float
    size: float


def plan(down: Side, across: Side, *, cell: int, number: float, narrow: bool, width: int) -> Plan:
    """The layout in which all heads are legible: as asked for, else transposed, else in panels one
    under the other, whichever way is shorter.

    `cell` is the height of a cell, `number` the width of the widest number.
    """
    split: list[tuple[int, Plan]] = []
    for side, columns, transposed in ((down, across, False), (across, down, True)):
        names = [*side.names, *([side.total] if side.total else [])]
        lines = rows(names, mark=cell, narrow=narrow, width=width, bold=side.bold)
        heads = [*columns.heads, *([columns.total] if columns.total else [])]
        for panels in range(1, len(heads) + 1):
            most = math.ceil(len(heads) / panels) + (GAP if columns.total else 0.0)
            column = min((width - lines.left - 4) / most, _WIDEST)
            size = _size(heads, column) if column >= number + 6 else None
            if size or panels == len(heads):
                parts = _parts(len(heads), panels)
                layout = Plan(transposed, parts, column, size or _sizes()[-1])
                break
        if panels == 1 and size:
            return layout
        split.append((panels * (lines.height + 60), layout))
    return min(split, key=lambda each: each[0])[1]


def _sizes() -> tuple[float, float]:
    """The sizes that heads may have, the larger one first."""
    return small(), smallest_heads()


def _size(heads: Sequence[str], column: float) -> float | None:
    """The largest size in which all heads fit a column; None if none does."""
    fitting = (s for s in _sizes() if all(words.fits(h, column - 4, s, _LINES) for h in heads))
    return next(fitting, None)


def _parts(count: int, panels: int) -> tuple[tuple[int, ...], ...]:
    """Places spread evenly over panels, the larger ones first."""
    starts = [math.ceil(i * count / panels) for i in range(panels + 1)]
    return tuple(tuple(range(a, b)) for a, b in pairwise(starts))


def centres(panel: Sequence[int], total: int) -> list[float]:
    """The middles of a panel's columns; the column at place `total` stands apart."""
    return [i + (GAP if place == total and i else 0.0) for i, place in enumerate(panel)]
