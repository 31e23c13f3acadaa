"""Own profile: the dimensions of one reader's score beside those of a group, on one scale.

The group's dots carry their intervals; the reader's own values are no estimates and have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import dots, marks, scale, words
from charts.columns import column, depth, heads, total
from charts.figure import HOVER, Part, figure, nothing
from charts.rows import Rows, rows, width_for
from charts.theme import Theme
from charts.values import Value, read
from charts.wording import Wording

_SCALE = [0.0, 25.0, 50.0, 75.0, 100.0]
_OWN, _GROUP = "◆\N{NO-BREAK SPACE}", "●\N{NO-BREAK SPACE}"


def own_profile(
    table: pd.DataFrame,
    by: str,
    own: Mapping[str, float | None],
    wording: Wording,
    theme: Theme,
    *,
    own_label: str,
    group_label: str,
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A row per code in column `by`, in the table's order: the group's dot, the own diamond.

    `own` gives the reader's value of each code, None where there is none. The heads of the printed
    values are the key to the signs.
    """
    wide = width_for(narrow, width)
    values = read(table, by)
    mine = [own.get(v.code) for v in values]
    if all(each is None for each in mine):
        return nothing(theme, wording.lang, wide)
    digits = marks.digits_of(values, wording)
    columns = [
        column(
            ["–" if each is None else marks.number(each, wording, digits) for each in mine],
            _OWN + own_label,
            room=70 if narrow else 110,
            colour=theme.room,
        )._replace(head_colour=theme.room),
        column(
            [marks.printed(v, wording, digits, unit=wording.unit == "percent") for v in values],
            _GROUP + group_label,
            room=115 if narrow else 150,
        )._replace(head_colour=theme.accent),
    ]
    names = [wording.label(by, v.code) for v in values]
    lines = rows(names, mark=20, narrow=narrow, width=wide, column=total(columns))
    edge = 0 if narrow else total(columns) + 20
    right = 16 if narrow else edge
    under = scale.across(_SCALE, wording, theme, plot=wide - lines.left - right, right=right)
    colours = [theme.accent] * len(values)
    traces = [
        *_tracks(lines, theme),
        *dots.dots(values, lines.places, colours, wording, theme, digits, size=11),
        _diamonds(values, mine, lines, own_label, theme, wording, digits),
    ]
    top = depth(columns) + 4
    return figure(
        theme,
        [*traces, *lines.texts(columns)],
        xaxis=under.axis | ({"showgrid": False} if narrow else {}),
        **lines.axes(columns, edge),
        annotations=[*under.notes, *heads(columns, edge, theme)],
        margin={"l": lines.left, "r": right, "t": top, "b": under.depth},
        height=lines.height + top + under.depth,
    )


def _tracks(lines: Rows, theme: Theme) -> list[Part]:
    """The faint line of each scale on a phone, where there is no grid."""
    if not lines.above:
        return []
    ys = [y for place in lines.places for y in (place, place, None)]
    look: Part = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    line = {"color": theme.grid, "width": 1}
    return [look | {"x": [0, 100, None] * len(lines.places), "y": ys, "line": line}]


def _diamonds(
    values: Sequence[Value],
    mine: Sequence[float | None],
    lines: Rows,
    label: str,
    theme: Theme,
    wording: Wording,
    digits: int,
) -> Part:
    """The reader's own values."""
    shown = [(i, each) for i, each in enumerate(mine) if each is not None]
    title = words.safe(label)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(each, 1) for _, each in shown],
        "y": [lines.places[i] for i, _ in shown],
        "customdata": [values[i].code for i, _ in shown],
        "marker": {
            "symbol": "diamond",
            "size": 13,
            "color": theme.room,
            "line": {"width": 1.5, "color": theme.background},
        },
        "hovertemplate": HOVER,
        "hovertext": [
            f"{title}<br>{marks.with_unit(marks.number(each, wording, digits), wording, long=True)}"
            for _, each in shown
        ],
    }
