"""Change: points with intervals over the waves, joined only within the same instrument."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import dots, ends, marks, point_labels, waves, words
from charts.ends import End
from charts.figure import Part, figure, note, nothing
from charts.room import small
from charts.rows import width_for
from charts.series import SYMBOLS, Pixels, Series, end_labels, key, stretches
from charts.theme import Theme
from charts.upright import upright as upright_axis
from charts.values import Value, in_order, lookup, read
from charts.wording import Wording

_PLOT = 220  # the height of the plot in pixels
_BEFORE = 44  # pixels left of the first point, room for its value


def change(
    table: pd.DataFrame,
    wording: Wording,
    theme: Theme,
    *,
    by: str | None = None,
    instruments: Mapping[str, str] | None = None,
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """Points for the codes in column "wave", one series per code in column `by`.

    Waves stand in the order of their codes; codes that begin with a year keep their distance.
    `instruments` names the instrument of each wave: a line never joins two of them. A wave without
    a value to show leaves a gap, and the line does not bridge it.
    """
    wide = width_for(narrow, width)
    columns = ("wave", by) if by else ("wave",)
    values = [v._replace(codes=(*v.codes, "")[:2]) for v in read(table, *columns)]
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    digits = marks.digits_of(values, wording)
    codes = sorted(in_order(values))
    at = waves.places(codes)
    found = lookup(values)
    series = [
        Series(
            code,
            wording.label(by, code) if by else "",
            tuple((x, found.get((wave, code))) for wave, x in zip(codes, at, strict=True)),
        )
        for code in in_order(values, 1)
    ]
    colours = _colours(series, highlight, theme)
    keyed = narrow and len(series) > 1
    texts = end_labels(series, wording, digits, 0 if keyed else wide * 0.26)
    upright = upright_axis(values, wording, theme)
    left, right = upright.left, words.widest(texts) + 26
    plot, height = wide - left - right, max(_PLOT, 20 * len(series) - 20)
    span = at[-1] - at[0] or 1.0
    before = min(_BEFORE, plot * 0.16)
    across = span / (plot - before - 8)  # one pixel, in units of the time axis
    up = (height - upright.below) / (upright.top - upright.low)  # one unit of y, in pixels
    bottom = upright.low - upright.below / up
    breaks = [(instruments or {}).get(wave, "") for wave in codes]
    step = span / 150
    shifts = [(i - (len(series) - 1) / 2) * step for i in range(len(series))]
    traces = [
        _trace(line, codes, breaks, shifts[i], i, colours[i], wording, theme)
        for i, line in enumerate(series)
    ]
    notes = ends.labels(
        [
            End(line.last[0], (line.last[1].estimate or 0.0), label, colour)
            for line, label, colour in zip(series, texts, colours, strict=True)
            if line.last
        ],
        up,
    )
    start = at[0] - before * across
    pixels = Pixels(start, bottom, across, up)
    drawn = [
        stretches(line, breaks, shift, wording, digits, pixels)
        for line, shift in zip(series, shifts, strict=True)
    ]
    for colour, labels in zip(colours, point_labels.placed(drawn, plot, height), strict=True):
        font = {"size": small(), "color": colour}
        for point, label in labels.items():
            x, y = start + point.x * across, bottom + point.y / up
            side = {"xanchor": label.anchor, "xshift": label.dx, "yshift": round(label.dy, 1)}
            notes.append(note(point.text, round(x, 3), round(y, 2), **side, font=font))
    top = upright.above + 8
    notes += upright.notes
    if keyed:
        names, count = key(series, colours, wide - 10)
        place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        notes.append(note(names, 0, 1, **place, align="left", xshift=-left, yshift=top + 2))
        top += 17 * count + 8
    names_of_waves = [wording.label("wave", code) for code in codes]
    blocks = waves.labels(names_of_waves, at, 1 / across, (left + before, right + 8))
    xaxis, depth = waves.axis(blocks, at, (start, at[-1] + 8 * across), theme)
    return figure(
        theme,
        traces,
        xaxis=xaxis,
        yaxis=upright.axis | {"range": [round(bottom, 3), upright.top]},
        annotations=notes,
        shapes=upright.shapes,
        margin={"l": left, "r": right, "t": top, "b": depth},
        height=height + top + depth,
    )


def _colours(series: Sequence[Series], highlight: Collection[str], theme: Theme) -> list[str]:
    """The accent for the highlighted, grey for the others. Up to three series have a colour each;
    more are told apart by their signs and names, for a colour means one thing.
    """
    if highlight:
        return [theme.accent if s.code in highlight else theme.muted for s in series]
    if len(series) <= 3:
        return [theme.accent, theme.ink, theme.muted][: len(series)]
    return [theme.muted] * len(series)


def _bold(text: str) -> str:
    return f"<b>{words.safe(text)}</b>"


def _trace(
    line: Series,
    codes: Sequence[str],
    breaks: Sequence[str],
    shift: float,
    index: int,
    colour: str,
    wording: Wording,
    theme: Theme,
) -> Part:
    """A series; points without a number, and None between two instruments, break the line."""
    shown: list[tuple[float, Value | None, str]] = []
    for i, ((x, value), wave) in enumerate(zip(line.points, codes, strict=True)):
        if i and breaks[i] != breaks[i - 1]:
            shown.append((x, None, wave))
        shown.append((x, value if value and value.estimate is not None else None, wave))
    values = [value or Value((), None, None, None, None, "") for _, value, _ in shown]
    digits = marks.digits_of([v for _, v in line.points if v], wording)
    name = f"{line.name}, " if line.name else ""
    bars = dots.error_bar(values, colour, wording)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [round(x + shift, 3) for x, _, _ in shown],
        "y": [None if v.estimate is None else round(v.estimate, 1) for v in values],
        "error_y": bars,
        "line": {"color": colour, "width": 1.5},
        "marker": dots.marker(values, colour, theme, 8) | {"symbol": SYMBOLS[index % 6]},
        "hovertext": [
            marks.hover(_bold(name + wording.label("wave", wave)), v, wording, digits) if v else ""
            for _, v, wave in shown
        ],
        "customdata": [wave for _, _, wave in shown],
    }
