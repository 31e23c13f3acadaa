"""What each kind of chart becomes on a slide, from the same parts as the figure on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from charts import marks
from charts.cells import Classes
from charts.change import change
from charts.collapse import collapse, line
from charts.diverging import diverging
from charts.drawing import Drawing, Kind
from charts.dumbbell import dumbbell, printed_difference, side_of
from charts.funnel import funnel
from charts.heatmap import heatmap
from charts.map import area_map
from charts.ordered_shares import ordered_shares
from charts.profile import profile
from charts.ranking import ranking, sort
from charts.theme import LIGHT
from charts.values import HIDDEN, Value, in_order, lookup, read
from charts.waves import places
from export.printed import printed_rows, value_head
from export.slides.answers import diverging_answers, ordered_answers
from export.slides.bars import Box, Series, bars
from export.slides.lines import Stretch, lines
from export.slides.names import Drawn, beside, pointed, signed, with_span
from export.slides.tables import Cell, table
from locales import N_, translate


def native(drawing: Drawing, shapes: Any, box: Box) -> Drawn:
    """The drawing as PowerPoint's own chart or table, put among `shapes`."""
    return _KINDS.get(drawing.kind, _table)(drawing.parts, shapes, box)


def _ranking(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """A bar per row; under filters a second one of all firms, else these as a row of their own."""
    by, wording = parts["by"], parts["wording"]
    values = sort(read(parts["table"], by), parts.get("order", "estimate"))
    chosen = parts.get("highlight", ())
    blank = {v.code for v in values if v.estimate is None}
    _, rest = collapse([v.code for v in values], blank, chosen)
    values = [v for v in values if v.code not in rest]
    names = [pointed(wording.label(by, v.code), chosen=v.code in chosen) for v in values]
    fills = [LIGHT.accent if not chosen or v.code in chosen else LIGHT.muted for v in values]
    others = {v.code: v for v in read(parts.get("everyone"), by)}
    whole = [v for v in read(parts.get("reference")) if v.estimate is not None][:1]
    compared = [others.get(v.code, HIDDEN) for v in values] if others else []
    digits = marks.digits_of([*values, *compared, *whole], wording)
    everyone = parts.get("everyone_label") or translate(wording.lang, "All")
    if whole:
        names.insert(0, parts.get("reference_label") or translate(wording.lang, "All"))
        values.insert(0, whole[0])
        fills.insert(0, LIGHT.benchmark)
    names = [signed(name, value) for name, value in zip(names, values, strict=True)]
    if rest:
        names.append(line(len(rest), wording))
        values.append(HIDDEN)
        fills.append(LIGHT.muted)
    group = parts.get("group_label") or translate(wording.lang, "Value")
    series = [Series(group, values, fills)]
    if compared:
        compared += [HIDDEN] * (len(values) - len(compared))
        series.append(Series(everyone, compared, [LIGHT.no_answer] * len(compared)))
    return Drawn(bars(shapes, box, names, series, wording, digits))


def _profile(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    return _ranking({**parts, "order": "given"}, shapes, box)


def _map(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """The areas ranked: PowerPoint has no map of them."""
    drawn = _ranking({**parts, "order": "estimate"}, shapes, box)
    return drawn._replace(remark=translate(parts["wording"].lang, N_("ranked in place of the map")))


def _dumbbell(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """Two bars per row; the difference beside the name."""
    by, wording = parts["by"], parts["wording"]
    sides = [
        {v.code: v for v in read(side_of(parts["table"], side), by)}
        for side in ("group", "against")
    ]
    gaps = read(parts["table"], by)
    drawn = [v for side in sides for v in side.values() if v.estimate is not None]
    digits = marks.digits_of(drawn, wording)
    plain = replace(wording, unit="", digits=digits)
    names, chosen = [], parts.get("highlight", ())
    for gap in gaps:
        name = pointed(wording.label(by, gap.code), chosen=gap.code in chosen)
        text = printed_difference(gap, wording, digits)
        names.append(with_span(name, text, gap, plain, digits))
    series = [
        Series(label, [side[gap.code] for gap in gaps], [fill] * len(gaps))
        for label, side, fill in zip(
            parts["labels"], sides, (LIGHT.accent, LIGHT.room), strict=True
        )
    ]
    remark = beside(translate(wording.lang, "Difference"), wording)
    ticks = parts.get("ticks")
    span = (ticks[0], ticks[-1]) if ticks else None
    return Drawn(bars(shapes, box, names, series, wording, digits, span), remark)


def _funnel(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """A bar per step under each name."""
    by, wording = parts["by"], parts["wording"]
    values = read(parts["table"], by, "option")
    steps = list(parts.get("steps") or in_order(values, 1))
    found = lookup(values)
    first = [found.get((c, steps[0]), HIDDEN)._replace(codes=(c,)) for c in in_order(values)]
    codes = [v.code for v in sort(first, parts.get("order", "estimate"))]
    fills = LIGHT.shades(LIGHT.ordered[1:], len(steps))[::-1]
    series = [
        Series(
            wording.label("option", step),
            [found.get((code, step), HIDDEN) for code in codes],
            [fill] * len(codes),
        )
        for step, fill in zip(steps, fills, strict=True)
    ]
    chosen = parts.get("highlight", ())
    names = [pointed(wording.label(by, code), chosen=code in chosen) for code in codes]
    return Drawn(bars(shapes, box, names, series, wording, marks.digits_of(values, wording)))


def _heatmap(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """A table with the colours of the classes; the total is the last column."""
    by, across, wording = parts["by"], parts["across"], parts["wording"]
    values = read(parts["table"], by, across)
    columns = list(parts.get("columns") or in_order(values, 1))
    codes, final = in_order(values), {v.code: v for v in read(parts.get("totals"), by)}
    if final:
        ranked = [final.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        codes = [v.code for v in sort(ranked, parts.get("order", "estimate"))]
    shown = [v for v in (*values, *final.values()) if v.estimate is not None]
    if not shown:
        return _table(parts, shapes, box)
    classes = parts.get("classes") or Classes.of_values(shown, wording)
    fills, found = classes.fills(LIGHT), lookup(values)

    def cell(value: Value) -> Cell:
        text = marks.printed(value, wording, classes.digits, unit=False)
        if value.estimate is None:
            return Cell(text)
        return Cell(text, fills[classes.place(value.estimate)])

    heads = ["", *(wording.head(across, code) for code in columns)]
    if final:
        heads.append(parts.get("totals_label") or translate(wording.lang, "Total"))
    rows = [
        (
            pointed(wording.label(by, code), chosen=code in parts.get("highlight", ())),
            [
                *(cell(found.get((code, column), HIDDEN)) for column in columns),
                *([cell(final.get(code, HIDDEN))] if final else []),
            ],
        )
        for code in codes
    ]
    unit = marks.unit_word(wording)
    remark = translate(wording.lang, N_("numbers in {unit}"), unit=unit) if unit else ""
    return Drawn(table(shapes, box, heads, rows, wording.lang), remark)


def _change(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """A series per stretch that is joined: none over a gap or from one instrument to another."""
    by, wording = parts.get("by"), parts["wording"]
    values = [v._replace(codes=(*v.codes, "")[:2])
              for v in read(parts["table"], *(("wave", by) if by else ("wave",)))]  # fmt: skip
    waves = sorted(in_order(values))
    at, found = dict(zip(waves, places(waves), strict=True)), lookup(values)
    breaks = [(parts.get("instruments") or {}).get(wave, "") for wave in waves]
    several = in_order(values, 1)
    fills = [LIGHT.accent, LIGHT.room, LIGHT.ink, LIGHT.muted]
    stretches: list[Stretch] = []
    for place, code in enumerate(several):
        name = wording.label(by, code) if by else translate(wording.lang, "Value")
        points: list[tuple[float, Value]] = []
        for index, wave in enumerate(waves):
            value = found.get((wave, code))
            broken = index and breaks[index] != breaks[index - 1]
            if points and (broken or value is None or value.estimate is None):
                stretches.append(Stretch(name, points, fills[place % 4]))
                points = []
            if value is not None and value.estimate is not None:
                points = [*points, (at[wave], value)]
        if points:
            stretches.append(Stretch(name, points, fills[place % 4]))
    if not stretches:
        return _table(parts, shapes, box)
    return Drawn(lines(shapes, box, stretches, wording, marks.digits_of(values, wording)))


def _table(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
    """The printed numbers, where there is no chart of the kind."""
    wording, by = parts["wording"], parts.get("by", "row")
    made = printed_rows(parts["table"], wording, {by: ""})
    names = [wording.label(by, v.code) for v in read(parts["table"], by)]
    interval = translate(wording.lang, "95% interval")
    heads = ["", value_head(wording), interval, "n"]
    rows = [
        (name, [Cell(row.value), Cell(row.interval), Cell(row.n)])
        for name, row in zip(names, made.rows, strict=True)
    ]
    return Drawn(table(shapes, box, heads, rows, wording.lang))


_KINDS: Mapping[Kind, Callable[[Mapping[str, Any], Any, Box], Drawn]] = {
    ranking: _ranking,
    profile: _profile,
    area_map: _map,
    ordered_shares: ordered_answers,
    diverging: diverging_answers,
    dumbbell: _dumbbell,
    funnel: _funnel,
    heatmap: _heatmap,
    change: _change,
}
