"""Rankings with intervals: groups of firms by a score or a share, items of a question by share."""

from __future__ import annotations

from charts.alternative import describe
from charts.ranking import ranking
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.sentences import chosen_beside_all, most_named
from survey.codebook import MultipleQuestion, NumericQuestion
from survey.labels import unit


def groups(
    context: Context, name: str, target: str, dimension: str, *, unit: str, words: str
) -> Exhibit:
    """The codes of a dimension, sorted, with the line of all firms.

    `unit` is that of the chart ("percent", "points"), `words` say it under the question.
    """
    query = context.query(target)
    cut = context.cut(dimension, query)
    cut_query = context.cut_by(query, cut)
    table = context.table(cut_query)
    wording = context.wording(cut_query, unit)
    reference = context.table(context.without(query, dimension))
    label = context.say("all firms")
    chart = ranking(
        table,
        dimension,
        wording,
        context.theme,
        reference=reference,
        reference_label=label,
        order=context.order(dimension),
        highlight=context.chosen(cut),
        narrow=context.narrow,
    )
    headline = chosen_beside_all(table, dimension, context.chosen(cut), reference, wording)
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(table, wording, dimension),
        headline=headline,
        unit=words,
        table=table,
        wording=wording,
    )


def numbers(context: Context, name: str, question: NumericQuestion, dimension: str) -> Exhibit:
    """The means of a numeric question by the codes of a dimension."""
    words = unit(question, context.lang)
    return groups(context, name, question.id, dimension, unit=words, words=words)


def items(context: Context, name: str, question: MultipleQuestion) -> Exhibit:
    """The items of a multiple question by the share of firms that name them."""
    query = context.query(question.id)
    table = context.table(query)
    wording = context.wording(query)
    chart = ranking(
        table, "item", wording, context.theme, highlight=question.highlight, narrow=context.narrow
    )
    headline = most_named(table, "item", wording)
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(table, wording, "item"),
        headline=headline,
        unit=context.say("share of firms, several answers possible"),
        table=table,
        wording=wording,
    )


def options(context: Context, name: str, target: str) -> Exhibit:
    """The options of a single question without an order, by share."""
    query = context.query(target)
    table = context.table(query)
    wording = context.wording(query)
    headline = most_named(table, "option", wording, 2)
    return exhibit(
        context,
        name,
        query,
        chart=ranking(table, "option", wording, context.theme, narrow=context.narrow),
        alternative=describe(table, wording, "option"),
        headline=headline,
        unit=context.say("share of firms"),
        table=table,
        wording=wording,
    )
