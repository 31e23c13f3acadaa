"""Rows of a figure: where their names and their marks stand, in pixels from the top.

A figure is as wide as its column, which is not known here: margins and rows are pixels, and `width`
is the width a figure is laid out for. On a phone the names stand above the marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from charts import words
from charts.columns import Column, right_edges
from charts.figure import Part
from charts.room import lines_of_names, usual_width
from charts.theme import STANDOFF

NARROW = 350
LINE = 17


def width_for(narrow: bool, width: int | None) -> int:
    """The width a figure is laid out for."""
    return width or (NARROW if narrow else usual_width())


@dataclass(frozen=True)
class Rows:
    """Places from the top of the plot: of the names, and of the marks' middle lines.

    `left` is the margin that names beside the marks need, `plot` the width of the plot on a phone.
    """

    names: tuple[str, ...]
    name_places: tuple[float, ...]
    places: tuple[float, ...]
    height: int
    left: int
    above: bool
    plot: float = 1.0

    def axes(self, columns: Sequence[Column], edge: float) -> dict[str, Part]:
        """The axis of the rows with their names, and the columns of printed values at the right.

        Beside the plot all are texts of axes, the last column ends `edge` pixels beyond it.
        """
        if self.above:
            edges = {"range": [0, 1], "overlaying": "x", "visible": False}
            return {"yaxis": self._axis(self.names) | {"showticklabels": False}, "xaxis2": edges}
        axes = {"yaxis": self._axis(self.names) | {"showline": True}}
        ends = right_edges(columns)
        for index, (column, end) in enumerate(zip(columns, ends, strict=True), start=2):
            axes[f"yaxis{index}"] = self._axis(column.texts) | {
                "overlaying": "y",
                "side": "right",
                "anchor": "free",
                "position": 1,
                "ticklabelposition": "inside",
                # moved beyond the plot as texts: Plotly draws a figure with a shifted axis twice
                "ticklabelstandoff": STANDOFF - round(edge - ends[-1] + end),
            }
            if column.colour:
                axes[f"yaxis{index}"]["tickfont"] = {"color": column.colour}
        return axes

    def texts(self, columns: Sequence[Column] = ()) -> list[Part]:
        """Traces that hold the texts: on a phone the names and values above the marks, on an axis
        of their own from the left edge to the right.

        Beside the plot empty traces keep the further axes in the figure.
        """
        if not self.above:
            empty = {"type": "scatter", "x": [None], "y": [None]}
            return [empty | {"yaxis": f"y{i + 2}"} for i in range(len(columns))]
        made = [self._above(self.names, 0, "middle right")]
        ends = right_edges(columns)
        for column, end in zip(columns, ends, strict=True):
            place = round(1 - (ends[-1] - end) / self.plot, 4)
            made.append(self._above(column.texts, place, "middle left", column.colour))
        return made

    def _axis(self, texts: Sequence[str]) -> Part:
        return {
            "range": [self.height, 0],
            "tickmode": "array",
            "tickvals": list(self.places),
            "ticktext": list(texts),
        }

    def _above(self, texts: Sequence[str], x: float, side: str, colour: str = "") -> Part:
        font = {"textfont": {"color": colour}} if colour else {}
        return font | {
            "type": "scatter",
            "mode": "text",
            "xaxis": "x2",
            "x": [x] * len(texts),
            "y": list(self.name_places),
            "text": list(texts),
            "textposition": side,
            "hoverinfo": "skip",
        }


def rows(
    names: Sequence[str],
    *,
    mark: int,
    narrow: bool,
    width: int,
    column: int = 0,
    bold: Sequence[bool] = (),
) -> Rows:
    """Rows for names with marks `mark` pixels high; `column` is the width of the values' column."""
    if narrow:
        room = width - column - 12
        blocks = [
            words.wrap(name, room / words.BOLD if heavy else room)
            for name, heavy in zip_longest(names, bold[: len(names)], fillvalue=False)
        ]
    else:
        blocks = _beside(names, width * (0.36 if lines_of_names() > 1 else 0.42))
    texts = [words.stacked(block) for block in blocks]
    texts = [f"<b>{t}</b>" if i < len(bold) and bold[i] else t for i, t in enumerate(texts)]
    lines = [len(block) for block in blocks]
    name_places, places, top = [], [], 0.0
    usual = max(mark + 8, LINE * min(max(lines, default=1), lines_of_names()) + 5)
    for count in lines:
        if narrow:
            name_places.append(round(top + LINE * count / 2 + 1, 1))
            places.append(round(top + LINE * count + 3 + mark / 2, 1))
            top += LINE * count + 3 + mark + 9
        else:
            height = max(usual, LINE * count + 5)
            places.append(round(top + height / 2, 1))
            top += height
    left = 6 if narrow else _widest(blocks, bold) + 12
    return Rows(
        tuple(texts), tuple(name_places), tuple(places), round(top), left, narrow, width - 24.0
    )


def _widest(blocks: Sequence[tuple[str, ...]], bold: Sequence[bool]) -> int:
    """The width of the widest name; bold letters are wider."""
    heavy = [block for block, strong in zip(blocks, bold, strict=False) if strong]
    return max(words.widest(blocks), round(words.widest(heavy) * words.BOLD))


def _beside(names: Sequence[str], limit: float) -> list[tuple[str, ...]]:
    """Names in the narrowest column that holds each in two lines (on a stage in one), else in the
    widest there is.
    """
    budgets = [180.0, *(b for b in (210.0, 240.0, 270.0) if b <= limit)]
    wrapped = [[words.wrap(name, min(b, limit)) for name in names] for b in budgets]
    fitting = (b for b in wrapped if all(len(block) <= lines_of_names() for block in b))
    return next(fitting, wrapped[-1])
