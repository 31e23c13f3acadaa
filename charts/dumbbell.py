"""Two groups: a dot for each in every row, joined; their difference with its interval at the right.

The difference is grey where its interval holds 0: such a difference may be chance.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from charts import dots, legend, marks, scale, words
from charts.columns import Column, column, depth, heads, total, with_interval
from charts.figure import Part, figure, nothing
from charts.room import small
from charts.rows import Rows, rows, width_for
from charts.theme import Theme
from charts.values import Value, in_order, lookup, read
from charts.wording import Wording
from locales.catalogue import N_, translate
from locales.numbers import NO_BREAK_SPACE

_SIDES = ("group", "against")
_NUMBERS = ("estimate", "ci_low", "ci_high", "n", "flag")
_HEADS = {
    "percent": N_("Difference in percentage points"),
    "points": N_("Difference in points"),
}
_DIFFERENCE = N_("Difference")
_BESIDE = 13  # pixels from the middle of a row to a value over its dot, on a phone under it


def dumbbell(
    table: pd.DataFrame,
    by: str,
    wording: Wording,
    theme: Theme,
    *,
    labels: tuple[str, str],
    ticks: Sequence[float] = (),
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A row per code in column `by` of a contrast table (`estimation/contrasts.py`).

    The table has the difference as estimate, ci_low, ci_high and flag, and both sides with the
    prefixes group_ and against_; `labels` are what these are called. `ticks` are the places of the
    axis; without them they follow from the values.
    """
    wide = width_for(narrow, width)
    sides = [_side(table, by, side) for side in _SIDES]
    gaps = read(table, by)
    drawn = [v for side in sides for v in side.values() if v.estimate is not None]
    if not drawn:
        return nothing(theme, wording.lang, wide)
    digits = marks.digits_of(drawn, wording)
    codes = in_order(gaps)
    printed = _differences(gaps, wording, theme, digits, over=narrow)
    lines = rows(
        [wording.label(by, code) for code in codes],
        mark=20,
        narrow=narrow,
        width=wide,
        column=total([printed]),
        bold=[code in highlight for code in codes],
    )
    edge = 0 if narrow else total([printed]) + 16
    right = 14 if narrow else edge
    plot = wide - lines.left - right
    places = list(ticks) or _ticks(drawn, wording)
    under = scale.across(places, wording, theme, plot=plot, right=right)
    pixels = plot / (places[-1] - places[0])

    colours = (theme.accent, theme.room)
    traces = [_joins(gaps, sides, lines, wording, theme)]
    for side, label, colour in zip(sides, labels, colours, strict=True):
        values = [side[code] for code in codes]
        name = words.safe(label)
        paint = [colour] * len(values)
        traces += dots.dots(values, lines.places, paint, wording, theme, digits, 11, name)
    traces.append(_values(codes, sides, lines, (places[0], places[-1]), pixels, wording, digits))
    key = list(zip(labels, colours, strict=True))
    if not _rising(codes, sides):
        key.reverse()  # the names in the order of the dots
    deep = depth([printed])
    low = deep if narrow else 0
    shapes, names, height = legend.swatches(key, theme, plot, low + 4, lines.left)
    top = max(low + height + 8, deep)
    return figure(
        theme,
        [*traces, *lines.texts([printed])],
        xaxis=under.axis | ({"showgrid": False} if narrow else {}),
        **lines.axes([printed], edge),
        shapes=shapes,
        annotations=[*names, *heads([printed], edge, theme), *under.notes],
        margin={"l": lines.left, "r": right, "t": top, "b": under.depth},
        height=lines.height + top + under.depth,
    )


def side_of(table: pd.DataFrame, side: str) -> pd.DataFrame:
    """One side of a contrast table ("group" or "against") as an estimate table."""
    own = {f"{side}_{name}": name for name in _NUMBERS if f"{side}_{name}" in table}
    return table.drop(columns=[n for n in _NUMBERS if n in table]).rename(columns=own)


def holds_zero(difference: Value) -> bool:
    """Whether 0 lies in the interval of a difference, or it has none."""
    if difference.low is None or difference.high is None:
        return True
    return difference.low <= 0 <= difference.high


def _side(table: pd.DataFrame, by: str, side: str) -> dict[str, Value]:
    return {codes[0]: value for codes, value in lookup(read(side_of(table, side), by)).items()}


def printed_difference(value: Value, wording: Wording, digits: int) -> str:
    """ "+1,4", without unit: the head of its column says it."""
    text = marks.printed(value, replace(wording, unit="", digits=digits), digits)
    positive = value.estimate is not None and round(value.estimate, digits) > 0
    return text.replace("(", "(+", 1) if positive and value.limited else "+" * positive + text


def _differences(
    gaps: Sequence[Value], wording: Wording, theme: Theme, digits: int, *, over: bool
) -> Column:
    """The differences with their intervals; grey and small where it holds 0."""
    plain = replace(wording, unit="", digits=digits)
    texts = []
    for value in gaps:
        span = marks.interval(value, plain, digits)
        text = printed_difference(value, wording, digits)
        if value.estimate is not None and holds_zero(value):
            grey = f"{text} ({span})" if span else text
            texts.append(f"<span style='font-size:12px;color:{theme.muted}'>{grey}</span>")
        else:
            texts.append(with_interval(f"<b>{text}</b>", span))
    head = translate(wording.lang, _HEADS.get(wording.unit, _DIFFERENCE))
    return column(texts, head, room=110, over=over)


def _ticks(drawn: Sequence[Value], wording: Wording) -> list[float]:
    """Places for both ends of all intervals, from 0 where that does not waste much room."""
    ends = [v.estimate for v in drawn if v.estimate is not None]
    ends += [end for v in drawn for end in marks.bounds(v, wording) or ()]
    return scale.near(min(ends), max(ends), closed=scale.closed(wording))


def _joins(
    gaps: Sequence[Value],
    sides: Sequence[dict[str, Value]],
    lines: Rows,
    wording: Wording,
    theme: Theme,
) -> Part:
    """The line between the two dots of each row."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for value, place in zip(gaps, lines.places, strict=True):
        ends = [side[value.code].estimate for side in sides]
        if all(end is not None for end in ends):
            xs += [*(round(end or 0.0, dots.precision(wording)) for end in ends), None]
            ys += [place, place, None]
    line = {"color": theme.no_answer, "width": 4}
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "line": line, "hoverinfo": "skip"}


def _values(
    codes: Sequence[str],
    sides: Sequence[dict[str, Value]],
    lines: Rows,
    span: tuple[float, float],
    pixels: float,
    wording: Wording,
    digits: int,
) -> Part:
    """The values outside of both intervals, the lower one left; over or under its dot where
    the plot ends.

    A row without any number has its sign at the start of the axis.
    """
    xs, ys, texts, where = [], [], [], []
    for code, place in zip(codes, lines.places, strict=True):
        shown = sorted(
            (side[code] for side in sides if side[code].estimate is not None),
            key=lambda v: v.estimate or 0.0,
        )
        spans = [marks.bounds(v, wording) or (v.estimate or 0.0,) * 2 for v in shown]
        low = min((span[0] for span in spans), default=0.0)
        high = max((span[1] for span in spans), default=0.0)
        for i, value in enumerate(shown):
            left = i == 0 and len(shown) == 2
            text = marks.printed(value, wording, digits)
            room = (low - span[0] if left else span[1] - high) * pixels
            end = low if left else high
            if room < words.text_width(text, small()) + 8:
                xs.append(round(value.estimate or 0.0, dots.precision(wording)))
                ys.append(place + (_BESIDE if lines.above else -_BESIDE))
                where.append("middle center")
            else:
                xs.append(round(end, dots.precision(wording)))
                where.append("middle left" if left else "middle right")
                text = text + NO_BREAK_SPACE * 2 if left else NO_BREAK_SPACE * 2 + text
                ys.append(place)
            texts.append(text)
    return {
        "type": "scatter",
        "mode": "text",
        "x": xs,
        "y": ys,
        "text": texts,
        "textposition": where,
        "textfont": {"size": small()},
        "hoverinfo": "skip",
    }


def _rising(codes: Sequence[str], sides: Sequence[dict[str, Value]]) -> bool:
    """Whether the group's dot is the left one in the first row with both."""
    for code in codes:
        group, against = (side[code].estimate for side in sides)
        if group is not None and against is not None:
            return group <= against
    return True
