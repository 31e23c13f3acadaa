"""One firm's own answers brought together as the published scores are: nothing is kept.

The rules are those of the ETL step *score*, here for a single set of answers instead of a table; a
test holds both against each other for every firm of the demo survey.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey.codebook import (
    Codebook,
    MultipleQuestion,
    Question,
    ScaleQuestion,
    Score,
    ScoreDimension,
    ScoreItem,
    SingleQuestion,
    variable,
)

Answers = Mapping[str, str]
"""variable (`question` or `question.item`) -> code; what was not answered is not there."""


@dataclass(frozen=True)
class Assessment:
    """The score of one firm on 0–100, None where too little was answered.

    dimensions
        dimension -> points, in the order of the codebook.
    level, weakest
        The level the total falls in; the lowest dimension, the first of several. "" without total.
    """

    dimensions: Mapping[str, float | None]
    total: float | None = None
    level: str = ""
    weakest: str = ""


def assess(codebook: Codebook, score: Score, answers: Answers) -> Assessment:
    """The score that these answers have."""
    points = {each.id: _dimension(codebook, score, each, answers) for each in score.dimensions}
    given = {name: value for name, value in points.items() if value is not None}
    if len(given) < len(points):
        return Assessment(points)
    total = sum(given.values()) / len(given)
    level = next((each.id for each in reversed(score.levels) if total >= each.from_), "")
    return Assessment(points, total, level, min(given, key=given.__getitem__))


def points_of(question: Question, item: ScoreItem, code: str) -> float:
    """The points of one answer; without `points` the rule of `ScoreItem`."""
    if item.points is not None:
        return float(item.points[code])
    if isinstance(question, SingleQuestion):
        return question.codes.index(code) * 100.0 / (len(question.codes) - 1)
    if isinstance(question, MultipleQuestion):
        return 100.0 if code == question.selected else 0.0
    assert isinstance(question, ScaleQuestion)  # numbers and texts have no points
    scale = question.scale
    return (int(code) - scale.min) * 100.0 / (scale.max - scale.min)


def _dimension(
    codebook: Codebook, score: Score, dimension: ScoreDimension, answers: Answers
) -> float | None:
    """The mean of the answered items; None below `min_answered`."""
    given = [
        points_of(codebook.question[item.question], item, answers[name])
        for item in dimension.items
        if (name := variable(item.question, item.item or "")) in answers
    ]
    if not given or len(given) / len(dimension.items) < score.min_answered:
        return None
    return sum(given) / len(given)
