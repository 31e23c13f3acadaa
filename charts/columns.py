"""Columns of printed values at the right of the rows, each under its head.

Beside the plot a column is the text of an axis of its own; on a phone its texts stand above the
marks, in the line of the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from charts import words
from charts.figure import Part, note
from charts.room import small, smallest
from charts.theme import Theme

GAP = 14
HEAD_LINE = 17
_INSET = 5  # pixels that Plotly keeps free at the end of an axis's text


class Column(NamedTuple):
    """Texts (markup) as they are printed, right-aligned in `width` pixels, and the head in lines.

    `colour` and `head_colour` are used where they are not the usual ones.
    """

    texts: tuple[str, ...]
    width: int
    head: tuple[str, ...] = ()
    colour: str = ""
    head_colour: str = ""


def column(
    texts: Sequence[str], head: str = "", *, room: float = 110, over: bool = False, colour: str = ""
) -> Column:
    """A column as wide as its texts and its head, which is wrapped at `room` pixels.

    With `over` the head may be wider and reaches over what is left of the column.
    """
    lines = words.wrap(head, room, small()) if head else ()
    needed = max([words.markup_width(text, smallest()) for text in texts], default=0.0)
    width = round(needed + 0.5)
    if not over:
        width = max(width, words.widest([lines], small()))
    return Column(tuple(texts), width + 4, lines, colour)


def total(columns: Sequence[Column]) -> int:
    """The width of all columns with the gaps between them."""
    return sum(c.width for c in columns) + GAP * max(len(columns) - 1, 0)


def right_edges(columns: Sequence[Column]) -> list[int]:
    """Where each column ends: pixels from the left edge of the first one."""
    ends = accumulate(columns, lambda x, c: x + GAP + c.width, initial=-GAP)
    return list(ends)[1:]


def heads(columns: Sequence[Column], edge: float, theme: Theme) -> list[Part]:
    """The heads above the first row; the last column ends `edge` pixels right of the plot."""
    edge -= _INSET if edge else 0
    shown = [(c, end) for c, end in zip(columns, right_edges(columns), strict=True) if c.head]
    return [
        note(
            words.stacked(c.head),
            1,
            1,
            xref="paper",
            yref="paper",
            xanchor="right",
            yanchor="bottom",
            xshift=round(edge - total(columns) + end),
            align="right",
            font={"size": small(), "color": c.head_colour or theme.muted},
        )
        for c, end in shown
    ]


def depth(columns: Sequence[Column]) -> int:
    """The height of the heads in pixels; 0 without any."""
    lines = max((len(c.head) for c in columns), default=0)
    return HEAD_LINE * lines + 4 if lines else 0


def with_interval(text: str, span: str) -> str:
    """A printed value with its interval beside it in smaller type: "36 % (31–41)"."""
    return f"{text} <span style='font-size:{smallest():g}px'>({span})</span>" if span else text
