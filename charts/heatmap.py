"""Heat map: rows by columns with numbers and marks in the cells, the total set apart by a gap."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import cells, legend, marks, words
from charts.cells import Classes, classes_for
from charts.figure import figure, nothing
from charts.grid import grid
from charts.panels import Side, plan
from charts.ranking import Order, sort
from charts.rows import width_for
from charts.theme import Theme
from charts.values import HIDDEN, in_order, read
from charts.wording import Wording
from locales.catalogue import translate

__all__ = ["classes_for", "heatmap"]

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
    highlight_columns: Collection[str] = (),
    classes: Classes | None = None,
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A row per code in column `by`, a column per code in column `across`.

    `totals` holds a value per row: it sorts the rows and stands apart at the right. `columns` is
    the order of the columns, by default as they appear. Where heads do not fit without breaking
    short words, rows and columns change places; where that does not help either, the columns go
    over several panels. Names in `highlight` and `highlight_columns` are bold. `classes` are those
    of `classes_for`, for heat maps that share one scale.
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
    shown = [v for v in (*values, *final.values()) if v.estimate is not None]
    if classes is None:
        classes = Classes.of_values(shown, wording)
    total = totals_label or translate(wording.lang, "Total") if final else ""
    down = _side(by, codes, highlight, wording)
    over = _side(across, columns, highlight_columns, wording)._replace(total=total)
    printed = [(marks.printed(v, wording, classes.digits, unit=False),) for v in shown]
    mark = _CELL - 4 if narrow else _CELL - 7
    layout = plan(down, over, cell=mark, number=words.widest(printed), narrow=narrow, width=wide)
    found = {(value.codes[0], value.codes[1]): value for value in values}
    found |= {(code, ""): value for code, value in final.items()}

    drawn = grid(layout, down, over, found, cell=mark, narrow=narrow, width=wide, theme=theme)
    traces = cells.traces(drawn.cells, drawn.height, classes, wording, theme, classes.digits)
    plot = wide - drawn.lines.left - 4
    span = plot / layout.column
    shapes, names_of_classes, legend_height = legend.swatches(
        classes.legend(wording, theme), theme, plot, drawn.depth + 4, drawn.lines.left
    )
    margin = {"l": drawn.lines.left, "r": 4, "t": drawn.depth + legend_height + 6, "b": 4}
    axes = drawn.lines.axes([], 0)
    axes["yaxis"] |= {"showline": False}
    return figure(
        theme,
        [*traces, *drawn.lines.texts()],
        xaxis={"range": [-0.5, round(span - 0.5, 3)], "visible": False},
        **axes,
        barmode="overlay",
        shapes=shapes,
        annotations=[*drawn.heads, *names_of_classes],
        margin=margin,
        height=drawn.lines.height + margin["t"] + margin["b"],
    )


def _side(column: str, codes: Sequence[str], highlight: Collection[str], wording: Wording) -> Side:
    return Side(
        tuple(codes),
        tuple(wording.label(column, code) for code in codes),
        tuple(wording.head(column, code) for code in codes),
        tuple(code in highlight for code in codes),
    )
