"""All that a topic's page shows of a question: overall, by two dimensions, over the waves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from figures.any_question import any_question, chartable
from figures.blocks import Section, View
from figures.context import Context
from figures.matrices import items_by, options_by
from figures.rankings import groups
from figures.scores import waves
from figures.shares import matters, steps
from figures.weights import ratings_by
from survey.codebook import MultipleQuestion, NumericQuestion, Question, ScaleQuestion
from survey.codebook import SingleQuestion as Single


def headings(context: Context, questions: Sequence[Question]) -> dict[str, tuple[Section]]:
    """A heading for each question that has figures; none at all where one of them has no title.

    Its figures would otherwise stand under the heading of the question before.
    """
    drawn = [question for question in questions if chartable(question)]
    titles = [each.title.text(context.lang) for each in drawn if each.title]
    if len(titles) < len(drawn):
        return {}
    return {each.id: (Section(title),) for each, title in zip(drawn, titles, strict=True)}


def views(context: Context, question: Question) -> Iterator[View]:
    """The figures of a question in the order in which they are read; none of free text."""
    if not chartable(question):
        return
    dimensions = list(context.codebook.dimensions)[:2]
    if question.items or isinstance(question, NumericQuestion):
        yield View(any_question, (question, dimensions[0]))
        for dimension in dimensions if isinstance(question, MultipleQuestion) else ():
            yield View(items_by, (f"{question.id}-by-{dimension}", question, dimension))
        return
    if isinstance(question, Single) and not question.ordered and len(question.options) > 2:
        yield View(any_question, (question, dimensions[0]))
    for dimension in dimensions:
        name = f"{question.id}-by-{dimension}"
        if isinstance(question, ScaleQuestion):
            yield View(ratings_by, (name, question, dimension))
        elif isinstance(question, Single):
            yield _by(context, name, question, dimension)
    if isinstance(question, Single) and (question.ordered or question.highlight):
        yield from over_waves(context, question)


def over_waves(context: Context, question: Single) -> Iterator[View]:
    """The share that matters over the waves, where there is more than one with the question."""
    regular = context.codebook.regular_waves
    if sum(context.codebook.asked_in(question, wave) for wave in regular) > 1:
        codes, label = matters(context, question.id)
        words = context.say("share of firms")
        options = {"unit": "percent", "words": words, "option": codes, "label": label}
        yield View(waves, (f"{question.id}-waves", question.id), options)


def _by(context: Context, name: str, question: Single, dimension: str) -> View:
    """Steps as bars in their order, yes and no as a ranking of yes, other options as heat map."""
    if question.ordered:
        return View(steps, (name, question.id, dimension))
    if len(question.options) > 2:
        return View(options_by, (name, question, dimension))
    codes, label = matters(context, question.id)
    words = context.say("share of firms")
    options = {"unit": "percent", "words": words, "option": codes, "label": label}
    return View(groups, (name, question.id, dimension), options)
