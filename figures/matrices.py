"""Heat maps: two dimensions of firms, or items of a question by a dimension."""

from __future__ import annotations

from dataclasses import replace

from charts.alternative import describe
from charts.cells import Classes, classes_for
from charts.heatmap import heatmap
from charts.wording import Wording
from estimation import Query
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows, in_rows_of
from figures.selection_words import everyone_in_words
from figures.sentences import chosen_beside_all, widest_difference
from survey.codebook import MultipleQuestion


def two_dimensions(
    context: Context, name: str, target: str, rows: str, columns: str, *, unit: str, words: str
) -> Exhibit:
    """An estimate by two dimensions; rows sorted by their total, which stands apart."""
    query = context.query(target)
    row, column = context.coarsest(rows), context.coarsest(columns)
    cut_query = context.cut_by(query, row, column)
    whole = replace(cut_query, by=())
    totals = in_rows(context.table(replace(cut_query, by=(row,))), context.order(rows))
    table = in_rows_of(context.table(cut_query), rows, totals)
    wording = context.wording(cut_query, unit)
    headline = chosen_beside_all(
        totals,
        rows,
        context.chosen(row),
        context.table(whole),
        everyone_in_words(context, whole.where),
        wording,
    )
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
        highlight_columns=context.chosen(column),
        narrow=context.narrow,
    )
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(table, wording, rows, columns, totals=totals),
        headline=headline,
        unit=words,
        table=table,
        wording=wording,
        further=[(context.say("total"), totals, wording)],
    )


def items_by(context: Context, name: str, question: MultipleQuestion, dimension: str) -> Exhibit:
    """The items of a multiple question by the codes of a dimension."""
    query = context.query(question.id)
    cut = context.coarsest(dimension)
    cut_query = context.cut_by(query, cut)
    totals = in_rows(context.table(replace(cut_query, by=())), "estimate")
    table = in_rows_of(context.table(cut_query), "item", totals)
    wording = context.wording(cut_query)
    chart = heatmap(
        table,
        "item",
        dimension,
        wording,
        context.theme,
        totals=totals,
        totals_label=context.say("total"),
        highlight=question.highlight,
        highlight_columns=context.chosen(cut),
        classes=_shared_classes(context, query, wording),
        narrow=context.narrow,
    )
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(table, wording, "item", dimension, totals=totals),
        headline=widest_difference(table, "item", dimension, wording),
        unit=context.say("share of firms, several answers possible"),
        table=table,
        wording=wording,
        further=[(context.say("total"), totals, wording)],
    )


def _shared_classes(context: Context, query: Query, wording: Wording) -> Classes | None:
    """One scale for the heat maps of a question by the first two dimensions, side by side."""
    first_two = list(context.codebook.dimensions)[:2]
    cuts = [context.cut_by(query, context.coarsest(dimension)) for dimension in first_two]
    return classes_for([context.table(each) for each in cuts], wording)
