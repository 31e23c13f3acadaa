"""Where do firms stand? Key figures, maturity by sector and size, the strongest barriers."""

from __future__ import annotations

from collections.abc import Iterator

from figures.any_question import any_question, chartable
from figures.blocks import Block, Findings, KeyFigures, View
from figures.context import Context
from figures.matrices import two_dimensions
from figures.rankings import items
from survey.codebook import MultipleQuestion


def contents(context: Context) -> Iterator[Block]:
    codebook = context.codebook
    dimensions = list(codebook.dimensions)
    barriers = [q for q in codebook.topic("barriers") if isinstance(q, MultipleQuestion)]
    yield KeyFigures()
    first = [score.id for score in codebook.scores[:1]]
    yield Findings((*first, *(question.id for question in barriers[:1])))
    if codebook.scores and len(dimensions) > 1:
        (score,) = first
        points = {"unit": "points", "words": context.say("mean points of 0–100")}
        yield View(two_dimensions, (f"{score}-matrix", score, *dimensions[:2]), points)
    if barriers:
        yield View(items, (barriers[0].id, barriers[0]))
    if not codebook.scores and not barriers:  # a survey on other matters: its first questions
        for question in [q for q in codebook.questions if chartable(q)][:3]:
            yield View(any_question, (question, dimensions[0]))
