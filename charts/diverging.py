"""Diverging agreement: bars centred on the middle category, no answer apart at the right."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import centre, columns, direct, legend, marks, pairs, room, segments
from charts.collapse import collapse, line, names
from charts.columns import column
from charts.figure import Part, figure, nothing
from charts.means import means_column
from charts.ranking import Order, sort
from charts.rows import rows, width_for
from charts.segments import Bar
from charts.theme import Theme
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
    ends: pd.DataFrame | None = None,
    ends_label: str = "",
    order: Order = "estimate",
    span: tuple[float, float] | None = None,
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A bar per code in column `by`, a segment per code in column "option", from low to high.

    An odd number of options is centred on the middle one. `means` holds a mean per row, printed at
    the right and sorting the bars (without it the share above the middle does); `no_answer` a
    share per row, drawn apart on the same scale. `ends` holds, per row, the share of those who
    agree: where a segment is not reliable it is drawn against the rest, right of the centre. The
    names of rows in `highlight` are bold. `span` is how far bars reach at least, left and right
    of the centre.
    """
    wide = width_for(narrow, width)
    values = read(table, by, "option")
    options = list(options) or in_order(values, 1)
    found = lookup(values)
    average = {v.code: v for v in read(means, by)}
    agree = {v.code: v for v in read(ends, by)}
    codes = rows_in_order(in_order(values), found, options, average, order)
    sketch = {code: Bar(0.0, 0.0, segments.parts_of(found, code, options)) for code in codes}
    paired = {code for code in codes if pairs.possible(sketch[code], agree.get(code))}
    drawn = paired | {code for code in codes if sketch[code].drawn}
    shown = {code for code, value in average.items() if value.estimate is not None}
    if not drawn and not shown:
        return nothing(theme, wording.lang, wide)
    codes, rest = collapse(codes, set(codes) - drawn - shown, highlight)
    digits = marks.digits_of(values, wording)
    limited = ["( )" if any(v.limited for v in sketch[code].parts) else "" for code in codes]
    printed = means_column(codes, average, wording) if average else column(limited)
    extra = [line(len(rest), wording)] if rest else []
    # a bar that shows the names alone, where the first one cannot bear them
    keyed = direct.needs_key([sketch[code] for code in codes])
    blank = [""] * len(keyed)
    printed = printed._replace(texts=(*blank, *printed.texts, *([""] * len(extra))))
    lines = rows(
        blank + [wording.label(by, code) for code in codes] + extra,
        mark=segments.THICKNESS,
        narrow=narrow,
        width=wide,
        column=printed.width,
        bold=[code in highlight for code in (*keyed, *codes)],
    )
    seats = lines.places[len(keyed) :]
    edge = 0 if narrow else printed.width + 14
    right = 8 if narrow else edge

    bars = [sketch[c]._replace(place=y) for c, y in zip(codes, seats, strict=False)]
    halves = [
        pairs.centred(bar, agree[code])
        for bar, code in zip(bars, codes, strict=True)
        if code in paired
    ]
    bars = [
        bar._replace(start=-centre.left_of(bar.parts))
        for bar, code in zip(bars, codes, strict=True)
        if code not in paired
    ]
    whole = [bar for bar in bars if bar.drawn]
    first = whole[:1]
    if keyed:
        first = [direct.key_bar(lines.places[0], len(options))._replace(start=-50.0)]
        whole = first + whole
    lowest = [bar.start for bar in whole] + [h.rest for h in halves]
    highest = [bar.begins(len(options)) for bar in whole] + [h.rest + 100.0 for h in halves]
    start = min([*lowest, *(span or ())[:1]], default=-50.0)
    end = max([*highest, *(span or ())[1:]], default=50.0)
    silent = [v for v in read(no_answer, by) if v.estimate is not None and v.code in drawn]
    last = end + _GAP + max((v.estimate or 0.0 for v in silent), default=0.0) if silent else end
    plot = wide - lines.left - right - (_NUMBER if silent else 0)
    beyond = _NUMBER * (last - start) / plot if silent else 0.0
    pixels = plot / (last - start)
    ends_of_axis = round(start - 0.3, 1), round(last + beyond + 0.3, 1)
    labels = [wording.label("option", option) for option in options]
    fills = theme.shades(theme.diverging, len(options))
    between = theme.ordered[-2]  # no answer's own colour, but like those it joins

    named = list(zip(options, labels, strict=True))
    traces = segments.traces(bars, named, fills, pixels, wording, theme, digits)
    traces += pairs.traces(halves, ends_label, between, pixels, wording, theme, digits)
    if keyed:
        traces += direct.unnumbered(segments.traces(first, named, fills, 1, wording, theme, 0))
    traces += segments.undrawn(bars, round(start, 1), round(end, 1), theme)
    if rest:
        traces.append(names(rest, by, lines.places[-1], round(end, 1), wording))
    entries = list(zip(labels, fills, strict=True))
    if room.direct() and not first:
        entries = []  # of no answer is there a segment
    entries += pairs.key(halves, ends_label, between, wording, theme)
    if silent:
        places = dict(zip(codes, seats, strict=False))
        traces.append(centre.no_answer(silent, places, end + _GAP, wording, theme, digits))
        entries.append((translate(wording.lang, "no answer"), theme.no_answer))
    low = max(columns.depth([printed]), 4) if narrow else 4
    at_first = None
    if room.direct() and first:
        across = wide - lines.left - right
        at_first = direct.over(first[0], labels, ends_of_axis, across, lines, theme)
    if at_first is not None:
        entries, low = entries[len(labels) :], at_first.depth
    shapes, notes, height = legend.swatches(
        [*entries, (translate(wording.lang, "shares in %"), "")] if drawn else [],
        theme,
        wide - lines.left - right,
        low,
        lines.left,
    )
    if drawn:
        shapes += centre.line(lines, len(keyed) + len(codes), theme)
    notes += columns.heads([printed], edge, theme)
    if at_first is not None:
        shapes, notes = at_first.shapes + shapes, at_first.notes + notes
    top = max(height + low + 4, columns.depth([printed]))
    return figure(
        theme,
        [*traces, *lines.texts([printed])],
        xaxis={"range": list(ends_of_axis), "visible": False},
        **_without_line(lines.axes([printed], edge)),
        barmode="overlay",
        shapes=shapes,
        annotations=notes,
        margin={"l": lines.left, "r": right, "t": top, "b": 4},
        height=lines.height + top + 4,
    )


def rows_in_order(
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


def _without_line(axes: dict[str, Part]) -> dict[str, Part]:
    """The rows' axes without the line at 0, which is not at the left edge here."""
    return {name: part | {"showline": False} for name, part in axes.items()}
