"""Rankings with intervals: groups of firms by a score or a share, items and options by share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.alternative import describe
from charts.drawing import drawing
from charts.ranking import Order, ranking
from estimation import Query
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows, kept_in_view
from figures.one_number import Shown
from figures.selection_words import everyone_in_words, filters_in_words, one_row
from figures.sentences import (
    chosen_beside_all,
    first_and_last,
    highest_means,
    most_frequent,
    most_named,
)
from survey.codebook import MultipleQuestion, NumericQuestion, variable
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
    chart = drawing(
        ranking,
        table,
        dimension,
        wording,
        reference=reference,
        reference_label=everyone,
        order=order,
        highlight=context.chosen(cut),
        width=width,
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


def items(context: Context, name: str, question: MultipleQuestion, item: str = "") -> Exhibit:
    """The items of a multiple question by the share of firms that name them; or one of them."""
    words = context.say("share of firms, several answers possible")
    query = context.query(variable(question.id, item))
    highlight = () if item else question.highlight
    notes = kept_in_view(context, highlight)
    return _rows(context, name, query, "item", highlight=highlight, words=words, notes=notes)


def options(context: Context, name: str, target: str, order: Order = "estimate") -> Exhibit:
    """The options of a single question by share; "given" leaves them in their own order."""
    query, words = context.query(target), context.say("share of firms")
    return _rows(context, name, query, "option", words=words, order=order)


def number(context: Context, name: str, shown: Shown) -> Exhibit:
    """One number of the selection beside that of all firms; or one per item of the question."""
    query = context.query(shown.target, option=shown.option)
    by = "item" if len(query.measures) > 1 else "question"
    return _rows(context, name, query, by, words=shown.words, unit=shown.unit, label=shown.label)


def _rows(
    context: Context,
    name: str,
    query: Query,
    by: str,
    *,
    words: str,
    unit: str = "percent",
    order: Order = "estimate",
    highlight: Sequence[str] = (),
    label: str = "",
    notes: Sequence[str] = (),
) -> Exhibit:
    """The rows of a question without a cut; under filters with the value of all firms beside."""
    table = in_rows(context.table(query), order)
    wording = one_row(context, context.wording(query, unit), query)
    headline = (most_frequent if by == "option" else most_named)(table, by, wording)
    if by == "question":
        headline = first_and_last(table, by, wording, label)
    elif unit != "percent":
        headline = highest_means(table, by, wording)
    everyone = context.table(replace(query, where=())) if query.where else None
    everyone_label = context.say("all firms")
    chart = drawing(
        ranking,
        table,
        by,
        wording,
        order=order,
        highlight=highlight,
        everyone=everyone,
        group_label=filters_in_words(context, query.where),
        everyone_label=everyone_label,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(table, wording, by),
        headline=headline,
        unit=words,
        table=table,
        wording=wording,
        further=[] if everyone is None else [(everyone_label, everyone, wording)],
        notes=notes,
    )
