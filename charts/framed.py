"""A figure as a picture that stands alone: headline over it, small print under it, all in one.

Laid out for a width at which its type is read on paper: 800 pixels across a page of text are 8
point. The chart keeps its own margins, and what is added stands beyond them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from charts import words
from charts.figure import Part, note
from charts.theme import TEXT_SIZE, Theme

_EDGE = 20  # pixels of paper all round
WIDTH = 800
INSIDE = WIDTH - 2 * _EDGE  # what the figure itself is drawn for
_HEADLINE, _SMALL = 20, 12.5
_LEADING = 1.32
_DATE = ("{date}", "00. September 0000")  # as long as what the browser puts there


class Frame(NamedTuple):
    """The words round a figure: its headline, what was asked, and the paragraphs under it."""

    headline: str
    question: str
    under: Sequence[str]


class _Block(NamedTuple):
    """Lines of one size and colour."""

    text: str
    height: float
    size: float
    colour: str


def framed(figure: go.Figure, frame: Frame, theme: Theme) -> go.Figure:
    """The figure, drawn for `INSIDE` pixels, with its words in a picture `WIDTH` wide."""
    head = [
        _block(frame.headline, INSIDE / words.BOLD, _HEADLINE, theme.ink, bold=True),
        _block(frame.question, INSIDE, TEXT_SIZE, theme.muted),
    ]
    foot = [_block(text, INSIDE, _SMALL, theme.muted) for text in frame.under if text]
    layout = figure.layout.to_plotly_json()
    margin = dict(layout["margin"])
    left = margin["l"]
    over = sum(block.height for block in head) + 12
    below = sum(block.height for block in foot) + 10
    notes: list[Part] = list(layout.get("annotations", ()))
    up = margin["t"] + over  # pixels over the plot
    for block in head:
        notes.append(_placed(block, 1, up, left))
        up -= block.height
    down = margin["b"] + 10.0
    for block in foot:
        notes.append(_placed(block, 0, -down, left))
        down += block.height
    layout |= {
        "width": WIDTH,
        "height": round(layout["height"] + over + below + 2 * _EDGE),
        "margin": {
            "l": left + _EDGE,
            "r": margin["r"] + _EDGE,
            "t": round(margin["t"] + over + _EDGE),
            "b": round(margin["b"] + below + _EDGE),
        },
        "annotations": notes,
    }
    return go.Figure({"data": figure.to_plotly_json()["data"], "layout": layout}, _validate=False)


def _block(text: str, room: float, size: float, colour: str, *, bold: bool = False) -> _Block:
    lines = filled(text, room, size)
    stacked = words.stacked(lines)
    return _Block(
        f"<b>{stacked}</b>" if bold else stacked, len(lines) * size * _LEADING, size, colour
    )


def filled(text: str, room: float, size: float) -> tuple[str, ...]:
    """Lines as full as they get, as running text is set; no-break spaces hold."""
    lines: list[str] = []
    for word in text.replace("\N{SOFT HYPHEN}", "").split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and words.text_width(longer.replace(*_DATE), size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _placed(block: _Block, y: float, yshift: float, left: float) -> Part:
    return note(
        block.text,
        0,
        y,
        yanchor="top",
        yshift=round(yshift, 1),
        xref="paper",
        yref="paper",
        xanchor="left",
        xshift=-left,
        align="left",
        showarrow=False,
        borderpad=0,
        font={"size": block.size, "color": block.colour},
    )
