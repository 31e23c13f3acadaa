"""The right figure for any question by its type."""

from __future__ import annotations

from figures.context import Context
from figures.exhibit import Exhibit
from figures.matrices import grid_matrix
from figures.rankings import items, numbers, options
from figures.shares import grid, steps
from figures.weights import ratings
from survey.codebook import (
    MultipleQuestion,
    NumericQuestion,
    Question,
    ScaleQuestion,
    SingleQuestion,
)


def chartable(question: Question) -> bool:
    """Free text is kept but never charted per firm."""
    return isinstance(question, MultipleQuestion | NumericQuestion | ScaleQuestion | SingleQuestion)


def any_question(context: Context, question: Question, dimension: str) -> Exhibit:
    """`question` in the figure that fits its type, by `dimension` where it has a single line.

    Raises TypeError for free text, and NotAsked where it was not part of the wave.
    """
    if isinstance(question, MultipleQuestion):
        return items(context, question.id, question)
    if isinstance(question, ScaleQuestion):
        return ratings(context, question.id, question)
    if isinstance(question, NumericQuestion):
        return numbers(context, question.id, question, dimension)
    if isinstance(question, SingleQuestion):
        if question.items:
            show = grid if question.ordered else grid_matrix
            return show(context, question.id, question)
        if question.ordered:
            return steps(context, question.id, question.id, dimension)
        return options(context, question.id, question.id)
    raise TypeError(f"{question.id} is free text")
