"""Who has a strategy? The steps towards one by sector and by size, and the further questions."""

from __future__ import annotations

from collections.abc import Iterator

from figures.any_question import any_question, chartable
from figures.blocks import Block, Findings, Section, View
from figures.context import Context
from figures.of_question import headings
from figures.scores import waves
from figures.shares import matters, steps
from survey.codebook import SingleQuestion


def contents(context: Context) -> Iterator[Block]:
    codebook = context.codebook
    questions = [q for q in codebook.topic("strategy") if chartable(q)]
    stages = [q for q in questions if isinstance(q, SingleQuestion) and q.ordered and not q.items]
    further = [q for q in questions if q not in stages[:1]]
    dimensions = list(codebook.dimensions)
    if questions:
        yield Findings(tuple(question.id for question in questions))
    heads = headings(context, questions)
    for question in stages[:1]:
        yield from heads.get(question.id, ())
        for dimension in dimensions[:2]:
            yield View(steps, (f"{question.id}-by-{dimension}", question.id, dimension))
        if len(codebook.waves) > 1:
            codes, label = matters(context, question.id)
            words = context.say("share of firms")
            over_time = {"unit": "percent", "words": words, "option": codes, "label": label}
            yield View(waves, (f"{question.id}-waves", question.id), over_time)
    if stages and further and not heads:
        yield Section(context.say("More on strategy"))
    for other in further:
        yield from heads.get(other.id, ())
        yield View(any_question, (other, dimensions[0]))
