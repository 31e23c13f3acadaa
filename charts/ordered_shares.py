"""Ordered shares: bars of 100 %, segments in order, the share that matters at the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import columns, direct, legend, marks, pairs, room, scale, segment_names, segments
from charts.collapse import collapse, line, names
from charts.columns import Column, column, total, with_interval
from charts.figure import Part, figure, nothing
from charts.means import means_column
from charts.ranking import Order, sort
from charts.rows import rows, width_for
from charts.segments import Bar
from charts.theme import Theme
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
    means: pd.DataFrame | None = None,
    order: Order = "estimate",
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A bar per code in column `by`, a segment per code in column "option".

    `options` is their order, by default as they appear. `ends` holds, per row, the share that
    matters: it is printed at the end of the bar under `ends_label` and sorts the bars. `means`
    holds a mean per row, printed beside it (and sorting where there are no `ends`). A bar with a
    segment that is not reliable shows that share against the rest; with a hidden one, nothing.
    """
    wide = width_for(narrow, width)
    values = read(table, by, "option")
    options = list(options) or in_order(values, 1)
    finals, averages = _by_row(ends, by), _by_row(means, by)
    found, codes = lookup(values), in_order(values)
    if ranked := finals or averages:
        final = [ranked.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        codes = [v.code for v in sort(final, order)]
    sketch = {code: Bar(0.0, 0.0, segments.parts_of(found, code, options)) for code in codes}
    paired = {code for code in codes if pairs.possible(sketch[code], finals.get(code))}
    drawn = {code for code in codes if sketch[code].drawn} | paired
    shown = {c for each in (finals, averages) for c, v in each.items() if v.estimate is not None}
    if not drawn and not shown:
        return nothing(theme, wording.lang, wide)
    codes, rest = collapse(codes, set(codes) - drawn - shown, highlight)
    digits = marks.digits_of([*values, *finals.values()], wording)

    printed = _columns(codes, finals, averages, sketch, wording, ends_label, digits, wide, narrow)
    extra = [line(len(rest), wording)] if rest else []
    # a bar that shows the names alone, where the first one cannot bear them
    keyed = direct.needs_key([sketch[code] for code in codes])
    blank = [""] * len(keyed)
    printed = [c._replace(texts=(*blank, *c.texts, *([""] * len(extra)))) for c in printed]
    lines = rows(
        blank + [wording.label(by, code) for code in codes] + extra,
        mark=segments.THICKNESS,
        narrow=narrow,
        width=wide,
        column=total(printed),
        bold=[code in highlight for code in (*keyed, *codes)],
    )
    places = lines.places[len(keyed) :]
    edge = 0 if narrow else total(printed) + 14
    right = 18 if narrow else edge
    plot = wide - lines.left - right
    bars = [sketch[c]._replace(place=y) for c, y in zip(codes, places, strict=False)]
    whole = [b for b, code in zip(bars, codes, strict=True) if code not in paired]
    matters_first = early(ends, options)
    halves = [
        pairs.stacked(bar, finals[code], first=matters_first)
        for bar, code in zip(bars, codes, strict=True)
        if code in paired
    ]

    fills = theme.shades(theme.ordered, len(options))
    labels = [wording.label("option", option) for option in options]
    named = list(zip(options, labels, strict=True))
    traces = segments.traces(whole, named, fills, plot / 100, wording, theme, digits)
    traces += pairs.traces(halves, ends_label, theme.accent, plot / 100, wording, theme, digits)
    first = [direct.key_bar(lines.places[0], len(options))] if keyed else bars[:1]
    if keyed:
        traces += direct.unnumbered(segments.traces(first, named, fills, 1, wording, theme, 0))
    traces += segments.undrawn(whole, 0, 100, theme)
    if rest:
        traces.append(names(rest, by, lines.places[-1], 100, wording))
    key = [
        *zip(labels, fills, strict=True),
        *pairs.key(halves, ends_label, theme.accent, wording, theme),
    ]
    if room.direct() and not any(bar.drawn for bar in whole):
        key = key[len(labels) :]  # of no answer is there a segment
    heads = columns.heads(printed, edge, theme)
    shapes: list[Part] = []
    notes = [] if narrow or halves else segment_names.at_first_bar(whole, labels, plot / 100)
    deep = columns.depth(printed)
    at_first = None
    if room.direct() and any(bar.drawn for bar in whole):
        at_first = direct.over(first[0], labels, (0.0, 100.0), plot, lines, theme)
    if at_first is not None:
        shapes, notes, height = legend.swatches(
            key[len(labels) :], theme, plot, at_first.depth, lines.left
        )
        shapes, notes = at_first.shapes + shapes, at_first.notes + notes
        top = max(at_first.depth + height + 2, deep)
    elif notes:
        top = max(segment_names.depth(notes), deep)
    elif drawn:
        low = deep if narrow else 0
        shapes, notes, height = legend.swatches(key, theme, plot, low, lines.left)
        top = max(low + height + 6, deep)
    else:
        top = deep
    under = scale.across([0.0, 50.0, 100.0], wording, theme, plot=plot, right=right)
    bottom = under.depth if drawn else 4
    return figure(
        theme,
        [*traces, *lines.texts(printed)],
        xaxis=under.axis | {"showgrid": False, "showticklabels": bool(drawn)},
        **lines.axes(printed, edge),
        barmode="overlay",
        shapes=shapes,
        annotations=[*notes, *heads, *(under.notes if drawn else [])],
        margin={"l": lines.left, "r": right, "t": top, "b": bottom},
        height=lines.height + top + bottom,
    )


def _by_row(table: pd.DataFrame | None, by: str) -> dict[str, Value]:
    return {value.code: value for value in read(table, by)}


def _columns(
    codes: Sequence[str],
    finals: Mapping[str, Value],
    averages: Mapping[str, Value],
    bars: Mapping[str, Bar],
    wording: Wording,
    label: str,
    digits: int,
    wide: int,
    narrow: bool,
) -> list[Column]:
    """The share that matters and the mean, with intervals; without both the mark of the bar."""
    made = []
    if finals:
        texts = []
        for code in codes:
            value = finals.get(code, HIDDEN)
            span = marks.interval(value, wording, digits, unit=False)
            texts.append(with_interval(f"<b>{marks.printed(value, wording, digits)}</b>", span))
        made.append(column(texts, label, room=wide * 0.5 if narrow else 110, over=narrow))
    if averages:
        made.append(means_column(codes, averages, wording))
    if not made:
        limited = [any(v.limited for v in bars[code].parts) for code in codes]
        made.append(column(["( )" if each else "" for each in limited]))
    return made


def early(ends: pd.DataFrame | None, options: Sequence[str]) -> bool:
    """Whether the share that matters is that of the first options, as its codes say."""
    codes = {c for v in read(ends, "option") for c in v.code.split("|")} & set(options)
    return bool(codes) and options[0] in codes
