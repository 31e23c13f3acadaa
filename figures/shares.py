"""Answers in order as shares of 100 %, by a dimension."""

from __future__ import annotations

from dataclasses import replace

from charts.alternative import describe
from charts.ordered_shares import ordered_shares
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.sentences import first_and_last


def steps(
    context: Context,
    name: str,
    target: str,
    dimension: str,
    *,
    matter: str,
    matter_label: str,
) -> Exhibit:
    """The options of an ordered question by the codes of a dimension.

    `matter` (`3|4`) are the options whose joint share is printed, sorted by and spoken of as
    `matter_label`. Sizes keep their own order.
    """
    key = context.query(target, option=matter)
    cut = context.cut(dimension, key)
    query = replace(context.query(target), by=(cut,))
    table, ends = context.table(query), context.table(replace(key, by=(cut,)))
    wording = context.wording(query)
    headline = f"{matter_label}: {first_and_last(ends, dimension, wording)}"
    chart = ordered_shares(
        table,
        dimension,
        wording,
        context.theme,
        options=query.measures[0].codes,
        ends=ends,
        ends_label=matter_label,
        order=context.order(dimension),
        narrow=context.narrow,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(ends, dimension, wording, headline=headline),
        headline=headline,
        unit=context.say("share of firms"),
        table=table,
        wording=wording,
    )
