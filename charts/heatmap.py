"""Heat map: rows by columns with numbers and marks in the cells, the total set apart by a gap."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from charts import cells, legend, marks, words
from charts.cells import Classes
from charts.figure import Part, figure, note, nothing
from charts.ranking import Order, sort
from charts.rows import LINE, rows, width_for
from charts.theme import SMALL_SIZE, Theme
from charts.values import HIDDEN, in_order, lookup, read
from charts.wording import Wording
from locales.catalogue import translate

_GAP = 0.25  # between the columns and the total, in columns
_CELL = 30


def heatmap(
    table: pd.DataFrame,
    by: str,
    across: str,
    wording: Wording,
    theme: Theme,
    *,
    totals: pd.DataFrame | None = None,
    totals_label: str | None = None,
    columns: Sequence[str] = (),
    order: Order = "estimate",
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A row per code in column `by`, a column per code in column `across`.

    `totals` holds a value per row: it sorts the rows and stands apart at the right. `columns` is
    the order of the columns, by default as they appear. Heads are broken where they do not
    fit, never rotated. The names of rows in `highlight` are bold.
    """
    wide = width_for(narrow, width)
    values = read(table, by, across)
    if all(v.estimate is None for v in values):
        return nothing(theme, wording.lang, wide)
    columns = list(columns) or in_order(values, 1)
    codes = in_order(values)
    final = {v.code: v for v in read(totals, by)}
    if final:
        ranked = [final.get(code, HIDDEN)._replace(codes=(code,)) for code in codes]
        codes = [v.code for v in sort(ranked, order)]
    names = [wording.label(by, code) for code in codes]
    heads = [wording.head(across, code) for code in columns]
    bold = [code in highlight for code in codes]
    mark = _CELL - 4 if narrow else _CELL - 7
    lines = rows(names, mark=mark, narrow=narrow, width=wide, bold=bold)
    centres = [float(i) for i in range(len(columns))]
    if final:
        centres.append(len(columns) + _GAP)
        heads.append(totals_label or translate(wording.lang, "Total"))
    span = centres[-1] + 1
    plot = wide - lines.left - 4

    found = lookup(values)
    shown = [v for v in (*values, *final.values()) if v.estimate is not None]
    digits = marks.digits_of(shown, wording)
    classes = Classes.of([v.estimate or 0.0 for v in shown], wording, digits)
    grid = []
    for code, place in zip(codes, lines.places, strict=True):
        line = [found.get((code, column), HIDDEN) for column in columns]
        line += [final.get(code, HIDDEN)] if final else []
        grid += [
            cells.Cell(x + 0.5, place, value._replace(codes=(code, column)))
            for x, value, column in zip(centres, line, [*columns, ""], strict=False)
        ]
    height = _CELL if narrow else min(b - a for a, b in _edges(lines.places, lines.height))
    traces = cells.traces(grid, height, classes, wording, theme, digits)

    axis = {
        "range": [-0.5, centres[-1] + 0.5],
        "showgrid": False,
        "showticklabels": False,
        "tickvals": [x + 0.5 for x in centres],
        "ticktext": [words.safe(head) for head in heads],
    }
    blocks = [words.wrap(head, plot / span - 4, SMALL_SIZE) for head in heads]
    depth = LINE * max(map(len, blocks)) + 4
    notes = [
        note(words.stacked(block), x, 1, yref="paper", yanchor="bottom", font=_quiet(theme))
        for x, block in zip(centres, blocks, strict=True)
    ]
    shapes, names_of_classes, legend_height = legend.swatches(
        classes.legend(wording, theme), theme, plot, depth + 4, lines.left
    )
    margin = {"l": lines.left, "r": 4, "t": depth + legend_height + 6, "b": 4}
    axes = lines.axes([""] * len(codes), 0)
    axes["yaxis"] |= {"showline": False}
    return figure(
        theme,
        [*traces, *lines.texts([""] * len(codes))],
        xaxis=axis,
        **axes,
        barmode="overlay",
        shapes=shapes,
        annotations=[*notes, *names_of_classes],
        margin=margin,
        height=lines.height + margin["t"] + margin["b"],
    )


def _edges(places: Sequence[float], height: float) -> list[tuple[float, float]]:
    """The upper and lower ends of rows that touch each other."""
    ends = [0.0, *((a + b) / 2 for a, b in pairwise(places)), height]
    return list(pairwise(ends))


def _quiet(theme: Theme) -> Part:
    return {"size": SMALL_SIZE, "color": theme.muted}
