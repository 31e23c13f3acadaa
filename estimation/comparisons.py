"""Comparisons in the spelling of the command line: contrasts, trends, items, relations."""

from __future__ import annotations

import pandas as pd

from estimation.contrasts import contrast_table
from estimation.estimates import estimate
from estimation.items import item_contrasts
from estimation.measures import resolve
from estimation.query import Query
from estimation.related import related
from estimation.sides import Estimates
from estimation.trend import trend
from locales import N_, Message
from survey.failure import Failure
from survey.selection import parse_cut
from survey.snapshot import PublishedSurvey


def comparison(
    survey: PublishedSurvey, query: Query, text: str, estimates: Estimates = estimate
) -> pd.DataFrame:
    """The table of `--contrast`: `trend`, `item`, or one of `estimation.pairs.parse_pairs`.

    Raises Failure with a sentence where the text or the query does not fit.
    """
    if text == "trend":
        return trend(survey, query, estimates)
    if text == "item":
        return item_contrasts(survey, query, estimates)
    return contrast_table(survey, query, text, estimates)


def relation(
    survey: PublishedSurvey, query: Query, text: str, estimates: Estimates = estimate
) -> pd.DataFrame:
    """The table of `--related`: tests against `DIMENSION[:LEVEL]` or `QUESTION[.ITEM]`.

    Raises Failure where the text is not known, names several items, or the query has a cut.
    """
    if query.by:
        raise Failure(Message(N_("--related takes the whole sample; leave out --by.")))
    if text.partition(":")[0] in survey.codebook.dimensions:
        return related(survey, query, parse_cut(survey.codebook, text), estimates)
    against = resolve(survey.codebook, text)
    if len(against) != 1:
        raise Failure(
            Message(
                N_("'{text}' has several items. Name one of them: {known}."),
                text=text,
                known=", ".join(measure.column for measure in against),
            )
        )
    return related(survey, query, against[0], estimates)
