"""Segments told apart without colour: a pattern in each, and its name at it, joined by a hair.

For a hall: a key of colours is not read from the last row, and a weak projector, or a print in
black and white, shows none. The numbers stand on plates without pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from charts import words
from charts.figure import Part, note
from charts.room import direct, small
from charts.rows import Rows
from charts.segments import THICKNESS, Bar
from charts.spread import spread
from charts.theme import Theme
from charts.values import Value

KEY = "\0key"  # the code of a bar that shows names and patterns only
_APART = 10  # pixels between two names
_HAIR = 14  # pixels from the names down to the plot
_LINE = 17
_LINES = 5  # of a name
_NARROWEST, _WIDEST, _STEP = 40, 260, 10  # pixels of a name that are tried


class Named(NamedTuple):
    """Hairs, names, and their height in pixels."""

    shapes: list[Part]
    notes: list[Part]
    depth: int


def needs_key(bars: Sequence[Bar]) -> list[str]:
    """The code of a bar that shows names alone, where bars are drawn whole but not the first."""
    return [KEY] if direct() and any(b.drawn for b in bars) and not bars[0].drawn else []


def key_bar(place: float, count: int) -> Bar:
    """A bar of equal segments, for figures whose first bar cannot bear the names."""
    share = Value((KEY,), 100.0 / count, None, None, None, "")
    return Bar(place, 0.0, (share,) * count)


def over(
    bar: Bar,
    labels: Sequence[str],
    span: tuple[float, float],
    plot: float,
    lines: Rows,
    theme: Theme,
) -> Named | None:
    """The names of the segments over the first bar, None where they do not fit.

    `span` are the ends of the axis across the plot, which is `plot` pixels wide; the room over the
    names of the rows is free.
    """
    ends = [bar.begins(index) for index in range(len(labels) + 1)]
    middles = [(a + b) / 2 for a, b in pairwise(ends)]
    centres = [(middle - span[0]) / (span[1] - span[0]) * plot for middle in middles]
    for count in range(1, _LINES + 1):
        blocks = [_wrapped(label, count) for label in labels]
        if not all(blocks):
            continue
        widths = [float(words.widest([block], small())) for block in blocks]
        places = spread(centres, widths, -lines.left, plot, _APART)
        if places is not None:
            break
    else:
        return None
    shapes, notes = [], []
    top = 1 - (bar.place - THICKNESS / 2) / lines.height
    for block, place, centre in zip(blocks, places, centres, strict=True):
        at = min(max(place / plot, 0.0), 1.0)
        notes.append(
            note(
                words.stacked(block),
                round(at, 4),
                1,
                xref="paper",
                yref="paper",
                xanchor="center",
                yanchor="bottom",
                xshift=round(place - at * plot),
                yshift=_HAIR,
                font={"size": small(), "color": theme.ink},
            )
        )
        hair: Part = {"type": "line", "xref": "paper", "yref": "paper", "layer": "above"}
        hair |= {"line": {"width": 1, "color": theme.ink}, "x1": round(centre / plot, 4)}
        pixels = {"ysizemode": "pixel", "yanchor": 1, "y0": _HAIR - 1, "y1": 0}
        shapes.append(hair | pixels | {"x0": round(place / plot, 4)})
        shapes.append(hair | {"x0": hair["x1"], "y0": 1, "y1": round(top, 4)})
    return Named(shapes, notes, _HAIR + _LINE * max(map(len, blocks)) + 4)


def _wrapped(label: str, lines: int) -> tuple[str, ...]:
    """The label in its narrowest form of so many lines; empty where it has none."""
    for room in range(_NARROWEST, _WIDEST, _STEP):
        if words.fits(label, room, small(), lines):
            return words.wrap(label, room, small())
    return ()


def unnumbered(traces: Sequence[Part]) -> list[Part]:
    """Segments without their numbers and plates: those of a bar that shows names alone."""
    return [{**each, "text": [], "hoverinfo": "skip"} for each in traces if "meta" in each]
