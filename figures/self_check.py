"""A firm's own answers beside the firms of its sector and size; nothing of them is kept.

What is said of the group is an estimate like every other: released, with interval and mark. The
firm's own score is no estimate and has no interval.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from charts.alternative import describe
from charts.drawing import drawing
from charts.marks import bounds, digits_of, number, with_unit
from charts.own_profile import own_profile
from charts.values import Value, read
from charts.wording import Wording
from estimation import Query
from estimation.query import NotAsked
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.scores import SCORE_UNIT, regular_waves_with
from figures.selection_words import filters_in_words
from figures.sentences import with_interval
from survey.codebook import Score, variable
from survey.offers import Offer, offers
from survey.selection import Filter
from survey.self_assessment import Assessment


@dataclass(frozen=True)
class Beside:
    """A group of firms that an assessment is set beside.

    query, table
        The dimensions of the score; a row per dimension.
    total
        The whole score.
    left_out
        Filters that were asked for and given up, as too few firms could be shown under them.
    """

    query: Query
    table: pd.DataFrame
    total: Value
    left_out: tuple[Filter, ...] = ()


def compared_with(context: Context, score: Score, asked: Sequence[Filter]) -> Beside:
    """The narrowest group of which each dimension can be shown: all filters, each one alone, none.

    The wave is the reader's, or the latest that has the score.
    """
    choices = [tuple(asked), *((each,) for each in asked if len(asked) > 1), ()]
    for where in choices:
        query, whole = (_query(context, target, where) for target in (_dimensions(score), score.id))
        table = context.table(query)
        (total,) = read(context.table(whole))
        if not where or all(v.estimate is not None for v in (total, *read(table))):
            left_out = tuple(each for each in asked if each not in where)
            return Beside(query, table, total, left_out)
    raise AssertionError("all firms are the last choice")


def own_beside_group(
    context: Context, name: str, score: Score, own: Assessment, beside: Beside
) -> Exhibit:
    """The profile of the firm beside the group; the firm's weakest dimension is named."""
    query, wording = beside.query, context.wording(beside.query, SCORE_UNIT)
    label = filters_in_words(context, query.where)
    return exhibit(
        context,
        name,
        query,
        chart=drawing(
            own_profile,
            beside.table,
            "item",
            own.dimensions,
            wording,
            own_label=context.say("your firm"),
            group_label=label,
        ),
        alternative=describe(beside.table, wording, "item"),
        headline=weakest_in_words(context, own, beside) or context.say("Your firm's profile"),
        unit=context.say("points of 0–100; of the group the mean"),
        table=beside.table,
        wording=wording,
        notes=[spread_in_words(context)],
    )


def answer_in_words(context: Context, score: Score, own: Assessment, beside: Beside) -> str:
    """ "Ihr Unternehmen: 41 von 100 Punkten (Mittelstufe); Baugewerbe: 23 Punkte (21–25)."."""
    if own.total is None:
        return ""
    wording = context.wording(beside.query, SCORE_UNIT)
    levels = {each.id: each.label.text(context.lang) for each in score.levels}
    said = context.say("Your firm: {value} of 100 points", value=number(own.total, wording, 0))
    if own.level:
        said += f" ({levels[own.level]})"
    group = filters_in_words(context, beside.query.where)
    if beside.total.estimate is None:
        return f"{said}."
    return f"{said}; {group}: {with_interval(beside.total, wording)}."


def weakest_in_words(context: Context, own: Assessment, beside: Beside) -> str:
    """ "Schwächste Dimension – Daten: 12 Punkte; die Vergleichsgruppe erreicht 31 Punkte (…)"."""
    if not own.weakest:
        return ""
    wording = context.wording(beside.query, SCORE_UNIT)
    value = own.dimensions[own.weakest] or 0.0
    group = next(v for v in read(beside.table, "item") if v.code == own.weakest)
    said = context.say(
        "Weakest dimension – {weakest}: {value}",
        weakest=wording.label("item", own.weakest),
        value=with_unit(number(value, wording, 0), wording, long=True),
    )
    if group.estimate is None or group.limited:
        return said
    return said + context.say("; the group has {value}", value=with_interval(group, wording))


def against_group(context: Context, own: float | None, group: Value, wording: Wording) -> str:
    """Where an own value lies: below, within or above the interval of the group's mean."""
    ends = bounds(group, wording)
    if own is None or ends is None:
        return "–"
    digits = digits_of([group], wording)
    shown = round(own, digits)
    if shown < round(ends[0], digits):
        return context.say("below the mean")
    if shown > round(ends[1], digits):
        return context.say("above the mean")
    return context.say("near the mean")


def spread_in_words(context: Context) -> str:
    """What the interval is not: the spread of single firms."""
    return context.say(
        "The interval says how well the mean of the group is known; single firms spread more widely"
    )


def left_out_in_words(context: Context, beside: Beside) -> str:
    """Why the group is wider than asked for; empty where it is not."""
    if not beside.left_out:
        return ""
    return context.say(
        "Too few firms answered for {asked}; you see: {shown}.",
        asked=filters_in_words(context, (*beside.query.where, *beside.left_out)),
        shown=filters_in_words(context, beside.query.where),
    )


def offers_for(weakest: str, barriers: Collection[str]) -> tuple[Offer, ...]:
    """The offers that can still be had and strengthen a dimension or help with a barrier.

    Raises Failure where the list of offers cannot be used.
    """
    return tuple(
        offer
        for offer in offers().offers
        if offer.strengthened(weakest) or any(offer.fits(each) for each in barriers)
    )


def _dimensions(score: Score) -> str:
    return ",".join(variable(score.id, dimension.id) for dimension in score.dimensions)


def _query(context: Context, target: str, where: tuple[Filter, ...]) -> Query:
    try:
        query = context.query(target)
    except NotAsked:
        name = target.partition(".")[0]
        query = context.query(target, wave=regular_waves_with(context, name)[-1])
    return replace(query, where=where)
