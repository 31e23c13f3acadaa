"""The few numbers that say where a region stands, each beside the wave before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charts.marks import HIDDEN, count, digits_of, interval, printed
from charts.values import read
from charts.wording import Wording
from estimation.query import NotAsked, Query, waves_with
from figures.changes import change_since
from figures.context import Context
from figures.sentences import reliable
from figures.shares import matters
from survey.codebook import MultipleQuestion, SingleQuestion


@dataclass(frozen=True)
class KeyFigure:
    """One number as printed, its interval, its base and how it moved.

    A number that must not be shown keeps its place: `value` is then its sign and the rest is empty.
    """

    name: str
    value: str
    interval: str = ""
    n: str = ""
    change: str = ""


def key_figures(context: Context) -> tuple[KeyFigure, ...]:
    """Score, its upper half, strategy and the barrier named most, as far as the survey has them."""
    return tuple(_figures(context))


def _figures(context: Context) -> Iterator[KeyFigure]:
    codebook, lang = context.codebook, context.lang
    for score in codebook.scores[:1]:
        yield from _key(context, score.title.text(lang), score.id, "points")
        if len(score.levels) > 1:
            target = f"{score.id}.level"
            codes, label = matters(context, target)
            yield from _key(context, label, target, "percent", option=codes)
    for question in codebook.topic("strategy"):
        if isinstance(question, SingleQuestion) and question.ordered and not question.items:
            codes, label = matters(context, question.id)
            name = context.say("Strategy: {label}", label=label)
            yield from _key(context, name, question.id, "percent", option=codes)
            break
    for question in codebook.topic("barriers"):
        if isinstance(question, MultipleQuestion):
            yield from _strongest(context, question)
            break


def _strongest(context: Context, question: MultipleQuestion) -> Iterator[KeyFigure]:
    """The item named most often; only its place where none is reliable, or none was asked."""
    try:
        query = context.query(question.id)
    except NotAsked:
        found = []
    else:
        found = reliable(context.table(query), "item")
    if not found:
        yield KeyFigure(context.say("Barrier named most"), HIDDEN)
        return
    label = context.wording(query).label("item", found[0].code)
    name = context.say("Barrier named most: {label}", label=label)
    yield from _key(context, name, f"{question.id}.{found[0].code}", "percent")


def _key(
    context: Context, name: str, target: str, unit: str, option: str | None = None
) -> Iterator[KeyFigure]:
    try:
        query = context.query(target, option=option)
    except NotAsked:
        yield KeyFigure(name, HIDDEN)
        return
    wording = context.wording(query, unit)
    (now,) = read(context.table(query))
    digits = digits_of([now], wording)
    yield KeyFigure(
        name,
        printed(now, wording, digits, long=True),
        interval(now, wording, digits),
        count(now, wording),
        _change(context, query, target, wording),
    )


def _change(context: Context, query: Query, target: str, wording: Wording) -> str:
    """How it moved since the regular wave before."""
    asked = waves_with(context.codebook, target.partition(".")[0])
    earlier = asked[: asked.index(context.selection.wave)]
    regular = [each for each in earlier if each in context.codebook.regular_waves]
    return change_since(context, query, regular[-1], wording) if regular else ""
