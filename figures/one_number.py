"""The one number of a question or of its part: what is ranked, mapped, or cut twice."""

from __future__ import annotations

from dataclasses import dataclass

from figures.context import Context
from figures.shares import matters
from survey.codebook import MultipleQuestion, NumericQuestion, ScaleQuestion, SingleQuestion
from survey.labels import part_label, rated_label, unit


@dataclass(frozen=True)
class Shown:
    """A number as it is asked for and printed.

    `option` (`3|4`) is a joint share; `unit` is that of the chart, `words` say it under the
    question, `label` says what the number is where that is not the whole question.
    """

    target: str
    option: str | None
    unit: str
    words: str
    label: str


def one_number(context: Context, target: str) -> Shown | None:
    """The number of a target; None where it has several: the items of a question, which dimension
    of a score is the weakest.
    """
    name, _, item = target.partition(".")
    codebook, say = context.codebook, context.say
    label = part_label(codebook, name, item, context.lang)
    share = say("share of firms")
    if name in codebook.score:
        if item == "weakest":
            return None
        if item == "level":
            option, levels = matters(context, target)
            return Shown(target, option, "percent", share, levels)
        return Shown(target, None, "points", say("mean points of 0–100"), label)
    question = codebook.question[name]
    if question.items and not item:
        return None
    if isinstance(question, MultipleQuestion):
        return Shown(target, None, "percent", share, label)
    if isinstance(question, SingleQuestion):
        option, counted = matters(context, target)
        return Shown(target, option, "percent", share, f"{label}: {counted}" if label else counted)
    words = unit(question, context.lang)
    if isinstance(question, ScaleQuestion):
        return Shown(target, None, "", words, rated_label(question, item, context.lang))
    assert isinstance(question, NumericQuestion), "free text has no numbers"
    return Shown(target, None, words, words, label)


def with_number(context: Context, target: str) -> str:
    """The target itself where it has one number, else the part of it that is shown instead: an
    item to be kept in view, the whole score.
    """
    name = target.partition(".")[0]
    if one_number(context, target) is not None:
        return target
    if name in context.codebook.score:
        return name
    question = context.codebook.question[name]
    ranked = isinstance(question, MultipleQuestion | ScaleQuestion) and question.highlight
    return f"{name}.{ranked[0] if ranked else question.items[0].id}"
