"""The panels of a heat map, one under the other: their rows, cells and heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from charts import words
from charts.cells import Cell
from charts.figure import Part, note
from charts.panels import Plan, Side, centres
from charts.rows import LINE, Rows, rows
from charts.theme import Theme
from charts.values import HIDDEN, Value

_APART = 8  # pixels above the row of the total
_BETWEEN = 20  # pixels between two panels


class Grid(NamedTuple):
    """Rows of all panels, cells and their height, the heads and how high those on top are."""

    lines: Rows
    cells: list[Cell]
    height: float
    heads: list[Part]
    depth: int


def grid(
    plan: Plan,
    down: Side,
    across: Side,
    found: Mapping[tuple[str, str], Value],
    *,
    cell: int,
    narrow: bool,
    width: int,
    theme: Theme,
) -> Grid:
    """Everything at its place. `found` has the values by their codes, totals with the code ""."""
    side, columns = (across, down) if plan.transposed else (down, across)
    names = [*side.names, *([side.total] if side.total else [])]
    lines = rows(names, mark=cell, narrow=narrow, width=width, bold=side.bold)
    if side.total:
        lines = _total_apart(lines)
    codes = [*side.codes, *([""] if side.total else [])]
    heads = [*columns.heads, *([columns.total] if columns.total else [])]
    bold = (*columns.bold, False)
    made: list[Cell] = []
    notes: list[Part] = []
    tops: list[float] = []
    depths: list[int] = []
    top, above = 0.0, 4 if narrow else 0
    for panel in plan.panels:
        blocks = [words.wrap(heads[i], plan.column - 4, plan.size) for i in panel]
        depths.append(LINE * max(map(len, blocks)) + 4 + above)
        top += depths[-1] + _BETWEEN if tops else 0.0
        tops.append(top)
        xs = centres(panel, len(columns.codes))
        for x, i, block in zip(xs, panel, blocks, strict=True):
            text = words.stacked(block)
            text = f"<b>{text}</b>" if bold[i] else text
            font = {"size": plan.size, "color": theme.ink if bold[i] else theme.muted}
            notes.append(note(text, x, top, yanchor="bottom", yshift=above, font=font))
            column = columns.codes[i] if i < len(columns.codes) else ""
            for code, y in zip(codes, lines.places, strict=True):
                key = (column, code) if plan.transposed else (code, column)
                value = found.get(key, HIDDEN)._replace(codes=key)
                made.append(Cell(x + 0.5, round(y + top, 1), value, heads[i]))
        top += lines.height
    height = 30.0 if narrow else min(b - a for a, b in _edges(lines.places, lines.height))
    return Grid(_repeated(lines, tops), made, height, notes, depths[0])


def _total_apart(lines: Rows) -> Rows:
    """The last row a little lower than it would be."""
    return replace(
        lines,
        name_places=(*lines.name_places[:-1], *(y + _APART for y in lines.name_places[-1:])),
        places=(*lines.places[:-1], lines.places[-1] + _APART),
        height=lines.height + _APART,
    )


def _repeated(lines: Rows, tops: Sequence[float]) -> Rows:
    """The same rows in each panel."""
    return replace(
        lines,
        names=lines.names * len(tops),
        name_places=tuple(y + top for top in tops for y in lines.name_places),
        places=tuple(y + top for top in tops for y in lines.places),
        height=round(tops[-1]) + lines.height,
    )


def _edges(places: Sequence[float], height: float) -> list[tuple[float, float]]:
    """The upper and lower ends of rows that touch each other."""
    ends = [0.0, *((a + b) / 2 for a, b in pairwise(places)), height]
    return list(pairwise(ends))
