"""Instruments: small panels, one for each version of an index and size, lines over the years.

A line joins the points of one panel only, so two versions can never be joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts import ends, marks, scale, words
from charts.ends import End
from charts.figure import Part, figure, note, nothing
from charts.room import small
from charts.rows import width_for
from charts.theme import Theme
from charts.values import Value, in_order, read
from charts.wording import Wording

_PLOT = 120  # height of a panel in pixels
_HEAD, _FOOT = 26, 26  # above it for its title, below for the years
_ABOVE = 14  # of the plot, over the last tick: labels there must not be cut
_GAP = 14


@dataclass(frozen=True)
class _Panel:
    """A place on paper: of which instrument and size, from the left and the top in pixels."""

    instrument: str
    size: str
    left: float
    top: float
    axis: str  # "" for the first, "2" …


def instruments(
    table: pd.DataFrame,
    wording: Wording,
    theme: Theme,
    *,
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """Diamonds for the rows of a table with the columns instrument, size, line and wave.

    `line` tells apart what is joined within a panel; the part of its code before "/" names it
    ("DE", "DE/2" after a break). Panels stand in the order of the table: instruments under one
    another and sizes side by side, on a phone the other way round.
    """
    wide = width_for(narrow, width)
    values = read(table, "instrument", "size", "line", "wave")
    shown = [v for v in values if v.estimate is not None]
    if not shown:
        return nothing(theme, wording.lang, wide)
    digits = 0  # at the points; the table has the decimals
    lines = list(dict.fromkeys(code.partition("/")[0] for code in in_order(values, 2)))
    estimates = [v.estimate for v in shown if v.estimate is not None]
    ticks = scale.near(min(estimates), max(estimates), closed=scale.closed(wording))
    axis = scale.axis(ticks, wording)
    axis["ticktext"][-1] = marks.with_unit(axis["ticktext"][-1], wording)
    left = words.widest([(text,) for text in axis["ticktext"]], small()) + 8
    panels, across, height = _panels(values, narrow, wide - left)
    top = ticks[-1] + (ticks[-1] - ticks[0]) * _ABOVE / (_PLOT - _ABOVE)
    years = sorted({int(v.codes[3]) for v in values})
    named = max(words.text_width(_end(v, wording, digits)) for v in shown) + 14
    plot = across - _GAP - named
    pixel = (years[-1] - years[0] or 1) / plot
    layout: Part = {}
    traces: list[Part] = []
    notes: list[Part] = []
    for panel in panels:
        inside = [v for v in shown if v.codes[:2] == (panel.instrument, panel.size)]
        x, y = f"x{panel.axis}", f"y{panel.axis}"
        span = [panel.left / (wide - left), (panel.left + across - _GAP) / (wide - left)]
        bottom = 1 - (panel.top + _PLOT) / height
        layout[f"xaxis{panel.axis}"] = {
            "domain": [round(each, 4) for each in span],
            "range": [years[0] - 8 * pixel, years[-1] + named * pixel],
            "anchor": y,
            "tickmode": "array",
            "tickvals": sorted({int(v.codes[3]) for v in inside}),
            "tickangle": 0,
            "showgrid": False,
            "showline": True,
            "linecolor": theme.edge,
        }
        layout[f"yaxis{panel.axis}"] = axis | {
            "domain": [round(bottom, 4), round(bottom + _PLOT / height, 4)],
            "anchor": x,
            "showgrid": True,
            "showticklabels": not panel.left,
            "tickfont": {"size": small(), "color": theme.muted},
            "range": [ticks[0], round(top, 2)],
        }
        traces += _traces(inside, lines, panel, wording, theme, digits)
        notes.append(_title(panel, wording, span[0], bottom + _PLOT / height))
        notes += _ends(inside, wording, theme, digits, panel, _PLOT / (top - ticks[0]))
    notes.append(_key(lines, wording, theme, left))
    return figure(
        theme,
        traces,
        **layout,
        annotations=notes,
        margin={"l": left, "r": 0, "t": 24, "b": 0},
        height=round(height) + 24,
    )


def _panels(
    values: Sequence[Value], narrow: bool, room: float
) -> tuple[list[_Panel], float, float]:
    """The panels, the width of each and the height of all."""
    down, over = in_order(values), in_order(values, 1)
    columns, rows = (down, over) if narrow else (over, down)
    across, step = room / len(columns), _HEAD + _PLOT + _FOOT
    made: list[_Panel] = []
    for j, row in enumerate(rows):
        for i, column in enumerate(columns):
            instrument, size = (column, row) if narrow else (row, column)
            axis = str(len(made) + 1) if made else ""
            made.append(_Panel(instrument, size, i * across, _HEAD + j * step, axis))
    return made, across, float(step * len(rows))


def _end(value: Value, wording: Wording, digits: int) -> str:
    name = wording.head("line", value.codes[2].partition("/")[0])
    return f"{name} {marks.printed(value, wording, digits)}"


def _traces(
    inside: Sequence[Value],
    lines: Sequence[str],
    panel: _Panel,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> list[Part]:
    """A trace for each line: the first filled and solid, the others hollow and dotted."""
    made = []
    for code in in_order(inside, 2):
        points = sorted((v for v in inside if v.codes[2] == code), key=lambda v: v.codes[3])
        first = code.partition("/")[0] == lines[0]
        title = f"{wording.label('line', code.partition('/')[0])}, "
        made.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "xaxis": f"x{panel.axis}",
                "yaxis": f"y{panel.axis}",
                "x": [int(v.codes[3]) for v in points],
                "y": [round(v.estimate or 0.0, 1) for v in points],
                "line": {
                    "color": theme.benchmark,
                    "width": 1.5,
                    "dash": "solid" if first else "2px,3px",
                },
                "marker": {
                    "symbol": "diamond",
                    "size": 9,
                    "color": theme.benchmark if first else theme.background,
                    "line": {"width": 1.5, "color": theme.benchmark},
                },
                "customdata": [list(v.codes) for v in points],
                "hovertext": [
                    marks.hover(words.safe(title + v.codes[3]), v, wording, digits) for v in points
                ],
            }
        )
    return made


def _title(panel: _Panel, wording: Wording, left: float, top: float) -> Part:
    text = f"{wording.label('instrument', panel.instrument)}: {wording.head('size', panel.size)}"
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note(f"<b>{words.safe(text)}</b>", round(left, 4), round(top, 4), **place, yshift=3)


def _ends(
    inside: Sequence[Value],
    wording: Wording,
    theme: Theme,
    digits: int,
    panel: _Panel,
    pixels: float,
) -> list[Part]:
    """The last value of each line with its name; `pixels` is the height of one unit."""
    last: dict[str, Value] = {}
    for value in inside:
        code = value.codes[2].partition("/")[0]
        if code not in last or value.codes[3] > last[code].codes[3]:
            last[code] = value
    labels = [
        End(int(v.codes[3]), v.estimate or 0.0, (_end(v, wording, digits),), theme.ink)
        for v in last.values()
    ]
    axes = {"xref": f"x{panel.axis}", "yref": f"y{panel.axis}"}
    made = ends.labels(labels, pixels)
    return [each | axes | {"xshift": 9} for each in made]


def _key(lines: Sequence[str], wording: Wording, theme: Theme, left: int) -> Part:
    """What filled and hollow diamonds are, over the first panel."""
    signs = [f"{'◆' if i == 0 else '◇'} {wording.label('line', c)}" for i, c in enumerate(lines)]
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    font = {"size": small(), "color": theme.benchmark}
    text = "   ".join(words.safe(sign) for sign in signs)
    return note(text, 0, 1, **place, xshift=-left, yshift=2, font=font)
