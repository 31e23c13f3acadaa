"""A figure higher than its room in parts: its rows in their order, as many in each as fit.

All parts have one scale, so that a mark means the same in each. Kinds without rows, and those
whose rows stand in an order of their own, are not divided.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts import marks, segments
from charts.cells import Classes
from charts.centre import left_of
from charts.diverging import diverging, rows_in_order
from charts.drawing import Drawing, Kind
from charts.heatmap import heatmap
from charts.ordered_shares import ordered_shares
from charts.ranking import ranking, sort
from charts.room import highest
from charts.segments import Bar
from charts.theme import Theme
from charts.values import HIDDEN, Value, in_order, lookup, read

MOST = 4  # parts; what does not fit into these is left out, and said


class Part(NamedTuple):
    """A figure of some rows; all parts together show so many of them, of how many."""

    figure: go.Figure
    shown: int = 1
    rows: int = 1


class _Rows(NamedTuple):
    """The codes of a column in order, those without a number last; how many have one; arguments
    that the parts have in common; the argument that lists the codes of each, if there is one.
    """

    column: str
    codes: Sequence[str]
    numbered: int
    common: Mapping[str, Any]
    listed: str = ""


def in_parts(drawing: Drawing, whole: go.Figure, theme: Theme) -> list[Part]:
    """The figure as it is where it fits into the room, or cannot be divided; else its parts."""
    room = highest()
    find = _KINDS.get(drawing.kind)
    if find is None or (whole.layout.height or 0) <= room:
        return [Part(whole)]
    ways = [_divided(drawing, rows, whole, theme) for rows in find(drawing.parts, whole)]
    fitting = [way for way in ways if len(way) > 1 and _fit(way, room)]
    whole_first = sorted(fitting, key=lambda way: (way[0].shown < way[0].rows, len(way)))
    return next(iter(whole_first), [Part(whole)])


def _divided(drawing: Drawing, rows: _Rows, whole: go.Figure, theme: Theme) -> list[Part]:
    """As many rows in a part as fit."""
    room = highest()
    count = max(1, math.floor(rows.numbered * room / whole.layout.height) + 1)
    made = _made(drawing, rows, count, theme)
    while count > 1 and not _fit(made, room):
        count -= 1
        made = _made(drawing, rows, count, theme)
    return made


def _fit(parts: Sequence[Part], room: int) -> bool:
    return all(part.figure.layout.height <= room for part in parts)


def _made(drawing: Drawing, rows: _Rows, most: int, theme: Theme) -> list[Part]:
    """At most `most` rows in a part, spread evenly; rows without a number stand in the last one."""
    needed = math.ceil(rows.numbered / most)
    if needed <= MOST:
        most = math.ceil(rows.numbered / needed)
    shown = len(rows.codes) if needed <= MOST else most * MOST
    made = []
    for at in range(min(needed, MOST)):
        codes = rows.codes[at * most : None if at + 1 == needed else (at + 1) * most]
        parts = _only(drawing.parts, rows.column, set(codes)) | dict(rows.common)
        if rows.listed:
            parts[rows.listed] = list(codes)
        figure = replace(drawing, parts=parts).figure(theme)
        made.append(Part(figure, shown, len(rows.codes)))
    return made


def _only(parts: Mapping[str, Any], column: str, codes: set[str]) -> dict[str, Any]:
    """The arguments of a kind with those rows of its tables that belong to the codes."""
    return {
        name: part[part[column].astype(str).isin(codes)]
        if isinstance(part, pd.DataFrame) and column in part
        else part
        for name, part in parts.items()
    }


def _ranked(values: Sequence[Value], order: Any) -> list[Value]:
    """In order, those without a number last, as charts draw them where the order is not given."""
    ranked = sort(values, order)
    return sorted(ranked, key=lambda v: v.estimate is None)


def _shown_first(codes: Sequence[str], shown: Collection[str]) -> list[str]:
    return [*(c for c in codes if c in shown), *(c for c in codes if c not in shown)]


def _numbered(values: Sequence[Value]) -> int:
    return sum(v.estimate is not None for v in values)


def _ranking(parts: Mapping[str, Any], whole: go.Figure) -> list[_Rows]:
    values = _ranked(read(parts["table"], parts["by"]), parts.get("order", "estimate"))
    others = [v for name in ("everyone", "reference") for v in read(parts.get(name))]
    wording = parts["wording"]
    common = {
        "reach": whole.layout.xaxis.range[1],
        "wording": replace(wording, digits=marks.digits_of([*values, *others], wording)),
    }
    return [_Rows(parts["by"], [v.code for v in values], _numbered(values), common)]


def _ordered(parts: Mapping[str, Any], whole: go.Figure) -> list[_Rows]:
    by, wording = parts["by"], parts["wording"]
    values = read(parts["table"], by, "option")
    finals = {v.code: v for v in read(parts.get("ends"), by)}
    finals = finals or {v.code: v for v in read(parts.get("means"), by)}
    codes = in_order(values)
    if finals:
        ranked = [finals.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        codes = [v.code for v in _ranked(ranked, parts.get("order", "estimate"))]
    options = list(parts.get("options") or in_order(values, 1))
    found = lookup(values)
    bars = {code: Bar(0.0, 0.0, segments.parts_of(found, code, options)) for code in codes}
    shown = [c for c in codes if bars[c].drawn or finals.get(c, HIDDEN).estimate is not None]
    common: dict[str, Any] = {"options": options}
    if parts.get("means") is None:  # these have digits of their own
        digits = marks.digits_of([*values, *finals.values()], wording)
        common["wording"] = replace(wording, digits=digits)
    return [_Rows(by, _shown_first(codes, shown), len(shown), common)]


def _diverging(parts: Mapping[str, Any], whole: go.Figure) -> list[_Rows]:
    by = parts["by"]
    values = read(parts["table"], by, "option")
    options = list(parts.get("options") or in_order(values, 1))
    average = {v.code: v for v in read(parts.get("means"), by)}
    found, order = lookup(values), parts.get("order", "estimate")
    codes = rows_in_order(in_order(values), found, options, average, order)
    bars = {code: Bar(0.0, 0.0, segments.parts_of(found, code, options)) for code in codes}
    shown = [c for c in codes if bars[c].drawn or average.get(c, HIDDEN).estimate is not None]
    starts = [-left_of(bar.parts) for bar in bars.values() if bar.drawn]
    agree = [v.estimate for v in read(parts.get("ends"), by)
             if v.estimate is not None and not bars[v.code].drawn]  # fmt: skip
    common = {
        "options": options,
        "span": (
            min([*starts, *(share - 100.0 for share in agree)], default=-50.0),
            max([*(start + 100.0 for start in starts), *agree], default=50.0),
        ),
    }
    return [_Rows(by, _shown_first(codes, shown), len(shown), common)]


def _heatmap(parts: Mapping[str, Any], whole: go.Figure) -> list[_Rows]:
    by, wording = parts["by"], parts["wording"]
    values = read(parts["table"], by, parts["across"])
    final = {v.code: v for v in read(parts.get("totals"), by)}
    codes = in_order(values)
    if final:
        ranked = [final.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        codes = [v.code for v in sort(ranked, parts.get("order", "estimate"))]
    shown = [v for v in (*values, *final.values()) if v.estimate is not None]
    columns = list(parts.get("columns") or in_order(values, 1))
    classes = {"classes": parts.get("classes") or Classes.of_values(shown, wording)}
    filled = [c for c in columns if any(c == v.codes[1] for v in values if v.estimate is not None)]
    over = _shown_first(columns, filled)
    # rows and columns change places where heads are long: one of both ways fits
    return [
        _Rows(by, codes, len(codes), {"columns": columns, **classes}),
        _Rows(parts["across"], over, len(filled), classes, listed="columns"),
    ]


_KINDS: Mapping[Kind, Callable[[Mapping[str, Any], go.Figure], list[_Rows]]] = {
    ranking: _ranking,
    ordered_shares: _ordered,
    diverging: _diverging,
    heatmap: _heatmap,
}
