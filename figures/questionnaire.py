"""The questions of a score as a firm answers them: one by one, in the order of its dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from figures.context import Context
from locales import Lang
from survey.codebook import (
    Codebook,
    MultipleQuestion,
    Question,
    ScaleQuestion,
    Score,
    ScoreDimension,
    variable,
)
from survey.labels import item_labels, option_labels
from survey.self_assessment import Answers


@dataclass(frozen=True)
class Asked:
    """One answer that counts: its question and item, and where the answer is kept."""

    question: Question
    item: str
    variable: str

    def words(self, lang: Lang) -> str:
        """What is asked: the item under its question, or the question."""
        if not self.item:
            return self.question.text.text(lang)
        return next(each.label.text(lang) for each in self.question.items if each.id == self.item)


def asked_of(book: Codebook, dimension: ScoreDimension) -> tuple[Asked, ...]:
    """The answers that a dimension is made of."""
    return tuple(
        Asked(book.question[question], item, variable(question, item))
        for question, item in ((each.question, each.item or "") for each in dimension.items)
    )


def questionnaire(codebook: Codebook, score: Score) -> Mapping[str, tuple[Asked, ...]]:
    """dimension -> the answers that it is made of."""
    return {each.id: asked_of(codebook, each) for each in score.dimensions}


def choices(context: Context, asked: Asked) -> Mapping[str, str]:
    """code -> label of what can be answered; a box that can be ticked is answered by yes or no."""
    if isinstance(asked.question, MultipleQuestion):
        return {
            asked.question.selected: context.say("yes"),
            asked.question.unselected: context.say("no"),
        }
    return option_labels(context.codebook, asked.question.id, asked.item, context.lang)


def answer_label(context: Context, asked: Asked, answers: Answers) -> str:
    """The answer as chosen, "–" where there is none."""
    code = answers.get(asked.variable, "")
    label = choices(context, asked).get(code, "–")
    if isinstance(asked.question, ScaleQuestion) and label == code:  # a point between the ends
        return context.say("{point} of {most}", point=code, most=asked.question.scale.max)
    return label


def barrier_labels(context: Context) -> Mapping[str, str]:
    """code -> label of the barriers that can be named; empty where the survey asks for none."""
    for question in context.codebook.topic("barriers"):
        if isinstance(question, MultipleQuestion):
            return item_labels(context.codebook, question.id, context.lang)
    return {}
