"""Diverging agreement: bars centred on the middle category, no answer apart at the right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from charts import legend, marks, segments, words
from charts.figure import HOVER, Part, figure, note, nothing
from charts.ranking import Order, sort
from charts.rows import Rows, rows, width_for
from charts.segments import Bar
from charts.theme import SMALL_SIZE, Theme
from charts.values import HIDDEN, Value, in_order, lookup, read
from charts.wording import Wording
from locales.catalogue import translate

_GAP = 4.0  # percent between the bars and those without an answer
_NUMBER = 28  # pixels for the number beside the latter


def diverging(
    table: pd.DataFrame,
    by: str,
    wording: Wording,
    theme: Theme,
    *,
    options: Sequence[str] = (),
    means: pd.DataFrame | None = None,
    no_answer: pd.DataFrame | None = None,
    order: Order = "estimate",
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A bar per code in column `by`, a segment per code in column "option", from low to high.

    An odd number of options is centred on the middle one. `means` holds a mean per row, printed at
    the right and sorting the bars (without it the share above the middle does); `no_answer` a
    share per row, drawn apart on the same scale. The names of rows in `highlight` are bold.
    """
    wide = width_for(narrow, width)
    values = read(table, by, "option")
    options = list(options) or in_order(values, 1)
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    found = lookup(values)
    average = {v.code: v for v in read(means, by)}
    codes = _order(in_order(values), found, options, average, order)
    parts = [segments.parts_of(found, code, options) for code in codes]
    names = [wording.label(by, code) for code in codes]
    digits = marks.digits_of(values, wording)
    scale_unit = replace(wording, unit="", digits=1 if wording.digits is None else wording.digits)
    printed = [
        marks.printed(average.get(code, HIDDEN), scale_unit, scale_unit.digits or 0)
        if average
        else ("( )" if any(v.limited for v in row) else "")
        for code, row in zip(codes, parts, strict=True)
    ]
    head = translate(wording.lang, "Mean") if average else ""
    column = max(words.widest((t,) for t in printed), words.widest([(head,)], SMALL_SIZE)) + 4
    bold = [code in highlight for code in codes]
    lines = rows(
        names, mark=segments.THICKNESS, narrow=narrow, width=wide, column=column, bold=bold
    )
    right = 8 if narrow else column + 14

    bars = [Bar(y, -_left(p), p) for y, p in zip(lines.places, parts, strict=True)]
    start = min((bar.start for bar in bars if bar.drawn), default=-50.0)
    end = max((bar.begins(len(options)) for bar in bars if bar.drawn), default=50.0)
    silent = [v for v in read(no_answer, by) if v.estimate is not None]
    last = end + _GAP + max((v.estimate or 0.0 for v in silent), default=0.0) if silent else end
    plot = wide - lines.left - right - (_NUMBER if silent else 0)
    beyond = _NUMBER * (last - start) / plot if silent else 0.0
    labels = [wording.label("option", option) for option in options]
    fills = theme.shades(theme.diverging, len(options))

    traces = segments.traces(
        bars,
        list(zip(options, labels, strict=True)),
        fills,
        plot / (last - start),
        wording,
        theme,
        digits,
    )
    traces += segments.undrawn(bars, round(start, 1), round(end, 1), theme)
    entries = list(zip(labels, fills, strict=True))
    if silent:
        places = dict(zip(codes, lines.places, strict=True))
        traces.append(_no_answer(silent, places, end + _GAP, wording, theme, digits))
        entries.append((translate(wording.lang, "no answer"), theme.no_answer))
    low = 19 if head and narrow else 4
    shapes, notes, height = legend.swatches(
        [*entries, (translate(wording.lang, "shares in %"), "")],
        theme,
        wide - lines.left - right,
        low,
        lines.left,
    )
    shapes += _centre(lines, theme)
    if head:
        shown = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
        font = {"size": SMALL_SIZE, "color": theme.muted}
        notes.append(note(head, 1, 1, **shown, xshift=0 if narrow else right, font=font))
    axis = {"range": [round(start - 0.3, 1), round(last + beyond + 0.3, 1)], "visible": False}
    margin = {"l": lines.left, "r": right, "t": height + low + 4, "b": 4}
    return figure(
        theme,
        [*traces, *lines.texts(printed)],
        xaxis=axis,
        **_without_line(lines.axes(printed, right)),
        barmode="overlay",
        shapes=shapes,
        annotations=notes,
        margin=margin,
        height=lines.height + margin["t"] + margin["b"],
    )


def _left(parts: Sequence[Value]) -> float:
    """How much of a bar lies left of the centre: all below the middle, and half of the middle."""
    half, odd = divmod(len(parts), 2)
    below = sum(part.estimate or 0.0 for part in parts[:half])
    return below + ((parts[half].estimate or 0.0) / 2 if odd else 0.0)


def _order(
    codes: list[str],
    found: dict[tuple[str, ...], Value],
    options: Sequence[str],
    average: dict[str, Value],
    order: Order,
) -> list[str]:
    if order == "given":
        return codes
    if average:
        ranked = [average.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        return [v.code for v in sort(ranked, order)]
    upper = options[(len(options) + 1) // 2 :]
    bars = {code: segments.parts_of(found, code, upper) for code in codes}
    drawn = {c: all(p.estimate is not None for p in parts) for c, parts in bars.items()}
    return sorted(codes, key=lambda c: (not drawn[c], -sum(p.estimate or 0 for p in bars[c])))


def _no_answer(
    silent: Sequence[Value],
    places: dict[str, float],
    start: float,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> Part:
    shown = [v for v in silent if v.code in places]
    name = translate(wording.lang, "no answer")
    return {
        "type": "bar",
        "width": segments.THICKNESS,
        "base": [round(start, 1)] * len(shown),
        "x": [round(v.estimate or 0.0, 1) for v in shown],
        "y": [places[v.code] for v in shown],
        "text": [marks.printed(v, wording, digits, unit=False) for v in shown],
        "textposition": "outside",
        "textfont": {"size": SMALL_SIZE, "color": theme.muted},
        "marker": {
            "color": theme.no_answer,
            "line": {"width": 1, "color": theme.edge_of(theme.no_answer)},
        },
        "hovertemplate": HOVER,
        "hovertext": [marks.hover(words.safe(name), v, wording, digits) for v in shown],
    }


def _centre(lines: Rows, theme: Theme) -> list[Part]:
    """The line through the middle category; it leaves out names that stand above the bars."""
    spans = [(0.0, float(lines.height))]
    if lines.above:
        half = segments.THICKNESS / 2 + 3
        spans = [(place - half, place + half) for place in lines.places]
    line = {"width": 1, "color": theme.muted}
    return [
        {"type": "line", "x0": 0, "x1": 0, "y0": y0, "y1": y1, "line": line, "layer": "below"}
        for y0, y1 in spans
    ]


def _without_line(axes: dict[str, Part]) -> dict[str, Part]:
    """The rows' axes without the line at 0, which is not at the left edge here."""
    return {name: part | {"showline": False} for name, part in axes.items()}
