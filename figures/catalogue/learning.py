"""How do employees learn? Joy in it, formats, role models, communication, language, mediators."""

from __future__ import annotations

from collections.abc import Iterator

from figures.blocks import Block, Findings
from figures.context import Context
from figures.of_question import headings, views


def contents(context: Context) -> Iterator[Block]:
    questions = context.codebook.topic("learning")
    if questions:
        yield Findings(tuple(question.id for question in questions))
    heads = headings(context, questions)
    for question in questions:
        yield from heads.get(question.id, ())
        yield from views(context, question)
