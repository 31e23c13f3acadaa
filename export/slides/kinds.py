"""What each kind of chart becomes on a slide, from the same parts as the figure on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from charts import marks, segments
from charts.cells import Classes
from charts.change import change
from charts.collapse import collapse, line
from charts.diverging import diverging, rows_in_order
from charts.drawing import Drawing, Kind
from charts.dumbbell import dumbbell, printed_difference, side_of
from charts.funnel import funnel
from charts.heatmap import heatmap
from charts.map import area_map
from charts.ordered_shares import early, ordered_shares
from charts.pairs import REST, possible
from charts.profile import profile
from charts.ranking import ranking, sort
from charts.segments import Bar
from charts.theme import LIGHT
from charts.values import HIDDEN, Value, in_order, lookup, read
from charts.waves import places
from charts.wording import Wording
from export.printed import printed_rows, value_head
from export.slides.bars import Box, Series, bars
from export.slides.lines import Stretch, lines
from export.slides.stacked import Segment, stacked
from export.slides.tables import Cell, table
from locales import N_, translate
from locales.numbers import NO_BREAK_SPACE

_MARKED = "\N{EN SPACE}"  # between a name and its sign or its number


class Drawn(NamedTuple):
    """The shape of a chart or table, and what has to be said to it."""

    shape: Any
    remark: str = ""


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
    names = [wording.label(by, v.code) for v in values]
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
    names = [_signed(name, value) for name, value in zip(names, values, strict=True)]
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
    matters_first: bool = False


def _ordered(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
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
        replace(wording, digits=digits), label, early(parts.get("ends"), options),
    )  # fmt: skip
    return _segments(rows, shapes, box, wording, digits)


def _diverging(parts: Mapping[str, Any], shapes: Any, box: Box) -> Drawn:
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
        means, translate(wording.lang, "Mean"),
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
        name, plain = wording.label(rows.by, code), rows.beside_wording
        if code in rows.beside:
            name = _numbered(name, rows.beside[code], plain, plain.digits or 0)
        elif not sketch[code].drawn:
            name = _signed(name, HIDDEN._replace(flag=sketch[code].flag))
        names.append(name)
    remark = _beside(rows.beside_label, wording) if rows.beside else ""
    return Drawn(stacked(shapes, box, names, made, wording, digits), remark)


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
    names = []
    for gap in gaps:
        text = printed_difference(gap, wording, digits)
        names.append(_with_span(wording.label(by, gap.code), text, gap, plain, digits))
    series = [
        Series(label, [side[gap.code] for gap in gaps], [fill] * len(gaps))
        for label, side, fill in zip(
            parts["labels"], sides, (LIGHT.accent, LIGHT.room), strict=True
        )
    ]
    remark = _beside(translate(wording.lang, "Difference"), wording)
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
    names = [wording.label(by, code) for code in codes]
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
            wording.label(by, code),
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


def _beside(what: str, wording: Wording) -> str:
    """What the numbers beside the names are."""
    said = N_("beside the names: {what} [95% interval]")
    return translate(wording.lang, said, what=what)


def _numbered(name: str, value: Value, wording: Wording, digits: int) -> str:
    """A name with a value as printed and its interval, which stay together."""
    return _with_span(name, marks.printed(value, wording, digits), value, wording, digits)


def _with_span(name: str, text: str, value: Value, wording: Wording, digits: int) -> str:
    span = marks.interval(value, wording, digits, unit=False)
    said = f"{text} [{span}]" if span else text
    return f"{name}{_MARKED}{said.replace(' ', NO_BREAK_SPACE)}"


def _signed(name: str, value: Value) -> str:
    """A name with the sign of a value that is not shown."""
    return name if value.estimate is not None else f"{name}{_MARKED}{marks.sign(value)}"


_KINDS: Mapping[Kind, Callable[[Mapping[str, Any], Any, Box], Drawn]] = {
    ranking: _ranking,
    profile: _profile,
    area_map: _map,
    ordered_shares: _ordered,
    diverging: _diverging,
    dumbbell: _dumbbell,
    funnel: _funnel,
    heatmap: _heatmap,
    change: _change,
}
