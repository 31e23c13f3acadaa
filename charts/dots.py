"""Dots with hair-thin intervals in rows; hollow where a value is of limited reliability."""

from __future__ import annotations

from collections.abc import Sequence

from charts import marks
from charts.figure import HOVER, Part
from charts.theme import Theme
from charts.values import Value
from charts.wording import Wording


def dots(
    values: Sequence[Value],
    places: Sequence[float],
    colours: Sequence[str],
    wording: Wording,
    theme: Theme,
    digits: int,
    size: float = 10,
    title: str = "",
) -> list[Part]:
    """Traces of the values that have a number: one per colour, which its intervals share.

    `title` is markup over the value under the pointer, below the name of its row.
    """
    traces: list[Part] = []
    exact = precision(wording)
    for colour in dict.fromkeys(colours):
        shown = [i for i, v in enumerate(values) if colours[i] == colour and v.estimate is not None]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [round(values[i].estimate or 0.0, exact) for i in shown],
                "y": [places[i] for i in shown],
                "error_x": error_bar([values[i] for i in shown], colour, wording),
                "marker": marker([values[i] for i in shown], colour, theme, size),
                "customdata": [values[i].code for i in shown],
                "hovertemplate": HOVER,
                "hovertext": [marks.hover(title, values[i], wording, digits) for i in shown],
            }
        )
    return traces


def precision(wording: Wording) -> int:
    """Decimals of a place on the axis: one of 0–100; on short scales such as 1–5 one is seen."""
    return 1 if wording.unit in ("percent", "points") else 3


def error_bar(values: Sequence[Value], colour: str, wording: Wording) -> Part:
    """The intervals as a hair; nothing where there is none."""
    spans = [(v.estimate or 0.0, marks.bounds(v, wording)) for v in values]
    up = [span[1] - middle if span else 0.0 for middle, span in spans]
    down = [middle - span[0] if span else 0.0 for middle, span in spans]
    return {
        "type": "data",
        "symmetric": False,
        "array": [round(length, precision(wording)) for length in up],
        "arrayminus": [round(length, precision(wording)) for length in down],
        "thickness": 1,
        "width": 0,
        "color": colour,
    }


def marker(values: Sequence[Value], colour: str, theme: Theme, size: float) -> Part:
    """Filled dots; hollow ones for limited values."""
    fills = [theme.background if v.limited else colour for v in values]
    line = {"width": 1.75, "color": colour}
    return {"size": size, "color": fills, "line": line}
