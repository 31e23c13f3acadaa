"""Funnel: how many get how far, a row per programme, a shrinking bar per step.

The shares are joint ones: who got to a step or beyond it. What is lost from one step to the next
stands between the bars, in points.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts import dots, marks, words
from charts.figure import Part, figure, note, nothing
from charts.ranking import Order, sort
from charts.room import small
from charts.rows import rows, width_for
from charts.theme import TEXT_SIZE, Theme
from charts.values import HIDDEN, Value, in_order, lookup, read
from charts.wording import Wording
from locales.numbers import decimal

_THICKNESS = 16
_STEP = 21  # pixels from bar to bar, where they stand under each other
_GAP = 7  # between a bar and its value


class Step(NamedTuple):
    """A bar: where it begins, its middle line, its value, and what is lost after it.

    Lengths across are shares of the plot, those down are pixels.
    """

    start: float
    place: float
    value: Value
    lost: str


def funnel(
    table: pd.DataFrame,
    by: str,
    wording: Wording,
    theme: Theme,
    *,
    steps: Sequence[str] = (),
    order: Order = "estimate",
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A row per code in column `by`, a bar per code in column "option", the first step first.

    `steps` is their order, by default as they appear; the first one sorts the rows. The bars of a
    row stand side by side under the names of the steps; on a phone under each other, the name
    above them. All have one scale, which the highest share fills.
    """
    wide = width_for(narrow, width)
    values = read(table, by, "option")
    shown = [v for v in values if v.estimate is not None]
    if not shown:
        return nothing(theme, wording.lang, wide)
    steps = list(steps) or in_order(values, 1)
    found = lookup(values)
    first = [found.get((c, steps[0]), HIDDEN)._replace(codes=(c,)) for c in in_order(values)]
    codes = [v.code for v in sort(first, order)]
    digits = marks.digits_of(shown, wording)
    top = max((marks.bounds(v, wording) or (0.0, v.estimate or 0.0))[1] for v in shown)
    names = [wording.label("option", step) for step in steps]
    lines = rows(
        [wording.label(by, code) for code in codes],
        mark=_STEP * len(steps) if narrow else _THICKNESS + 4,
        narrow=narrow,
        width=wide,
        bold=[code in highlight for code in codes],
    )
    plot = wide - lines.left - 6
    number = max(words.text_width(marks.printed(v, wording, digits)) for v in values) + _GAP
    shares = [
        [found.get((code, step), HIDDEN)._replace(codes=(code,)) for step in steps]
        for code in codes
    ]
    losses = [_losses_of(row, wording, digits) for row in shares]
    lost = max(words.text_width(text, small()) for row in losses for text in row) + 2 * _GAP
    if narrow:
        head = words.widest([(name,) for name in names], small()) + 1.0 * _GAP
        bar, column = plot - head - number - lost, 0.0
    else:
        column = (plot + lost) / len(steps)
        head, bar = 0.0, column - number - lost
    scale, gap = bar / max(top, 1e-9) / plot, _GAP / plot

    bars = []
    for row, texts, place in zip(shares, losses, lines.places, strict=True):
        for i, (value, text) in enumerate(zip(row, texts, strict=True)):
            down = (i - (len(steps) - 1) / 2) * _STEP if narrow else 0.0
            bars.append(Step((head + i * column) / plot, place + down, value, text))
    traces = [
        *_bars(bars, by, names, scale, wording, theme, digits),
        _printed(bars, scale, gap, wording, digits),
        _losses(bars, 1.0 if narrow else column / plot - gap, theme, narrow=narrow),
    ]
    notes: list[Part] = []
    if narrow:
        traces += [_labels(bars, names, theme), *lines.texts()]
    else:
        notes = _heads(names, column, plot, theme)
    above = 4 if narrow else 20 * max(n["text"].count("<br>") + 1 for n in notes)
    axes = lines.axes([], 0)
    axes["yaxis"] |= {"showline": False}
    return figure(
        theme,
        traces,
        xaxis={"range": [0, 1], "visible": False},
        **axes,
        barmode="overlay",
        annotations=notes,
        margin={"l": lines.left, "r": 6, "t": above, "b": 4},
        height=lines.height + above + 4,
    )


def _losses_of(row: Sequence[Value], wording: Wording, digits: int) -> list[str]:
    """What is lost after each step of a row; after the last one nothing."""
    following = [*row[1:], HIDDEN]
    return [_lost(a, b, wording, digits) for a, b in zip(row, following, strict=True)]


def _lost(value: Value, after: Value, wording: Wording, digits: int) -> str:
    """ "−24": the points between two steps as printed; nothing where one has no number."""
    if value.estimate is None or after.estimate is None:
        return ""
    difference = round(after.estimate, digits) - round(value.estimate, digits)
    return decimal(difference, wording.lang, digits)


def _bars(
    bars: Sequence[Step],
    by: str,
    names: Sequence[str],
    scale: float,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> list[Part]:
    """Bars with their intervals as hairs; those of limited reliability are hollow."""
    shown = [(i, bar) for i, bar in enumerate(bars) if bar.value.estimate is not None]
    values = [bar.value for _, bar in shown]
    ends = [(v.estimate or 0.0) * scale for v in values]
    fills = [theme.background if v.limited else theme.accent for v in values]
    titles = [
        f"<b>{words.safe(wording.label(by, bar.value.code))}</b><br>"
        f"{words.safe(names[i % len(names)])}"
        for i, bar in shown
    ]
    hair = dots.error_bar(values, theme.ink, wording)
    hair |= {name: [round(x * scale, 4) for x in hair[name]] for name in ("array", "arrayminus")}
    return [
        {
            "type": "bar",
            "width": _THICKNESS,
            "base": [round(bar.start, 4) for _, bar in shown],
            "x": [round(end, 4) for end in ends],
            "y": [round(bar.place, 1) for _, bar in shown],
            "marker": {"color": fills, "line": {"width": 1.5, "color": theme.accent}},
            "customdata": [value.code for value in values],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "hovertext": [
                marks.hover(title, value, wording, digits)
                for title, value in zip(titles, values, strict=True)
            ],
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [round(bar.start + end, 4) for (_, bar), end in zip(shown, ends, strict=True)],
            "y": [round(bar.place, 1) for _, bar in shown],
            "error_x": hair,
            "marker": {"size": 1, "color": theme.ink},
            "hoverinfo": "skip",
        },
    ]


def _printed(bars: Sequence[Step], scale: float, gap: float, wording: Wording, digits: int) -> Part:
    """The value right of each bar and its interval; the sign where there is no bar."""
    ends = [(marks.bounds(bar.value, wording) or (0.0, bar.value.estimate or 0.0)) for bar in bars]
    xs = [bar.start + high * scale + gap / 2 for bar, (_, high) in zip(bars, ends, strict=True)]
    texts = [marks.printed(bar.value, wording, digits) for bar in bars]
    return _texts(xs, [bar.place for bar in bars], texts, "middle right", TEXT_SIZE, "")


def _losses(bars: Sequence[Step], end: float, theme: Theme, *, narrow: bool) -> Part:
    """What is lost, before the next bar, `end` after the start of the bar; on a phone at the right
    edge of the plot, between two bars.
    """
    lost = [bar for bar in bars if bar.lost]
    xs = [end if narrow else bar.start + end for bar in lost]
    down = _STEP / 2 if narrow else 0.0
    places = [bar.place + down for bar in lost]
    texts = [bar.lost for bar in lost]
    return _texts(xs, places, texts, "middle left", small(), theme.muted)


def _labels(bars: Sequence[Step], names: Sequence[str], theme: Theme) -> Part:
    """On a phone each bar has the name of its step at its left."""
    texts = [words.safe(names[i % len(names)]) for i in range(len(bars))]
    places = [bar.place for bar in bars]
    return _texts([0.0] * len(bars), places, texts, "middle right", small(), theme.muted)


def _heads(names: Sequence[str], column: float, plot: float, theme: Theme) -> list[Part]:
    """The names of the steps above their bars."""
    look: Part = {"yref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    look |= {"font": {"size": small(), "color": theme.muted}}
    blocks = [words.wrap(name, column - 8, small()) for name in names]
    return [
        note(words.stacked(block), round(i * column / plot, 4), 1, **look)
        for i, block in enumerate(blocks)
    ]


def _texts(
    xs: Sequence[float],
    ys: Sequence[float],
    texts: Sequence[str],
    side: str,
    size: float,
    colour: str,
) -> Part:
    font: Part = {"size": size} | ({"color": colour} if colour else {})
    return {
        "type": "scatter",
        "mode": "text",
        "x": [round(x, 4) for x in xs],
        "y": [round(y, 1) for y in ys],
        "text": list(texts),
        "textposition": side,
        "textfont": font,
        "hoverinfo": "skip",
    }
