"""The codebook: what a survey asks, of whom, and how its answers are named everywhere.

Names are the selection grammar and the columns of the published data alike: a question is
`strategy_status`, an item `barriers.staff`, a score dimension `maturity.strategy`, a level of a
dimension `sector:group`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import Field

from survey.codebook.design import Design, Disclosure, Reliability, Wave, Weighting
from survey.codebook.dimensions import Dimension
from survey.codebook.questions import Item, Question
from survey.codebook.scores import Score
from survey.codebook.values import Entry, Id, SurveyId, Text


def variable(question: str, item: str = "") -> str:
    """The name of an answer: `question`, or `question.item`."""
    return f"{question}.{item}" if item else question


class Codebook(Entry):
    """One survey: title, design, waves, dimensions, questions and scores."""

    survey: SurveyId
    title: Text
    synthetic: bool = False
    source: Text | None = None
    licence: str | None = None
    disclosure: Disclosure = Disclosure()
    reliability: Reliability = Reliability()
    design: Design
    weighting: Weighting | None = None
    waves: Annotated[tuple[Wave, ...], Field(min_length=1)]
    dimensions: Annotated[dict[Id, Dimension], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    scores: tuple[Score, ...] = ()

    @cached_property
    def question(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def score(self) -> dict[str, Score]:
        """Scores by id."""
        return {score.id: score for score in self.scores}

    @cached_property
    def wave(self) -> dict[str, Wave]:
        """Waves by id, in the order of the codebook."""
        return {wave.id: wave for wave in self.waves}

    @cached_property
    def regular_waves(self) -> tuple[str, ...]:
        """The waves that are no events, in the order of the codebook; all where all are events."""
        regular = tuple(wave.id for wave in self.waves if not wave.event)
        return regular or tuple(wave.id for wave in self.waves)

    @property
    def latest_wave(self) -> str:
        """The last wave that is no event; where all are events, the last of all."""
        return self.regular_waves[-1]

    def asked_in(self, question: Question, wave: str) -> bool:
        """Whether the question was part of this wave's questionnaire."""
        return question.waves is None or wave in question.waves

    def topic(self, topic: str) -> tuple[Question, ...]:
        """The questions of a topic in the order of the codebook."""
        return tuple(question for question in self.questions if question.topic == topic)

    def variables(self) -> Iterator[tuple[Question, Item | None, str]]:
        """Every answer of the survey: its question, its item if it has one, its variable name."""
        for question in self.questions:
            if question.items:
                for item in question.items:
                    yield question, item, variable(question.id, item.id)
            else:
                yield question, None, question.id


def column_of(question: Question, item: Item | None) -> str:
    """The column of the survey files that holds an answer."""
    if item is not None:
        return item.column
    assert question.column is not None  # a question without items has a column
    return question.column
