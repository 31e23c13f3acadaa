"""Ratings of items on a scale, as bars that diverge from its middle."""

from __future__ import annotations

from charts.alternative import describe
from charts.diverging import diverging
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows, in_rows_of
from figures.sentences import highest_means
from survey.codebook import ScaleQuestion
from survey.labels import unit


def ratings(context: Context, name: str, question: ScaleQuestion) -> Exhibit:
    """Every item of a scale: the shares of its points, and its mean, which sorts the items."""
    query = context.query(question.id, statistic="proportion")
    means = in_rows(context.table(context.query(question.id)), "estimate")
    wording = context.wording(query)
    mean_wording = context.wording(query, "")
    by = "item" if question.items else "question"
    table = in_rows_of(context.table(query), by, means)
    headline = highest_means(means, by, mean_wording)
    chart = diverging(
        table,
        by,
        wording,
        context.theme,
        options=question.codes,
        means=means,
        highlight=question.highlight,
        narrow=context.narrow,
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
    )
