"""How do employees learn? Joy in it, formats, role models, communication, language, mediators."""

from __future__ import annotations

from collections.abc import Iterator

from figures.blocks import Block, Findings
from figures.context import Context
from figures.of_question import views


def contents(context: Context) -> Iterator[Block]:
    questions = context.codebook.topic("learning")
    for question in questions:
        yield from views(context, question)
    if questions:
        yield Findings(tuple(question.id for question in questions))
