"""Change: points with intervals over the waves, joined only within the same instrument."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts import dots, ends, marks, scale, words
from charts.ends import End
from charts.figure import Part, figure, note, nothing
from charts.rows import width_for
from charts.theme import SMALL_SIZE, Theme
from charts.values import Value, in_order, lookup, read
from charts.wording import Wording

_PLOT = 266  # the height of the plot in pixels
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "triangle-down")
_SIGNS = "●■◆▲⬟▼"


class Series(NamedTuple):
    """A line: its code and name, its values by place on the time axis (None is a gap)."""

    code: str
    name: str
    points: tuple[tuple[float, Value | None], ...]

    @property
    def last(self) -> tuple[float, Value] | None:
        shown = [(x, v) for x, v in self.points if v is not None and v.estimate is not None]
        return shown[-1] if shown else None


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
    waves = sorted(in_order(values))
    places = _places(waves)
    found = lookup(values)
    series = [
        Series(
            code,
            wording.label(by, code) if by else "",
            tuple((x, found.get((wave, code))) for wave, x in zip(waves, places, strict=True)),
        )
        for code in in_order(values, 1)
    ]
    top = max(b for v in values for b in (v.estimate, v.high) if b is not None)
    ticks = scale.ticks(top, closed=scale.closed(wording), most=4)
    axis = scale.axis(ticks, wording, narrow=narrow)
    breaks = [(instruments or {}).get(wave, "") for wave in waves]
    colours = _colours(series, highlight, theme)
    step = (places[-1] - places[0] or 1.0) / 150
    traces = [
        _trace(line, waves, breaks, (i - (len(series) - 1) / 2) * step, i, colour, wording, theme)
        for i, (line, colour) in enumerate(zip(series, colours, strict=True))
    ]
    keyed = narrow and len(series) > 1
    labels = _labels(series, wording, digits, 0 if keyed else wide * 0.26)
    notes = ends.labels(
        [
            End(line.last[0], line.last[1].estimate or 0.0, label, colour)
            for line, label, colour in zip(series, labels, colours, strict=True)
            if line.last
        ],
        _PLOT / ticks[-1],
    )
    left = words.widest([(t,) for t in axis["ticktext"]], SMALL_SIZE) + 10
    top_margin = 12
    if keyed:
        key, count = _key(series, colours, wide - 10)
        place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
        notes.append(note(key, 0, 1, **place, align="left", xshift=-left, yshift=14))
        top_margin += 17 * count + 8
    margin = {"l": left, "r": words.widest(labels) + 26, "t": top_margin, "b": 24}
    span = places[-1] - places[0] or 1.0
    return figure(
        theme,
        traces,
        xaxis={
            "range": [places[0] - span * 0.04, places[-1] + span * 0.02],
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [words.safe(wording.label("wave", wave)) for wave in waves],
            "showgrid": False,
            "showline": True,
            "linecolor": theme.edge,
        },
        yaxis=axis | {"showgrid": True, "tickfont": {"size": SMALL_SIZE, "color": theme.muted}},
        annotations=notes,
        margin=margin,
        height=_PLOT + margin["t"] + margin["b"],
    )


def _places(waves: Sequence[str]) -> list[float]:
    """Waves that begin with a year stand at their year, others one apart."""
    years = [wave[:4] for wave in waves]
    if all(len(y) == 4 and y.isdecimal() for y in years) and len(set(years)) == len(years):
        return [float(year) for year in years]
    return [float(i) for i in range(len(waves))]


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
    waves: Sequence[str],
    breaks: Sequence[str],
    shift: float,
    index: int,
    colour: str,
    wording: Wording,
    theme: Theme,
) -> Part:
    """A series; points without a number, and None between two instruments, break the line."""
    shown: list[tuple[float, Value | None, str]] = []
    for i, ((x, value), wave) in enumerate(zip(line.points, waves, strict=True)):
        if i and breaks[i] != breaks[i - 1]:
            shown.append((x, None, wave))
        shown.append((x, value if value and value.estimate is not None else None, wave))
    values = [value or Value((), None, None, None, None, "") for _, value, _ in shown]
    digits = marks.digits_of([v for _, v in line.points if v], wording)
    name = f"{line.name}, " if line.name else ""
    bars = dots.error_bar(values, colour)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [round(x + shift, 3) for x, _, _ in shown],
        "y": [None if v.estimate is None else round(v.estimate, 1) for v in values],
        "error_y": bars,
        "line": {"color": colour, "width": 1.5},
        "marker": dots.marker(values, colour, theme, 8) | {"symbol": _SYMBOLS[index % 6]},
        "hovertext": [
            marks.hover(_bold(name + wording.label("wave", wave)), v, wording, digits) if v else ""
            for _, v, wave in shown
        ],
        "customdata": [wave for _, _, wave in shown],
    }


def _labels(
    series: Sequence[Series], wording: Wording, digits: int, room: float
) -> list[tuple[str, ...]]:
    """The name and last value of each series, in lines; without `room` its sign stands for it."""
    texts = []
    for index, line in enumerate(series):
        value = marks.printed(line.last[1], wording, digits) if line.last else ""
        name = line.name if room else _SIGNS[index % 6]
        texts.append(words.wrap(f"{name} {value}".strip(), room or 200) if value else ())
    return texts


def _key(series: Sequence[Series], colours: Sequence[str], width: float) -> tuple[str, int]:
    """On a phone the names stand above the plot, with the signs of their points."""
    names = [f"{_SIGNS[i % 6]} {line.name}" for i, line in enumerate(series)]
    blocks = [words.wrap(name, width, SMALL_SIZE) for name in names]
    coloured = [
        f"<span style='color:{colour}'>{words.stacked(block)}</span>"
        for block, colour in zip(blocks, colours, strict=True)
    ]
    return "<br>".join(coloured), sum(map(len, blocks))
