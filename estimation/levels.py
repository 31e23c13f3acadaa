"""At which level of a dimension a figure starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from estimation.estimates import estimate
from estimation.query import Query
from survey.selection import Cut
from survey.snapshot import PublishedSurvey


def readable_level(
    survey: PublishedSurvey,
    query: Query,
    dimension: str,
    estimates: Callable[[PublishedSurvey, Query], pd.DataFrame] = estimate,
) -> str:
    """The finest level at which most cells of the query carry no mark, else the coarsest.

    `query` is cut by `dimension` beside its own cuts. Levels without any code are passed over.
    `estimates`: how its tables are had, a cache or `estimate`.
    """
    levels = survey.codebook.dimensions[dimension].level_ids
    others = tuple(cut for cut in query.by if cut.dimension != dimension)
    for level in levels[:-1]:
        table = estimates(survey, replace(query, by=(Cut(dimension, level), *others)))
        if len(table) and (table["flag"] == "").mean() > 0.5:
            return level
    return levels[-1]
