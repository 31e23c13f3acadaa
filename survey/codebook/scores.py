"""Scores: points of several answers brought together on 0–100."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from survey.codebook.values import Code, Entry, Id, Text

# Names beside the dimensions of a score that the published data carries.
RESERVED_DIMENSIONS = ("level", "weakest", "minimum")
Points = Annotated[float, Field(ge=0, le=100)]


class ScoreItem(Entry):
    """An answer that counts, and its points on 0–100.

    Without `points` a scale is linear from its `min` (0) to its `max` (100), an ordered single
    question is equidistant in the order of its options, a ticked box is 100 and an unticked one 0.
    """

    question: Id
    item: Id | None = None
    points: dict[Code, Points] | None = None


class ScoreDimension(Entry):
    """One dimension of the score: the mean of its items' points."""

    id: Id
    label: Text
    items: Annotated[tuple[ScoreItem, ...], Field(min_length=1)]


class Level(Entry):
    """A named stretch of the score, from `from` up to the next level."""

    id: Id
    from_: Annotated[float, Field(alias="from", ge=0, le=100)]
    label: Text


class Score(Entry):
    """A score of 0–100: the mean of its dimensions (EU Digital Maturity Assessment).

    A dimension is missing for a firm that answered less than `min_answered` of its items; the
    total is missing where a dimension is. Beside each dimension the published data carries
    `level` (the level the total falls in), `minimum` (the firm's lowest dimension) and `weakest`
    (which one that is; a tie goes to the first in the order of the codebook).
    """

    id: Id
    title: Text
    min_answered: Annotated[float, Field(ge=0, le=1)] = 0.67
    dimensions: Annotated[tuple[ScoreDimension, ...], Field(min_length=1)]
    levels: tuple[Level, ...] = ()
