"""Answers in order as shares of 100 %: by a dimension, or line by line of a grid."""

from __future__ import annotations

from dataclasses import replace

from charts.alternative import describe
from charts.drawing import drawing
from charts.ordered_shares import ordered_shares
from estimation import Query
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows, in_rows_of
from figures.selection_words import everyone_in_words
from figures.sentences import chosen_beside_all, headed
from survey.codebook import SingleQuestion
from survey.labels import option_labels


def steps(context: Context, name: str, target: str, dimension: str) -> Exhibit:
    """The options of an ordered question by the codes of a dimension.

    The options that matter (`highlight` of the codebook, else the last one) are printed as a joint
    share, sorted by and spoken of. Sizes keep their own order.
    """
    matter, label = matters(context, target)
    key = context.query(target, option=matter)
    cut = context.cut(dimension, key)
    query = context.cut_by(context.query(target), cut)
    key = context.cut_by(key, cut)
    return _bars(context, name, query, key, dimension, label)


def grid(context: Context, name: str, question: SingleQuestion) -> Exhibit:
    """The lines of a grid of single questions, each with the shares of its options."""
    matter, label = matters(context, question.id)
    query = context.query(question.id)
    key = context.query(question.id, option=matter)
    return _bars(context, name, query, key, "item", label)


def matters(context: Context, target: str) -> tuple[str, str]:
    """The options whose joint share is spoken of, and what they are called together."""
    question, _, item = target.partition(".")
    asked = context.codebook.question.get(question)
    if isinstance(asked, SingleQuestion) and asked.highlight is not None:
        return "|".join(asked.highlight.options), asked.highlight.label.text(context.lang)
    labels = option_labels(context.codebook, question, item, context.lang)
    if question in context.codebook.score:  # a score's upper levels; few reach the highest
        upper = list(labels)[len(labels) // 2 :]
        return "|".join(upper), context.say(" or ").join(labels[code] for code in upper)
    code, label = list(labels.items())[-1]
    return code, label


def _bars(context: Context, name: str, query: Query, key: Query, by: str, label: str) -> Exhibit:
    order = context.order(by) if query.by else "estimate"
    ends = in_rows(context.table(key), order)
    table = in_rows_of(context.table(query), by, ends)
    wording = context.wording(query)
    chosen = context.chosen(query.by[0]) if query.by else ()
    whole = replace(key, by=())
    everyone, everyone_label = context.table(whole), everyone_in_words(context, whole.where)
    chart = drawing(
        ordered_shares,
        table,
        by,
        wording,
        options=query.measures[0].codes,
        ends=ends,
        ends_label=label,
        order=order,
        highlight=chosen,
    )
    named = headed("", label)
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(ends, wording, by),
        headline=chosen_beside_all(ends, by, chosen, everyone, everyone_label, wording, label),
        unit=context.say("share of firms"),
        table=table,
        wording=wording,
        further=[(named, ends, wording), (f"{named}: {everyone_label}", everyone, wording)]
        if query.by
        else [(named, ends, wording)],
    )
