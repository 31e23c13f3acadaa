"""A group beside everyone, row by row: short upright lines, and two columns of values under heads
that are the key to the signs.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts import marks, words
from charts.columns import Column, column
from charts.figure import HOVER, Part
from charts.rows import Rows
from charts.theme import Theme
from charts.values import Value
from charts.wording import Wording

_GROUP, _EVERYONE = "●\N{NO-BREAK SPACE}", "|\N{NO-BREAK SPACE}"


def columns(
    printed: Sequence[str],
    compared: Sequence[str],
    labels: tuple[str, str],
    theme: Theme,
    narrow: bool,
    width: int,
) -> list[Column]:
    """The group's values, and muted beside them those of everyone, under their signs and names.

    The group's head may reach to the left, over the plot.
    """
    group, everyone = labels
    first = column(printed, _GROUP + group, room=width * 0.4, over=True)
    first = first._replace(head_colour=theme.accent)
    second = column(compared, _EVERYONE + everyone, room=60 if narrow else 100, colour=theme.muted)
    return [first, second]


def ticks(
    compared: Sequence[Value],
    label: str,
    lines: Rows,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> Part:
    """The values of everyone as short upright lines."""
    shown = [i for i, v in enumerate(compared) if v.estimate is not None]
    line = {"width": 2, "color": theme.ink}
    title = words.safe(label)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(compared[i].estimate or 0.0, 1) for i in shown],
        "y": [lines.places[i] for i in shown],
        "marker": {"symbol": "line-ns", "size": 12 if lines.above else 16, "line": line},
        "hovertemplate": HOVER,
        "hovertext": [marks.hover(title, compared[i], wording, digits) for i in shown],
    }
