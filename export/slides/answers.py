"""Answers in order on a slide, as bars of 100 %: ordered ones, and those round a middle."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from charts import marks, segments
from charts.diverging import rows_in_order
from charts.ordered_shares import early
from charts.pairs import REST, possible
from charts.ranking import sort
from charts.segments import Bar
from charts.theme import LIGHT
from charts.values import HIDDEN, Value, in_order, lookup, read
from charts.wording import Wording
from export.slides.bars import Box
from export.slides.names import Drawn, beside, numbered, pointed, signed
from export.slides.stacked import Segment, stacked
from locales import translate


class _Rows(NamedTuple):
    """Rows of segments: their codes, the segments of each, the share that matters, the numbers
    that stand beside the names.
    """

    by: str
    codes: Sequence[str]
    options: Sequence[str]
    found: dict[tuple[str, ...], Value]
    palette: tuple[str, ...]
    finals: Mapping[str, Value]
    label: str
    beside: Mapping[str, Value]
    beside_wording: Wording
    beside_label: str
    chosen: Collection[str]
    matters_first: bool = False


def ordered_answers(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """Segments in order; where one is not reliable, the share that matters against the rest."""
    by, wording = parts["by"], parts["wording"]
    values = read(parts["table"], by, "option")
    options = list(parts.get("options") or in_order(values, 1))
    finals = {v.code: v for v in read(parts.get("ends"), by)}
    codes = in_order(values)
    if finals:
        ranked = [finals.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        codes = [v.code for v in sort(ranked, parts.get("order", "estimate"))]
    label = parts.get("ends_label", "")
    digits = marks.digits_of([*values, *finals.values()], wording)
    rows = _Rows(
        by, codes, options, lookup(values), LIGHT.ordered, finals, label, finals,
        replace(wording, digits=digits), label, parts.get("highlight", ()),
        early(parts.get("ends"), options),
    )  # fmt: skip
    return _segments(rows, shapes, box, wording, digits)


def diverging_answers(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """Stacked to 100 like ordered answers: numbers left of a middle would have to be negative."""
    by, wording = parts["by"], parts["wording"]
    values = read(parts["table"], by, "option")
    options = list(parts.get("options") or in_order(values, 1))
    found = lookup(values)
    average = {v.code: v for v in read(parts.get("means"), by)}
    order = parts.get("order", "estimate")
    codes = rows_in_order(in_order(values), found, options, average, order)
    agree = {v.code: v for v in read(parts.get("ends"), by)}
    means = replace(wording, unit="", digits=1 if wording.digits is None else wording.digits)
    rows = _Rows(
        by, codes, options, found, LIGHT.diverging, agree, parts.get("ends_label", ""), average,
        means, translate(wording.lang, "Mean"), parts.get("highlight", ()),
    )  # fmt: skip
    return _segments(rows, shapes, box, wording, marks.digits_of(values, wording))


def _segments(rows: _Rows, shapes: Any, box: Box, wording: Wording, digits: int) -> Drawn:
    """A bar is drawn whole or not at all: with one segment missing, the others would tell it."""
    codes = rows.codes
    sketch = {c: Bar(0.0, 0.0, segments.parts_of(rows.found, c, rows.options)) for c in codes}
    halved = {code for code in codes if possible(sketch[code], rows.finals.get(code))}
    fills = LIGHT.shades(rows.palette, len(rows.options))
    made = [
        Segment(
            wording.label("option", option),
            [sketch[c].parts[at] if sketch[c].drawn else HIDDEN for c in codes],
            fills[at],
        )
        for at, option in enumerate(rows.options)
    ]
    if halved:
        share = [rows.finals[c] if c in halved else HIDDEN for c in codes]
        rest = [
            HIDDEN if v.estimate is None else v._replace(estimate=100.0 - v.estimate, flag="")
            for v in share
        ]
        pair = [
            Segment(translate(wording.lang, REST), rest, LIGHT.no_answer),
            Segment(rows.label, share, LIGHT.accent),
        ]
        made += pair[::-1] if rows.matters_first else pair
    names = []
    for code in codes:
        name = pointed(wording.label(rows.by, code), chosen=code in rows.chosen)
        plain = rows.beside_wording
        if code in rows.beside:
            name = numbered(name, rows.beside[code], plain, plain.digits or 0)
        elif not sketch[code].drawn:
            name = signed(name, HIDDEN._replace(flag=sketch[code].flag))
        names.append(name)
    remark = beside(rows.beside_label, wording) if rows.beside else ""
    return Drawn(stacked(shapes, box, names, made, wording, digits), remark)
