"""The barriers that most firms name, and the offers that help with each."""

from __future__ import annotations

from dataclasses import dataclass

from estimation.query import NotAsked
from figures.context import Context
from figures.sentences import reliable, with_interval
from survey.codebook import MultipleQuestion
from survey.offers import Offer, offers

_MOST = 6


@dataclass(frozen=True)
class Helped:
    """A barrier: what it is called, who names it (with interval), which offers can still be had."""

    barrier: str
    share: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Fitting:
    """Barriers with their offers; every offer that helps with one of them, ended ones too."""

    barriers: tuple[Helped, ...]
    offers: tuple[Offer, ...]


def fitting(context: Context) -> Fitting:
    """The barriers named most in the reader's selection, the first one first.

    Empty where the survey asks for none, the wave did not, or no share is reliable. Raises Failure
    where the list of offers cannot be used.
    """
    known = offers()
    for question in context.codebook.topic("barriers"):
        if isinstance(question, MultipleQuestion):
            try:
                query = context.query(question.id)
            except NotAsked:
                continue
            wording = context.wording(query)
            named = reliable(context.table(query), "item")[:_MOST]
            helped = tuple(
                Helped(
                    wording.label("item", value.code),
                    with_interval(value, wording),
                    tuple(offer for offer in known.offers if offer.fits(value.code)),
                )
                for value in named
            )
            return Fitting(helped, known.for_barriers([value.code for value in named]))
    return Fitting((), ())
