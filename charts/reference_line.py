"""The line of the whole group through all rows, with a label that is never cut."""

from __future__ import annotations

from charts import words
from charts.figure import Part, note
from charts.room import small
from charts.rows import Rows
from charts.theme import Theme
from charts.values import Value

HEIGHT = 18  # pixels of the label


def line(value: Value, lines: Rows, theme: Theme) -> Part:
    """The line; with names above the dots it passes the dots only."""
    x = round(value.estimate or 0.0, 1)
    xs: list[float | None] = [x, x]
    ys: list[float | None] = [0, lines.height]
    if lines.above:
        xs = [x, x, None] * len(lines.places)
        ys = [y for place in lines.places for y in (place - 8, place + 8, None)]
    look = {"color": theme.ink, "width": 1, "dash": "2px,2px"}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": look, "hoverinfo": "skip"}


def label(text: str, share: float, plot: float, left: float, right: float, above: int) -> Part:
    """The label over the line, `above` pixels over the plot.

    The line stands at `share` of a plot `plot` pixels wide, with margins `left` and `right`; near
    an edge of the figure the label ends there.
    """
    half = words.text_width(text, small()) / 2 + 3
    look: Part = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": above}
    look |= {"font": {"size": small()}}
    middle = share * plot
    if middle + half > plot + right:
        look |= {"xanchor": "right", "xshift": round(right) - 2}
        return note(words.safe(text), 1, 1, **look)
    if middle - half < -left:
        look |= {"xanchor": "left", "xshift": 2 - round(left)}
        return note(words.safe(text), 0, 1, **look)
    return note(words.safe(text), round(share, 4), 1, **look, xanchor="center")
