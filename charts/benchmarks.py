"""Benchmarks: a dot with its interval for the survey, under it diamonds for other producers.

Each has its own row and label; nothing is ever joined.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts import dots, marks, scale
from charts.columns import column, total
from charts.figure import HOVER, Part, figure, nothing
from charts.rows import Rows, rows, width_for
from charts.theme import Theme
from charts.values import Value, read
from charts.wording import Wording

OWN, OTHER = "survey", "benchmark"
_MARK = 12  # pixels that a row leaves for its mark


def benchmarks(
    table: pd.DataFrame,
    wording: Wording,
    theme: Theme,
    *,
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """The rows of a table with the columns row and kind, in its order.

    A row of the kind "survey" begins a group, its name is bold; those of the kind "benchmark" below
    it are what it is compared with.
    """
    wide = width_for(narrow, width)
    values = read(table, "row", "kind")
    shown = [v for v in values if v.estimate is not None]
    if not shown:
        return nothing(theme, wording.lang, wide)
    digits = marks.digits_of([v for v in shown if v.codes[1] == OWN] or shown, wording)
    own = [v.codes[1] == OWN for v in values]
    printed = [marks.printed(v, wording, digits) for v in values]
    columns = [column([f"<b>{t}</b>" if mine else t for t, mine in zip(printed, own, strict=True)])]
    edge = 0 if narrow else total(columns) + 16
    lines = rows(
        [wording.label("row", v.code) for v in values],
        mark=_MARK,
        narrow=narrow,
        width=wide,
        column=total(columns),
        bold=own,
    )
    right = 14 if narrow else edge
    tops = [v.estimate for v in shown] + [b[1] for v in shown if (b := marks.bounds(v, wording))]
    places = scale.ticks(max(t for t in tops if t is not None), closed=scale.closed(wording))
    under = scale.across(places, wording, theme, plot=wide - lines.left - right, right=right)
    ours = [(v, y) for v, y, mine in zip(values, lines.places, own, strict=True) if mine]
    theirs = [(v, y) for v, y, mine in zip(values, lines.places, own, strict=True) if not mine]
    traces = dots.dots(
        [v for v, _ in ours],
        [y for _, y in ours],
        [theme.accent] * len(ours),
        wording,
        theme,
        digits,
    )
    traces.append(_diamonds(theirs, wording, theme, digits))
    seams = [_seam(lines, i) for i, mine in enumerate(own) if mine and i]
    return figure(
        theme,
        [*traces, *lines.texts(columns)],
        xaxis=under.axis,
        **lines.axes(columns, edge),
        annotations=under.notes,
        shapes=[_rule(y, theme) for y in seams],
        margin={"l": lines.left, "r": right, "t": 4, "b": under.depth},
        height=lines.height + 4 + under.depth,
    )


def _diamonds(
    theirs: list[tuple[Value, float]], wording: Wording, theme: Theme, digits: int
) -> Part:
    drawn = [(v, y) for v, y in theirs if v.estimate is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(v.estimate or 0.0, 1) for v, _ in drawn],
        "y": [y for _, y in drawn],
        "marker": {"symbol": "diamond", "size": 10, "color": theme.benchmark},
        "customdata": [v.code for v, _ in drawn],
        "hovertemplate": HOVER,
        "hovertext": [marks.hover("", v, wording, digits) for v, _ in drawn],
    }


def _seam(lines: Rows, i: int) -> float:
    """Where row `i` begins, in pixels from the top: halfway between its mark and the one before;
    on a phone just under that one, for the name of `i` follows, in as many lines as it takes.
    """
    before = lines.places[i - 1]
    return before + _MARK / 2 + 4 if lines.above else (before + lines.places[i]) / 2


def _rule(y: float, theme: Theme) -> Part:
    """A hair between two groups, across the plot."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "yref": "y",
        "y0": round(y, 1),
        "y1": round(y, 1),
        "line": {"width": 1, "color": theme.grid},
    }
