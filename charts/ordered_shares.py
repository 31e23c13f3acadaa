"""Ordered shares: bars of 100 %, segments in order, the share that matters at the end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import legend, marks, scale, segments, words
from charts.figure import Part, figure, note, nothing
from charts.ranking import Order, sort
from charts.rows import rows, width_for
from charts.segments import Bar
from charts.theme import SMALL_SIZE, Theme
from charts.values import HIDDEN, Value, in_order, lookup, read
from charts.wording import Wording


def ordered_shares(
    table: pd.DataFrame,
    by: str,
    wording: Wording,
    theme: Theme,
    *,
    options: Sequence[str] = (),
    ends: pd.DataFrame | None = None,
    ends_label: str = "",
    order: Order = "estimate",
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A bar per code in column `by`, a segment per code in column "option".

    `options` is their order, by default as they appear. `ends` holds, per row, the share that
    matters: it is printed at the end of the bar under `ends_label` and sorts the bars.
    """
    wide = width_for(narrow, width)
    values = read(table, by, "option")
    options = list(options) or in_order(values, 1)
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    finals = {v.code: v for v in read(ends, by)}
    codes = in_order(values)
    if finals:
        final = [finals.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        codes = [v.code for v in sort(final, order)]
    digits = marks.digits_of([*values, *finals.values()], wording)
    names = [wording.label(by, code) for code in codes]
    found = lookup(values)
    parts = [segments.parts_of(found, code, options) for code in codes]
    printed = [_end(finals.get(code), wording, digits, narrow) for code in codes]
    if not finals:
        printed = ["( )" if any(v.limited for v in row) else "" for row in parts]
    head = words.wrap(ends_label, wide / 2 if narrow else 110, SMALL_SIZE) if finals else ()
    column = max(words.widest((_plain(text),) for text in printed), words.widest([head], 12.5)) + 4
    bold = [code in highlight for code in codes]
    lines = rows(
        names, mark=segments.THICKNESS, narrow=narrow, width=wide, column=column, bold=bold
    )
    right = 18 if narrow else column + 14
    bars = [Bar(y, 0.0, p) for y, p in zip(lines.places, parts, strict=True)]
    fills = theme.shades(theme.ordered, len(options))
    labels = [wording.label("option", option) for option in options]
    plot = wide - lines.left - right

    traces = segments.traces(
        bars, list(zip(options, labels, strict=True)), fills, plot / 100, wording, theme, digits
    )
    traces += segments.undrawn(bars, 0, 100, theme)
    shapes: list[Part] = []
    top = 17 * len(head) + 4 if head and narrow else 0
    notes = None if narrow else _at_first_bar(bars, labels, plot / 100, theme)
    if notes is None:
        shapes, notes, legend_height = legend.swatches(
            list(zip(labels, fills, strict=True)), theme, plot, top, lines.left
        )
        top += legend_height + 6
    else:
        top += 17 * max(n["text"].count("<br>") + 1 for n in notes) + 4
    if head:
        notes = [*notes, _head(head, right if not narrow else 0, theme)]
        top = max(top, 17 * len(head) + 4)
    ticks = scale.axis([0.0, 50.0, 100.0], wording) | {"showgrid": False}
    return figure(
        theme,
        [*traces, *lines.texts(printed)],
        xaxis=ticks,
        **lines.axes(printed, right),
        barmode="overlay",
        shapes=shapes,
        annotations=notes,
        margin={"l": lines.left, "r": right, "t": top, "b": 24},
        height=lines.height + top + 24,
    )


def _end(value: Value | None, wording: Wording, digits: int, narrow: bool) -> str:
    """The number at the end of a bar, on wide figures with its interval."""
    text = marks.printed(value or HIDDEN, wording, digits)
    span = "" if narrow or value is None else marks.interval(value, wording, digits, unit=False)
    return f"<b>{text}</b> <span style='font-size:12px'>{span}</span>" if span else f"<b>{text}</b>"


def _plain(text: str) -> str:
    """A text without its markup, to measure it."""
    return "".join(piece.split(">")[-1] for piece in text.split("<"))


def _head(lines: tuple[str, ...], shift: int, theme: Theme) -> Part:
    """The head of the column of values, right-aligned above it."""
    return note(
        words.stacked(lines),
        1,
        1,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        xshift=shift,
        align="right",
        font={"size": SMALL_SIZE, "color": theme.muted},
    )


def _at_first_bar(
    bars: Sequence[Bar], labels: Sequence[str], pixels: float, theme: Theme
) -> list[Part] | None:
    """The names of the segments above the first bar; None if one does not fit in two lines."""
    first = bars[0]
    if not first.drawn:
        return None
    notes = []
    for index, label in enumerate(labels):
        share = first.parts[index].estimate or 0.0
        lines = words.wrap(label, max(share * pixels - 6, 1), SMALL_SIZE)
        if len(lines) > 2 or words.widest([lines], SMALL_SIZE) > share * pixels - 6:
            return None
        middle = round(first.begins(index) + share / 2, 1)
        notes.append(note(words.stacked(lines), middle, 1, yref="paper", yanchor="bottom"))
    return notes
