"""A legend line on top of a figure, for names that do not fit at the marks."""

from __future__ import annotations

from collections.abc import Sequence

from charts import words
from charts.figure import Part, note
from charts.room import small
from charts.theme import Theme

LINE = 20
_SWATCH = 11


def swatches(
    entries: Sequence[tuple[str, str]], theme: Theme, width: float, above: int = 0, left: int = 0
) -> tuple[list[Part], list[Part], int]:
    """Shapes and notes for names with their colours ("" for words without a swatch), in as many
    lines as `width` needs, and the height in pixels.

    The legend stands `above` pixels over the plot, at its left edge; where one line is not enough
    it begins `left` pixels before it.
    """
    names = [name for name, _ in entries]
    places = _places(names, width)
    if places and places[-1][1]:
        places = [(x - left, line) for x, line in _places(names, width + left)]
    height = LINE * (places[-1][1] + 1 if places else 0)
    shapes, notes = [], []
    for (name, fill), (x, line) in zip(entries, places, strict=True):
        middle = above + height - LINE * (line + 0.5) + 2
        if fill:
            shapes.append(_swatch(x, middle, fill, theme))
        notes.append(
            note(
                words.safe(name),
                0,
                1,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="middle",
                xshift=x + (_SWATCH + 3 if fill else 0),
                yshift=middle,
                font={"size": small(), "color": theme.ink if fill else theme.muted},
            )
        )
    return shapes, notes, height


def _places(names: Sequence[str], width: float) -> list[tuple[int, int]]:
    """Where each name begins: pixels from the left, and the line."""
    places: list[tuple[int, int]] = []
    x, line = 0.0, 0
    for name in names:
        needed = _SWATCH + 6 + words.text_width(name, small())
        if x and x + needed > width:
            x, line = 0.0, line + 1
        places.append((round(x), line))
        x += needed + 14
    return places


def _swatch(x: int, middle: float, fill: str, theme: Theme) -> Part:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
        "x0": x,
        "x1": x + _SWATCH,
        "y0": middle - _SWATCH / 2,
        "y1": middle + _SWATCH / 2,
        "fillcolor": fill,
        "line": {"width": 1, "color": theme.edge_of(fill)},
    }
