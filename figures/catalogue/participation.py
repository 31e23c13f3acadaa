"""How are employees involved? When, in which way, with which benefit shown and which acceptance."""

from __future__ import annotations

from collections.abc import Iterator

from figures.blocks import Block, Findings, Lead, Section, View
from figures.comparisons import dimension_on, ends_apart
from figures.context import Context
from figures.of_question import headings, views
from figures.weights import ratings_by
from survey.codebook import ScaleQuestion


def contents(context: Context) -> Iterator[Block]:
    say, questions = context.say, context.codebook.topic("participation")
    outcomes = [q for q in questions if isinstance(q, ScaleQuestion) and not q.items]
    way = dimension_on(context, "participation")
    within = next((d for d in list(context.codebook.dimensions)[1:] if d != way), "")
    if questions:
        yield Findings(tuple(question.id for question in questions))
    heads = headings(context, questions)
    for question in (q for q in questions if q not in outcomes):
        yield from heads.get(question.id, ())
        yield from views(context, question)
    if outcomes and way:
        yield Section(say("Ordered or shaped together"))
        yield Lead(
            say(
                "Acceptance where a change was ordered and where it was shaped together. "
                "Such firms differ in other ways too: a difference is no proof of cause."
            )
        )
        for question in outcomes:
            yield View(ends_apart, (f"{question.id}-ends", question, way, within))
            yield View(ratings_by, (f"{question.id}-by-{way}", question, way))
    for question in outcomes:
        yield from heads.get(question.id, ())
        yield from views(context, question)
