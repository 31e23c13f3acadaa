"""Ratings on a scale as bars that diverge from its middle: item by item, or by a dimension."""

from __future__ import annotations

from dataclasses import replace

from charts.alternative import describe
from charts.diverging import diverging
from charts.drawing import drawing
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows, in_rows_of, kept_in_view
from figures.selection_words import everyone_in_words, one_row
from figures.sentences import chosen_beside_all, first_and_last, highest_means
from survey.codebook import ScaleQuestion, variable
from survey.labels import rated_label, unit


def ratings(context: Context, name: str, question: ScaleQuestion, item: str = "") -> Exhibit:
    """Every item of a scale: the shares of its points, and its mean, which sorts the items.

    A scale without items, and an `item` of one, have a single bar.
    """
    target, called = variable(question.id, item), rated_label(question, item, context.lang)
    query = context.query(target, statistic="proportion")
    means = in_rows(context.table(context.query(target)), "estimate")
    wording = one_row(context, context.wording(query), query)
    mean_wording = one_row(context, context.wording(query, ""), query)
    by = "item" if len(query.measures) > 1 else "question"
    table = in_rows_of(context.table(query), by, means)
    headline = highest_means(means, by, mean_wording)
    if by == "question":
        headline = first_and_last(means, by, mean_wording, called)
    highlight = question.highlight if by == "item" else ()
    chart = drawing(
        diverging,
        table,
        by,
        wording,
        options=question.codes,
        means=means,
        highlight=highlight,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(means, mean_wording, by),
        headline=headline,
        unit=unit(question, context.lang),
        table=table,
        wording=wording,
        further=[(context.say("Mean"), means, mean_wording)],
        notes=kept_in_view(context, highlight),
    )


def ratings_by(
    context: Context, name: str, question: ScaleQuestion, dimension: str, item: str = ""
) -> Exhibit:
    """One rating by the codes of a dimension: the shares of its points, and the mean of each."""
    target, called = variable(question.id, item), rated_label(question, item, context.lang)
    key = context.query(target)
    points = context.query(target, statistic="proportion")
    cut = context.cut(dimension, points)  # the level at which the bars can be read, not the means
    mean_query, query = context.cut_by(key, cut), context.cut_by(points, cut)
    order = context.order(dimension)
    means = in_rows(context.table(mean_query), order)
    table = in_rows_of(context.table(query), dimension, means)
    wording, mean_wording = context.wording(query), context.wording(mean_query, "")
    whole = replace(mean_query, by=())
    everyone, everyone_label = context.table(whole), everyone_in_words(context, whole.where)
    chosen = context.chosen(cut)
    chart = drawing(
        diverging,
        table,
        dimension,
        wording,
        options=question.codes,
        means=means,
        order=order,
        highlight=chosen,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(means, mean_wording, dimension),
        headline=chosen_beside_all(
            means, dimension, chosen, everyone, everyone_label, mean_wording, called
        ),
        unit=unit(question, context.lang),
        table=table,
        wording=wording,
        further=[
            (context.say("Mean"), means, mean_wording),
            (f"{context.say('Mean')}: {everyone_label}", everyone, mean_wording),
        ],
    )
