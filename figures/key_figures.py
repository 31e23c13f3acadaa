"""The few numbers that say where a region stands, each beside the wave before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charts.marks import digits_of, interval, printed
from charts.values import read
from estimation.query import waves_with
from figures.context import Context
from figures.sentences import change_since, reliable
from figures.shares import matters
from survey.codebook import MultipleQuestion, SingleQuestion
from survey.failure import Failure


@dataclass(frozen=True)
class KeyFigure:
    """One number as printed, its interval, and how it moved. `page` tells where it is explained."""

    name: str
    value: str
    interval: str
    change: str
    page: str


def key_figures(context: Context) -> Iterator[KeyFigure]:
    """Score, its upper half, strategy and the barrier named most, as far as the survey has them."""
    codebook, lang = context.codebook, context.lang
    for score in codebook.scores[:1]:
        yield from _key(context, score.title.text(lang), score.id, "points", "maturity")
        if len(score.levels) > 1:
            target = f"{score.id}.level"
            codes, label = matters(context, target)
            yield from _key(context, label, target, "percent", "maturity", option=codes)
    for question in codebook.topic("strategy"):
        if isinstance(question, SingleQuestion) and question.ordered and not question.items:
            codes, label = matters(context, question.id)
            name = context.say("Strategy: {label}", label=label)
            yield from _key(context, name, question.id, "percent", "strategy", option=codes)
            break
    for question in codebook.topic("barriers"):
        if isinstance(question, MultipleQuestion):
            yield from _strongest(context, question)
            break


def _strongest(context: Context, question: MultipleQuestion) -> Iterator[KeyFigure]:
    """The item named most often."""
    try:
        table = context.table(context.query(question.id))
    except Failure:
        return
    found = reliable(table, "item")
    if found:
        labels = context.wording(context.query(question.id)).labels["item"]
        name = context.say("Barrier named most: {label}", label=labels[found[0].code])
        yield from _key(context, name, f"{question.id}.{found[0].code}", "percent", "barriers")


def _key(
    context: Context, name: str, target: str, unit: str, page: str, option: str | None = None
) -> Iterator[KeyFigure]:
    asked = waves_with(context.codebook, target.partition(".")[0])
    wave = context.selection.wave
    if wave not in asked:
        return
    query = context.query(target, option=option)
    wording = context.wording(query, unit)
    (now,) = read(context.table(query))
    change = ""
    regular = [w for w in asked[: asked.index(wave)] if w in context.codebook.regular_waves]
    for earlier in regular[-1:]:
        (before,) = read(context.table(context.query(target, option=option, wave=earlier)))
        if not (now.limited or before.limited):
            change = change_since(now, before, wording, wording.label("wave", earlier))
    digits = digits_of([now], wording)
    yield KeyFigure(
        name, printed(now, wording, digits, long=True), interval(now, wording, digits), change, page
    )
