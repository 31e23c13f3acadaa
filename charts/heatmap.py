"""Heat map: rows by columns with numbers and marks in the cells, the total set apart by a gap."""

from __future__ import annotations

from collections.abc import Sequence
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
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """A row per code in column `by`, a column per code in column `across`.

    `totals` holds a value per row: it sorts the rows and stands apart at the right. `columns` is
    the order of the columns, by default as they appear. On a phone, heads that do not fit become
    letters that a key above explains.
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
    heads = [wording.label(across, code) for code in columns]
    lines = rows(names, mark=_CELL - 4 if narrow else _CELL - 7, narrow=narrow, width=wide)
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
    heads, key = _short(heads, list(columns), plot / span)
    blocks = [words.wrap(head, plot / span - 4, SMALL_SIZE) for head in heads]
    depth = LINE * max(map(len, blocks)) + 4
    notes = [
        note(words.stacked(block), x, 1, yref="paper", yanchor="bottom", font=_quiet(theme))
        for x, block in zip(centres, blocks, strict=True)
    ]
    key_lines = words.wrap(" · ".join(key), plot, SMALL_SIZE)
    if key_lines:
        notes.append(_key(key_lines, depth, theme))
        depth += LINE * len(key_lines) + 8
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


def _key(lines: tuple[str, ...], above: int, theme: Theme) -> Part:
    """The names behind the letters, over the heads."""
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    text = words.stacked(lines)
    return note(text, 0, 1, **place, yshift=above, xshift=-3, align="left", font=_quiet(theme))


def _quiet(theme: Theme) -> Part:
    return {"size": SMALL_SIZE, "color": theme.muted}


def _short(heads: list[str], codes: list[str], room: float) -> tuple[list[str], list[str]]:
    """Heads that fit, and the lines of a key: where a word is too long, letters stand for names."""
    words_fit = all(
        words.text_width(word, SMALL_SIZE) <= room - 4 or room >= 60
        for head in heads
        for word in head.split()
    )
    if words_fit:
        return heads, []
    letters = [*(chr(ord("A") + i) for i in range(len(codes))), *("Σ" for _ in heads[len(codes) :])]
    return letters, [f"{a} {head}" for a, head in zip(letters, heads, strict=True)]
