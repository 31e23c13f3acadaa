"""Ranking: sorted dots with hair-thin intervals, the value at the right end of each row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from charts import dots, marks, scale, words
from charts.figure import Part, figure, note, nothing
from charts.rows import Rows, rows, width_for
from charts.theme import SMALL_SIZE, Theme
from charts.values import Value, read
from charts.wording import Wording
from locales.catalogue import translate

Order = Literal["estimate", "given"]


def ranking(
    table: pd.DataFrame,
    by: str,
    wording: Wording,
    theme: Theme,
    *,
    reference: pd.DataFrame | None = None,
    reference_label: str | None = None,
    order: Order = "estimate",
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """Dots for the codes in column `by`, the highest on top.

    `reference` is a table of one row, drawn as a line. With `highlight` these codes stand out and
    the others step back. A "/" or "·" row keeps its place at the end and has no dot.
    """
    wide = width_for(narrow, width)
    values = sort(read(table, by), order)
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    everyone = [v for v in read(reference) if v.estimate is not None][:1]
    digits = marks.digits_of([*values, *everyone], wording)
    names = [wording.label(by, v.code) for v in values]
    printed = [marks.printed(v, wording, digits) for v in values]
    column = words.widest((text,) for text in printed) + 4
    bold = [v.code in highlight for v in values]
    lines = rows(
        names, mark=12 if narrow else 18, narrow=narrow, width=wide, column=column, bold=bold
    )
    top = max(b for v in (*values, *everyone) for b in (v.estimate, v.high) if b is not None)
    places = scale.ticks(top, closed=scale.closed(wording))

    groups = [theme.accent if not highlight or chosen else theme.muted for chosen in bold]
    traces = dots.dots(values, lines.places, groups, wording, theme, digits)
    traces += lines.texts(printed)
    if narrow:
        traces = [_tracks(places[-1], lines, theme), *traces]
    notes: list[Part] = []
    if everyone:
        traces = [_line(everyone[0], lines, theme), *traces]
        label = reference_label or translate(wording.lang, "All")
        notes = [_line_label(everyone[0], label, places[-1], wording, digits)]
    margin = {
        "l": lines.left,
        "r": 14 if narrow else column + 16,
        "t": 22 if notes else 4,
        "b": 24,
    }
    return figure(
        theme,
        traces,
        xaxis=scale.axis(places, wording, narrow=narrow) | ({"showgrid": False} if narrow else {}),
        **lines.axes(printed, column + 16),
        annotations=notes,
        margin=margin,
        height=lines.height + margin["t"] + margin["b"],
    )


def sort(values: Sequence[Value], order: Order) -> list[Value]:
    """Values from the highest down, without a number last; "given" leaves them as they are."""
    if order == "given":
        return list(values)
    return sorted(values, key=lambda v: (v.estimate is None, -(v.estimate or 0.0)))


def _tracks(end: float, lines: Rows, theme: Theme) -> Part:
    """On a phone each row has its own faint line from 0, in place of the grid."""
    ys = [y for place in lines.places for y in (place, place, None)]
    xs = [0, end, None] * len(lines.places)
    line = {"color": theme.grid, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _line(everyone: Value, lines: Rows, theme: Theme) -> Part:
    """The line of the whole group; with names above the dots it passes the dots only."""
    x = round(everyone.estimate or 0.0, 1)
    xs: list[float | None] = [x, x]
    ys: list[float | None] = [0, lines.height]
    if lines.above:
        xs = [x, x, None] * len(lines.places)
        ys = [y for place in lines.places for y in (place - 8, place + 8, None)]
    line = {"color": theme.ink, "width": 1, "dash": "2px,2px"}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _line_label(everyone: Value, label: str, end: float, wording: Wording, digits: int) -> Part:
    x = round(everyone.estimate or 0.0, 1)
    text = f"{words.safe(label)} {marks.printed(everyone, wording, digits)}"
    side = "left" if x < end * 0.15 else "right" if x > end * 0.85 else "center"
    return note(text, x, 1, yref="paper", yanchor="bottom", xanchor=side, font={"size": SMALL_SIZE})
