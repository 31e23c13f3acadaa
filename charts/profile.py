"""Profile: dimensions as dots on one scale, a group against all; the weakest is named."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import dots, marks, scale, words
from charts.figure import HOVER, Part, figure, note, nothing
from charts.rows import Rows, rows, width_for
from charts.theme import SMALL_SIZE, Theme
from charts.values import HIDDEN, Value, read
from charts.wording import Wording
from locales.catalogue import translate

_FIGURE_SPACE = "\N{FIGURE SPACE}"
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
    them.
    """
    wide = width_for(narrow, width)
    values = read(table, by)
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    others = {v.code: v for v in read(everyone, by)}
    compared = [others.get(v.code, HIDDEN) for v in values] if others else []
    digits = marks.digits_of([*values, *compared], wording)
    names = [wording.label(by, v.code) for v in values]
    unit = wording.unit == "percent"
    printed = [marks.printed(v, wording, digits, unit=unit) for v in values]
    if compared:
        beside = [marks.printed(v, wording, digits, unit=unit) for v in compared]
        longest = max(map(len, beside))
        printed = [
            f"{a}{_FIGURE_SPACE * 3}<span style='color:{theme.muted}'>"
            f"{b.rjust(longest, _FIGURE_SPACE)}</span>"
            for a, b in zip(printed, beside, strict=True)
        ]
    column = 84 if compared else 46
    lines = rows(names, mark=20, narrow=narrow, width=wide, column=column)
    right = 16 if narrow else column + 8

    all_of_them = everyone_label or translate(wording.lang, "All")
    traces = _joins(values, compared, lines, theme)
    if compared:
        traces.append(_ticks(compared, words.safe(all_of_them), lines, wording, theme, digits))
    colours = [theme.accent] * len(values)
    traces += dots.dots(values, lines.places, colours, wording, theme, digits, size=11)
    notes = _weakest(values, compared, lines, wording, theme)
    top = 4
    if compared:
        group = group_label or translate(wording.lang, "Selection")
        key, count = _key(group, all_of_them, wide - lines.left, theme)
        notes.append(key)
        top = 9 + 17 * count
    axis = scale.axis(_SCALE, wording, narrow=narrow) | ({"showgrid": False} if narrow else {})
    margin = {"l": lines.left, "r": right, "t": top, "b": 24}
    return figure(
        theme,
        [*traces, *lines.texts(printed)],
        xaxis=axis,
        **lines.axes(printed, right),
        annotations=notes,
        margin=margin,
        height=lines.height + top + 24,
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


def _ticks(
    compared: Sequence[Value],
    label: str,
    lines: Rows,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> Part:
    """The values of all as short upright lines."""
    shown = [i for i, v in enumerate(compared) if v.estimate is not None]
    line = {"width": 2, "color": theme.ink}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(compared[i].estimate or 0.0, 1) for i in shown],
        "y": [lines.places[i] for i in shown],
        "marker": {"symbol": "line-ns", "size": 16, "line": line},
        "hovertemplate": HOVER,
        "hovertext": [marks.hover(label, compared[i], wording, digits) for i in shown],
    }


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
    ends = [values[at].estimate, values[at].low, values[at].high]
    ends += [compared[at].estimate] if compared else []
    known = [end for end in ends if end is not None]
    text = translate(wording.lang, "weakest dimension")
    font = {"size": SMALL_SIZE, "color": theme.accent}
    right = min(known) < 100 - max(known)
    x = round(max(known) if right else min(known), 1)
    side = {"xanchor": "left", "xshift": 10} if right else {"xanchor": "right", "xshift": -10}
    look = {"yanchor": "middle", "font": font, "bgcolor": theme.background}
    return [note(text, x, lines.places[at], **look, **side)]


def _key(group: str, everyone: str, width: float, theme: Theme) -> tuple[Part, int]:
    """Which sign stands for whom, above the scale, and the lines it takes."""
    block = words.wrap(group, width - words.text_width(everyone, SMALL_SIZE) - 60, SMALL_SIZE)
    text = (
        f"<span style='color:{theme.accent}'>●</span> {words.stacked(block)}"
        f"{_FIGURE_SPACE * 3}<b>|</b> {words.safe(everyone)}"
    )
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note(text, 0, 1, **place, xshift=-4, yshift=4, align="left"), len(block)
