"""The sentence under a page's title: the reader's question answered with number and interval."""

from __future__ import annotations

from charts.values import Value
from figures.context import Context, NotAsked
from figures.sentences import reliable, single, with_interval
from figures.shares import matters
from survey.codebook import MultipleQuestion, SingleQuestion


def maturity(context: Context) -> str:
    """The mean of the first score."""
    for score in context.codebook.scores[:1]:
        value = _single(context, score.id)
        if value is not None:
            wording = context.wording(context.query(score.id), "points")
            return context.say(
                "On average firms reach {value} out of 100.", value=with_interval(value, wording)
            )
    return ""


def strategy(context: Context) -> str:
    """The joint share of those who have got far with a strategy."""
    for question in context.codebook.topic("strategy"):
        if isinstance(question, SingleQuestion) and question.ordered and not question.items:
            codes, label = matters(context, question.id)
            value = _single(context, question.id, codes)
            if value is None:
                return ""
            wording = context.wording(context.query(question.id))
            return context.say(
                "{share} of firms: strategy {label}.",
                share=with_interval(value, wording),
                label=label,
            )
    return ""


def barriers(context: Context) -> str:
    """The item that most firms name."""
    for question in context.codebook.topic("barriers"):
        if isinstance(question, MultipleQuestion):
            try:
                query = context.query(question.id)
            except NotAsked:
                return ""
            found, wording = reliable(context.table(query), "item"), context.wording(query)
            if found:
                return context.say(
                    "Most often it is {barrier}: {share} of firms name it.",
                    barrier=wording.label("item", found[0].code),
                    share=with_interval(found[0], wording),
                )
    return ""


def _single(context: Context, target: str, option: str | None = None) -> Value | None:
    try:
        return single(context.table(context.query(target, option=option)))
    except NotAsked:
        return None
