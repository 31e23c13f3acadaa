"""How far are firms? The score by sector, its dimensions, its levels, its course over the waves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from figures.any_question import any_question, chartable
from figures.blocks import Block, Findings, Lead, Section, View
from figures.context import Context
from figures.matrices import two_dimensions
from figures.rankings import groups
from figures.scores import dimensions as profile
from figures.scores import waves, what_it_is
from figures.shares import steps
from survey.codebook import Score, variable


def contents(context: Context) -> Iterator[Block]:
    codebook = context.codebook
    for score in codebook.scores:
        if len(codebook.scores) > 1:
            yield Section(score.title.text(context.lang))
        yield from _of_score(context, score)
    if not codebook.scores:
        first = next(iter(codebook.dimensions))
        for question in (q for q in codebook.topic("maturity") if chartable(q)):
            yield View(any_question, (question, first))


def _of_score(context: Context, score: Score) -> Iterator[Block]:
    name, say = score.id, context.say
    first, *others = context.codebook.dimensions
    points: dict[str, Any] = {"unit": "points", "words": say("mean points of 0–100")}
    noted = {**points, "notes": [what_it_is(context, score)]}
    yield Findings((name, *(variable(name, part.id) for part in score.dimensions)))
    yield View(groups, (f"{name}-by-{first}", name, first), noted)
    yield View(profile, (f"{name}-profile", score))
    if score.levels:
        for dimension in [first, *others][:2]:
            yield View(steps, (f"{name}-levels-by-{dimension}", f"{name}.level", dimension))
    if others:
        yield View(two_dimensions, (f"{name}-matrix", name, first, others[0]), points)
    if len(context.codebook.waves) > 1:
        yield View(waves, (f"{name}-waves", name), points)
    for dimension in others[1:2]:
        yield View(groups, (f"{name}-by-{dimension}", name, dimension), points)
    yield Section(say("As strong as the weakest dimension"))
    yield Lead(say("Beside the mean: here each firm counts with the lowest of its dimensions."))
    yield View(groups, (f"{name}-minimum", f"{name}.minimum", first), points)
