"""Ranking: sorted dots with hair-thin intervals, the value at the right end of each row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from charts import beside, dots, marks, reference_line, scale
from charts.collapse import collapse, line, names
from charts.columns import column, depth, heads, total
from charts.figure import Part, figure, nothing
from charts.rows import Rows, rows, width_for
from charts.theme import Theme
from charts.values import HIDDEN, Value, read
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
    everyone: pd.DataFrame | None = None,
    everyone_label: str | None = None,
    group_label: str | None = None,
    order: Order = "estimate",
    reach: float = 0.0,
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """Dots for the codes in column `by`, the highest on top.

    `reference` is a table of one row, drawn as a line; `everyone` has a row per code, drawn as a
    short upright line and printed beside the value. With `highlight` these codes stand out and the
    others step back. The axis goes to `reach` at least. A "/" or "·" row keeps its place at the end
    and has no dot; many of them share one line.
    """
    wide = width_for(narrow, width)
    values = sort(read(table, by), order)
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    blank = {v.code for v in values if v.estimate is None}
    kept, rest = collapse([v.code for v in values], blank, highlight)
    values = [v for v in values if v.code not in rest]
    others = {v.code: v for v in read(everyone, by)}
    compared = [others.get(v.code, HIDDEN) for v in values] if others else []
    whole = [v for v in read(reference) if v.estimate is not None][:1]
    digits = marks.digits_of([*values, *compared, *whole], wording)

    extra = [line(len(rest), wording)] if rest else []
    blanks = [""] * len(extra)
    printed = [marks.printed(v, wording, digits) for v in values] + blanks
    columns = [column(printed)]
    all_of_them = translate(wording.lang, "All")
    if compared:
        group = group_label or translate(wording.lang, "Selection")
        labels = (group, everyone_label or all_of_them)
        muted = [marks.printed(v, wording, digits) for v in compared] + blanks
        columns = beside.columns(printed, muted, labels, theme, narrow, wide)
    edge = 0 if narrow else total(columns) + 16
    bold = [code in highlight for code in kept]
    lines = rows(
        [wording.label(by, code) for code in kept] + extra,
        mark=18 if compared or not narrow else 12,
        narrow=narrow,
        width=wide,
        column=total(columns),
        bold=bold,
    )
    right = 14 if narrow else edge
    plot = wide - lines.left - right
    ends = [reach, *(v.estimate for v in (*values, *compared, *whole))]
    ends += [span[1] for v in values if (span := marks.bounds(v, wording))]
    places = scale.ticks(max(e for e in ends if e is not None), closed=scale.closed(wording))
    under = scale.across(places, wording, theme, plot=plot, right=right)

    groups = [theme.accent if not highlight or chosen else theme.muted for chosen in bold]
    traces: list[Part] = [_tracks(places[-1], lines, theme)] if narrow else []
    traces += [reference_line.line(v, lines, theme) for v in whole]
    if compared:
        traces.append(beside.ticks(compared, labels[1], lines, wording, theme, digits))
    traces += dots.dots(values, lines.places, groups, wording, theme, digits)
    traces += lines.texts(columns)
    if rest:
        traces.append(names(rest, by, lines.places[-1], places[-1], wording))
    top = depth(columns) + 4
    notes = [*under.notes, *heads(columns, edge, theme)]
    for value in whole:
        label = f"{reference_label or all_of_them} {marks.printed(value, wording, digits)}"
        share = (value.estimate or 0.0) / places[-1]
        notes.append(reference_line.label(label, share, plot, lines.left, right, top - 4))
        top += reference_line.HEIGHT
    return figure(
        theme,
        traces,
        xaxis=under.axis | ({"showgrid": False} if narrow else {}),
        **lines.axes(columns, edge),
        annotations=notes,
        margin={"l": lines.left, "r": right, "t": top, "b": under.depth},
        height=lines.height + top + under.depth,
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
