"""What holds digitalisation back? Barriers ranked, by sector and size, and their weight."""

from __future__ import annotations

from collections.abc import Iterator

from figures.any_question import any_question, chartable
from figures.blocks import Block, Findings, View
from figures.context import Context
from figures.matrices import items_by
from figures.rankings import items
from survey.codebook import MultipleQuestion


def contents(context: Context) -> Iterator[Block]:
    questions = [q for q in context.codebook.topic("barriers") if chartable(q)]
    dimensions = list(context.codebook.dimensions)
    if questions:
        yield Findings(tuple(question.id for question in questions))
    for question in questions:
        if isinstance(question, MultipleQuestion):
            yield View(items, (question.id, question))
            for dimension in dimensions[:2]:
                yield View(items_by, (f"{question.id}-by-{dimension}", question, dimension))
        else:
            yield View(any_question, (question, dimensions[0]))
