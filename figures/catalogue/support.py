"""Which support reaches firms? The way from known to used, and the reasons against it."""

from __future__ import annotations

from collections.abc import Iterator

from figures.blocks import Block, Findings, View
from figures.context import Context
from figures.funnels import steps_of, way
from figures.matrices import items_by
from figures.of_question import headings, views
from survey.codebook import MultipleQuestion, SingleQuestion


def contents(context: Context) -> Iterator[Block]:
    questions = context.codebook.topic("support")
    ways = [q for q in questions if isinstance(q, SingleQuestion) and q.ordered and q.items]
    reasons = [q for q in questions if isinstance(q, MultipleQuestion)]
    if questions:
        yield Findings(tuple(question.id for question in questions))
    heads = headings(context, questions)
    for question in ways:
        yield from heads.get(question.id, ())
        yield View(way, (f"{question.id}-way", question))
        for option, label in steps_of(context, question).items():
            for dimension in list(context.codebook.dimensions)[:2]:
                name = f"{question.id}-from-{option.partition('|')[0]}-by-{dimension}"
                yield View(items_by, (name, question, dimension, option, label))
    for other in [*reasons, *(q for q in questions if q not in [*ways, *reasons])]:
        yield from heads.get(other.id, ())
        yield from views(context, other)
