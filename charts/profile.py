"""Profile: dimensions as dots on one scale, a group against all; the weakest is named."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import beside, dots, marks, scale
from charts.columns import column, depth, heads, total
from charts.figure import Part, figure, note, nothing
from charts.room import small
from charts.rows import Rows, rows, width_for
from charts.theme import Theme
from charts.values import HIDDEN, Value, read
from charts.wording import Wording
from locales.catalogue import translate

_SCALE = [0.0, 25.0, 50.0, 75.0, 100.0]


def profile(
    table: pd.DataFrame,
    by: str,
    wording: Wording,
    theme: Theme,
    *,
    group_label: str | None = None,
    everyone: pd.DataFrame | None = None,
    everyone_label: str | None = None,
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A dot per code in column `by`, in the table's order, on the scale 0–100.

    `everyone` holds the values of all, drawn as short lines joined with the dots and printed beside
    them. The heads of the printed values, `group_label` and `everyone_label`, are the key.
    """
    wide = width_for(narrow, width)
    values = read(table, by)
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    others = {v.code: v for v in read(everyone, by)}
    compared = [others.get(v.code, HIDDEN) for v in values] if others else []
    digits = marks.digits_of([*values, *compared], wording)
    unit = wording.unit == "percent"
    printed = [marks.printed(v, wording, digits, unit=unit) for v in values]
    all_of_them = everyone_label or translate(wording.lang, "All")
    columns = [column(printed)]
    if compared:
        labels = (group_label or translate(wording.lang, "Selection"), all_of_them)
        muted = [marks.printed(v, wording, digits, unit=unit) for v in compared]
        columns = beside.columns(printed, muted, labels, theme, narrow, wide)
    names = [wording.label(by, v.code) for v in values]
    lines = rows(names, mark=20, narrow=narrow, width=wide, column=total(columns))
    edge = 0 if narrow else total(columns) + 20
    right = 16 if narrow else edge
    under = scale.across(_SCALE, wording, theme, plot=wide - lines.left - right, right=right)

    traces = _joins(values, compared, lines, theme)
    if compared:
        traces.append(beside.ticks(compared, all_of_them, lines, wording, theme, digits))
    colours = [theme.accent] * len(values)
    traces += dots.dots(values, lines.places, colours, wording, theme, digits, size=11)
    notes = _weakest(values, compared, lines, wording, theme)
    top = depth(columns) + 4
    return figure(
        theme,
        [*traces, *lines.texts(columns)],
        xaxis=under.axis | ({"showgrid": False} if narrow else {}),
        **lines.axes(columns, edge),
        annotations=[*notes, *under.notes, *heads(columns, edge, theme)],
        margin={"l": lines.left, "r": right, "t": top, "b": under.depth},
        height=lines.height + top + under.depth,
    )


def _joins(
    values: Sequence[Value], compared: Sequence[Value], lines: Rows, theme: Theme
) -> list[Part]:
    """The faint line of each scale on a phone, and the line from the dot to the value of all."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for value, other, place in zip(values, compared, lines.places, strict=False):
        if value.estimate is not None and other.estimate is not None:
            xs += [round(value.estimate, 1), round(other.estimate, 1), None]
            ys += [place, place, None]
    plain: Part = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    thick = {"color": theme.no_answer, "width": 4}
    made: list[Part] = [plain | {"x": xs, "y": ys, "line": thick}] if xs else []
    if lines.above:
        track_ys = [y for place in lines.places for y in (place, place, None)]
        track = {"x": [0, 100, None] * len(lines.places), "y": track_ys}
        made.insert(0, plain | track | {"line": {"color": theme.grid, "width": 1}})
    return made


def _weakest(
    values: Sequence[Value],
    compared: Sequence[Value],
    lines: Rows,
    wording: Wording,
    theme: Theme,
) -> list[Part]:
    """The words at the lowest value, on the side that has room; nothing where fewer than two."""
    shown = [i for i, v in enumerate(values) if v.estimate is not None]
    if len(shown) < 2:
        return []
    at = min(shown, key=lambda i: values[i].estimate or 0.0)
    ends = [values[at].estimate, *(marks.bounds(values[at], wording) or ())]
    ends += [compared[at].estimate] if compared else []
    known = [end for end in ends if end is not None]
    text = translate(wording.lang, "weakest dimension")
    font = {"size": small(), "color": theme.accent}
    right = min(known) < 100 - max(known)
    x = round(max(known) if right else min(known), 1)
    side = {"xanchor": "left", "xshift": 10} if right else {"xanchor": "right", "xshift": -10}
    look = {"yanchor": "middle", "font": font, "bgcolor": theme.background}
    return [note(text, x, lines.places[at], **look, **side)]
