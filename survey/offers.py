"""Offers of support: a curated list, edited without code, that says what each helps with.

Conditions change faster than a dashboard: each offer says as of when it is described, and whether
its source was read at the producer's or in somebody else's copy.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from locales import N_
from survey.codebook.values import Entry, Id, Text
from survey.edited import read_edited

FILE = Path(__file__).parent.parent / "data" / "offers.yaml"
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def _as_day(value: object) -> str:
    """A year, a month or a day as text: 2021, "2021-07", 2021-07-02."""
    text = str(value)
    if not _DAY.fullmatch(text):
        raise ValueError("write a year, a month or a day: 2021, 2021-07, 2021-07-02")
    date.fromisoformat(f"{text}-01-01"[:10])  # ValueError where the calendar has no such day
    return text


Day = Annotated[str, BeforeValidator(_as_day)]


class Offer(Entry):
    """One offer.

    helps_with
        Items of barrier questions, of any survey: their ids in its codebook.
    strengthens
        Dimensions of scores, of any survey.
    as_of
        When what is said here was so.
    ended
        When it ended; such an offer is named, but fits no barrier any more.
    copied
        Whether the source was read in somebody else's copy.
    """

    id: Id
    name: Text
    provider: Text
    what: Text
    who: Text
    helps_with: Annotated[tuple[Id, ...], Field(min_length=1)]
    strengthens: tuple[Id, ...] = ()
    as_of: Day
    ended: Day | None = None
    source: Text
    link: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    copied: bool = False

    def fits(self, barrier: str) -> bool:
        """Whether it can still be had and helps with an item."""
        return self.ended is None and barrier in self.helps_with

    def strengthened(self, dimension: str) -> bool:
        """Whether it can still be had and is meant for a dimension of a score."""
        return self.ended is None and dimension in self.strengthens


class Offers(Entry):
    """The list in the order of its file."""

    offers: tuple[Offer, ...]

    @model_validator(mode="after")
    def _each_id_once(self) -> Offers:
        names = [offer.id for offer in self.offers]
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise ValueError(f"{twice[0]} stands here more than once")
        return self

    def for_barriers(self, barriers: Collection[str]) -> tuple[Offer, ...]:
        """The offers, ended ones too, that name one of these items."""
        return tuple(o for o in self.offers if set(o.helps_with) & set(barriers))


@lru_cache
def offers(file: Path = FILE) -> Offers:
    """The list, read once; empty where there is no such file.

    Raises Failure with file and key where it cannot be used.
    """
    if not file.exists():
        return Offers(offers=())
    return read_edited(file, Offers, N_("The list of offers {file} cannot be used: {detail}"))
