"""What can be estimated: from `barriers.staff` to the column and the kind of its answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from locales import N_, Message
from survey.codebook import (
    Codebook,
    MultipleQuestion,
    NumericQuestion,
    Question,
    ScaleQuestion,
    Score,
    SingleQuestion,
    variable,
)
from survey.failure import Failure

Statistic = Literal["proportion", "mean", "total", "median"]
Kind = Literal["choice", "tick", "number"]
_COUNTED: tuple[Statistic, ...] = ("proportion", "total")


@dataclass(frozen=True)
class Measure:
    """One column of answers and how it is read.

    kind
        choice: one of `codes`, a share per code; tick: 1 or 0, the share of 1 under the code
        `codes[0]`; number: a mean.
    base
        Who the estimate is about: `answered` (respondents with a valid answer) or `cases`
        (respondents who saw a multiple question).
    centre
        The constant subtracted from numbers before they are squared, so that means far from zero
        lose no digits; None where only the data can tell (a number without a range).
    score
        Whether the number is a score of 0-100 (its marks go by width, not by variation).
    asked
        total or median where that is wanted instead of the share or mean.
    """

    question: str
    item: str
    kind: Kind
    codes: tuple[str, ...] = ()
    base: str = "answered"
    centre: float | None = 0.0
    score: bool = False
    asked: Literal["total", "median"] | None = None

    @property
    def column(self) -> str:
        return variable(self.question, self.item)

    @property
    def statistic(self) -> Statistic:
        return self.asked or ("mean" if self.kind == "number" else "proportion")


def resolve(
    codebook: Codebook, target: str, statistic: Statistic | None = None
) -> tuple[Measure, ...]:
    """The measures of `QUESTION[.ITEM]`, several separated by commas.

    All items of a question where none is named.
    `statistic` None takes what fits: shares of choices, means of numbers. Raises Failure for an
    unknown question or item, and for a statistic that has no meaning for it.
    """
    parts = [part.strip() for part in target.split(",")]
    found = [measure for part in parts for measure in _resolve(codebook, part, statistic)]
    return tuple(dict.fromkeys(found))  # `barriers,barriers.staff` asks for staff once


def joint_shares(measure: Measure, option: str) -> Measure:
    """The measure narrowed to the joint share of options, written `3|4`; several with commas."""
    shares = [part.split("|") for part in option.split(",")]
    unknown = [code for codes in shares for code in codes if code not in measure.codes]
    if unknown:
        raise Failure(
            Message(
                N_("'{code}' is no option of '{name}'. Choose from: {known}."),
                code=unknown[0],
                name=measure.column,
                known=", ".join(measure.codes) or "–",
            )
        )
    joint = ("|".join(dict.fromkeys(codes)) for codes in shares)
    return replace(measure, codes=tuple(dict.fromkeys(joint)))


def _resolve(codebook: Codebook, target: str, statistic: Statistic | None) -> tuple[Measure, ...]:
    name, _, item = target.partition(".")
    if name in codebook.score:
        return (_score(codebook.score[name], item, statistic),)
    question = codebook.question.get(name)
    if question is None:
        known = ", ".join([*codebook.score, *(q.id for q in codebook.questions)])
        raise Failure(
            Message(
                N_("The survey {survey} has no question '{name}'. Choose from: {known}."),
                survey=codebook.survey,
                name=name,
                known=known,
            )
        )
    items = tuple(each.id for each in question.items) or ("",)
    if item:
        _known(target, item, items)
        items = (item,)
    return tuple(_answer(question, each, statistic) for each in items)


def _answer(question: Question, item: str, statistic: Statistic | None) -> Measure:
    if isinstance(question, SingleQuestion):
        asked = _fits(question.id, statistic, _COUNTED)
        return Measure(question.id, item, "choice", question.codes, asked=asked)
    if isinstance(question, MultipleQuestion):
        asked = _fits(question.id, statistic, _COUNTED)
        return Measure(question.id, item, "tick", (question.selected,), base="cases", asked=asked)
    if isinstance(question, ScaleQuestion):
        asked = _fits(question.id, statistic, ("mean", "median", *_COUNTED))
        if statistic in _COUNTED:  # the sum of ranks is no number of anything
            return Measure(question.id, item, "choice", question.codes, asked=asked)
        middle = (question.scale.min + question.scale.max) / 2
        return Measure(question.id, item, "number", centre=middle, asked=asked)
    numeric: tuple[Statistic, ...] = ("mean", "median", "total")
    possible = numeric if isinstance(question, NumericQuestion) else ()
    asked = _fits(question.id, statistic, possible)
    return Measure(question.id, item, "number", centre=None, asked=asked)


def _score(score: Score, item: str, statistic: Statistic | None) -> Measure:
    dimensions = tuple(dimension.id for dimension in score.dimensions)
    if item in ("level", "weakest"):
        levels = tuple(level.id for level in score.levels)
        asked = _fits(variable(score.id, item), statistic, _COUNTED)
        codes = levels if item == "level" else dimensions
        return Measure(score.id, item, "choice", codes, asked=asked)
    if item:
        _known(variable(score.id, item), item, (*dimensions, "level", "minimum", "weakest"))
    asked = _fits(variable(score.id, item), statistic, ("mean", "median"))
    return Measure(score.id, item, "number", centre=50.0, score=True, asked=asked)


def _known(target: str, item: str, items: tuple[str, ...]) -> None:
    if item not in items:
        known = ", ".join(items) if items != ("",) else "–"
        raise Failure(
            Message(
                N_("'{target}' is not known: '{item}' is no item of it. Choose from: {known}."),
                target=target,
                item=item,
                known=known,
            )
        )


def _fits(
    name: str, asked: Statistic | None, possible: tuple[Statistic, ...]
) -> Literal["total", "median"] | None:
    """What is asked for beside share and mean. Raises Failure where it has no meaning."""
    if not possible:
        raise Failure(
            Message(N_("'{name}' is free text: there is nothing to estimate."), name=name)
        )
    if asked is not None and asked not in possible:
        raise Failure(
            Message(
                N_("The statistic '{asked}' has no meaning for '{name}'. Choose: {possible}."),
                asked=asked,
                name=name,
                possible=", ".join(possible),
            )
        )
    return asked if asked in ("total", "median") else None
