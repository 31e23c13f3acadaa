"""Heat maps: two dimensions of firms, or items of a question by a dimension."""

from __future__ import annotations

from dataclasses import replace

from charts.alternative import describe
from charts.heatmap import heatmap
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.sentences import highest_cell
from survey.codebook import MultipleQuestion


def two_dimensions(
    context: Context, name: str, target: str, rows: str, columns: str, *, unit: str, words: str
) -> Exhibit:
    """An estimate by two dimensions; rows sorted by their total, which stands apart."""
    query = context.query(target)
    row, column = context.coarsest(rows), context.coarsest(columns)
    cut_query = context.cut_by(query, row, column)
    table = context.table(cut_query)
    totals = context.table(replace(cut_query, by=(row,)))
    wording = context.wording(cut_query, unit)
    headline = highest_cell(table, (rows, columns), wording)
    chart = heatmap(
        table,
        rows,
        columns,
        wording,
        context.theme,
        totals=totals,
        totals_label=context.say("total"),
        order=context.order(rows),
        highlight=context.chosen(row),
        narrow=context.narrow,
    )
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(totals, wording, rows),
        headline=headline,
        unit=words,
        table=table,
        wording=wording,
    )


def items_by(context: Context, name: str, question: MultipleQuestion, dimension: str) -> Exhibit:
    """The items of a multiple question by the codes of a dimension."""
    query = context.query(question.id)
    cut = context.coarsest(dimension)
    cut_query = context.cut_by(query, cut)
    table, totals = context.table(cut_query), context.table(replace(cut_query, by=()))
    wording = context.wording(cut_query)
    headline = highest_cell(table, ("item", dimension), wording)
    chart = heatmap(
        table,
        "item",
        dimension,
        wording,
        context.theme,
        totals=totals,
        totals_label=context.say("total"),
        highlight=question.highlight,
        order="estimate",
        narrow=context.narrow,
    )
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(totals, wording, "item"),
        headline=headline,
        unit=context.say("share of firms, several answers possible"),
        table=table,
        wording=wording,
    )
