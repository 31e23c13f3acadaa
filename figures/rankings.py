"""Rankings with intervals: groups of firms by a score or a share, items and options by share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.alternative import describe
from charts.ranking import ranking
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows
from figures.selection_words import everyone_in_words, filters_in_words
from figures.sentences import chosen_beside_all, most_named
from survey.codebook import MultipleQuestion, NumericQuestion
from survey.labels import unit


def groups(
    context: Context,
    name: str,
    target: str,
    dimension: str,
    *,
    unit: str,
    words: str,
    option: str | None = None,
    label: str = "",
    notes: Sequence[str] = (),
    width: int | None = None,
) -> Exhibit:
    """The codes of a dimension, sorted, with the line of all firms.

    `unit` is that of the chart ("percent", "points"), `words` say it under the question; `option`
    (`3|4`) is a joint share and `label` what it is called. `width` is that of the chart in pixels.
    """
    query = context.query(target, option=option)
    cut = context.cut(dimension, query)
    cut_query, whole = context.cut_by(query, cut), context.without(query, dimension)
    order = context.order(dimension)
    table = in_rows(context.table(cut_query), order)
    wording = context.wording(cut_query, unit)
    reference, everyone = context.table(whole), everyone_in_words(context, whole.where)
    chart = ranking(
        table,
        dimension,
        wording,
        context.theme,
        reference=reference,
        reference_label=everyone,
        order=order,
        highlight=context.chosen(cut),
        narrow=context.narrow,
        width=None if context.narrow else width,
    )
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(
            table, wording, dimension, reference=reference, reference_label=everyone
        ),
        headline=chosen_beside_all(
            table, dimension, context.chosen(cut), reference, everyone, wording, label
        ),
        unit=words,
        table=table,
        wording=wording,
        further=[(everyone, reference, wording)],
        notes=notes,
    )


def numbers(context: Context, name: str, question: NumericQuestion, dimension: str) -> Exhibit:
    """The means of a numeric question by the codes of a dimension."""
    words = unit(question, context.lang)
    return groups(context, name, question.id, dimension, unit=words, words=words)


def items(context: Context, name: str, question: MultipleQuestion) -> Exhibit:
    """The items of a multiple question by the share of firms that name them."""
    words = context.say("share of firms, several answers possible")
    return _shares(context, name, question.id, "item", question.highlight, words)


def options(context: Context, name: str, target: str) -> Exhibit:
    """The options of a single question without an order, by share."""
    return _shares(context, name, target, "option", (), context.say("share of firms"))


def _shares(
    context: Context, name: str, target: str, by: str, highlight: Sequence[str], words: str
) -> Exhibit:
    query = context.query(target)
    table = in_rows(context.table(query), "estimate")
    wording = context.wording(query)
    everyone = context.table(replace(query, where=())) if query.where else None
    everyone_label = context.say("all firms")
    chart = ranking(
        table,
        by,
        wording,
        context.theme,
        highlight=highlight,
        everyone=everyone,
        group_label=filters_in_words(context, query.where),
        everyone_label=everyone_label,
        narrow=context.narrow,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(table, wording, by),
        headline=most_named(table, by, wording),
        unit=words,
        table=table,
        wording=wording,
        further=[] if everyone is None else [(everyone_label, everyone, wording)],
    )
