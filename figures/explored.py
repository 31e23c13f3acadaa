"""The explorer's figure: any question by anything, in the chart that fits its type."""

from __future__ import annotations

from figures.any_question import any_question
from figures.blocks import View
from figures.context import Context
from figures.exhibit import Exhibit
from figures.matrices import answers_by, items_by, options_by, two_dimensions
from figures.one_number import Shown, one_number, with_number
from figures.rankings import groups, items, number, options
from figures.scores import dimensions, waves
from figures.shares import matters, steps
from figures.weights import ratings, ratings_by
from survey.codebook import MultipleQuestion, ScaleQuestion, SingleQuestion
from survey.explored import EVERYBODY, WAVES, targets
from survey.labels import unit


def target_of(context: Context) -> str:
    """What is shown: the reader's question, the part of it that has one number where it is cut
    twice or over the waves.
    """
    target = context.selection.explored.question or targets(context.codebook)[0]
    by = cuts_of(context)
    return with_number(context, target) if len(by) > 1 or by == (WAVES,) else target


def cuts_of(context: Context) -> tuple[str, ...]:
    """What the figure is cut by; the first dimension where nothing is chosen."""
    return context.selection.explored.by or (next(iter(context.codebook.dimensions)),)


def explored(context: Context) -> View:
    """The figure of the reader's question."""
    target, by = target_of(context), cuts_of(context)
    name = f"{target}-by-{'-'.join(by)}"
    if by == (EVERYBODY,):
        return _overall(context, name, target)
    if by == (WAVES,):
        return View(waves, (name, target), _words(_number(context, target)))
    if len(by) > 1:
        return View(two_dimensions, (name, target, *by), _words(_number(context, target)))
    return _by(context, name, target, by[0])


def _overall(context: Context, name: str, target: str) -> View:
    """All answers of the selection together."""
    asked, _, item = target.partition(".")
    codebook = context.codebook
    if asked in codebook.score:
        if not item:
            return View(dimensions, (name, codebook.score[asked]))
        if item in ("level", "weakest"):
            return View(options, (name, target, "given" if item == "level" else "estimate"))
        return View(number, (name, _number(context, target)))
    question = codebook.question[asked]
    if isinstance(question, MultipleQuestion):
        return View(items, (name, question, item))
    if isinstance(question, ScaleQuestion):
        return View(ratings, (name, question, item))
    if isinstance(question, SingleQuestion):
        if question.items and not item:
            return View(any_question, (question, ""))
        return View(options, (name, target, "given" if question.ordered else "estimate"))
    several = Shown(target, None, words := unit(question, context.lang), words, "")
    return View(number, (name, one_number(context, target) or several))


def _by(context: Context, name: str, target: str, dimension: str) -> View:
    """The question by one dimension."""
    asked, _, item = target.partition(".")
    codebook = context.codebook
    found = one_number(context, target)
    question = codebook.question.get(asked)
    if item == "weakest" and question is None:
        return View(rows_by, (name, target, "option", dimension))
    if item == "level" and question is None:
        return View(steps, (name, target, dimension))
    if isinstance(question, MultipleQuestion) and found is None:
        return View(items_by, (name, question, dimension))
    if isinstance(question, ScaleQuestion):
        if found is not None:
            return View(ratings_by, (name, question, dimension, item))
        return _means_by(context, name, question.id, dimension)
    if isinstance(question, SingleQuestion):
        if found is None:
            return View(items_by, (name, question, dimension, *matters(context, target)))
        if question.ordered:
            return View(steps, (name, target, dimension))
        if len(question.options) > 2:
            return View(options_by, (name, question, dimension, item))
    if found is None:
        return _means_by(context, name, asked, dimension)
    return View(groups, (name, target, dimension), _words(found))


def _means_by(context: Context, name: str, target: str, dimension: str) -> View:
    """The means of a question's items by a dimension."""
    words = unit(context.codebook.question[target], context.lang)
    return View(rows_by, (name, target, "item", dimension), {"words": words, "unit": ""})


def rows_by(
    context: Context, name: str, target: str, rows: str, dimension: str, **words: str
) -> Exhibit:
    """The rows of a target ("item", "option") by the codes of a dimension."""
    return answers_by(context, name, context.query(target), rows, dimension, **words)


def _number(context: Context, target: str) -> Shown:
    found = one_number(context, target)
    assert found is not None, f"{target} has several numbers"
    return found


def _words(shown: Shown) -> dict[str, str | None]:
    return {
        "unit": shown.unit,
        "words": shown.words,
        "option": shown.option,
        "label": shown.label,
    }
