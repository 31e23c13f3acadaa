"""Estimates of several unions of codes of one cut: "everybody else" for each group of a page.

Each is the estimate under a filter, and is hidden as that is. The unions share respondents, so
they are no cut of one table; but their moments are the same rows, gathered once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from estimation.answers import Selected
from estimation.columns import Columns
from estimation.estimates import columns_of, finished
from estimation.gathering import gathered, keys_of, passes
from estimation.kept import with_codes
from estimation.measures import Measure
from estimation.moments import Moments
from estimation.query import Query
from estimation.variance import Index
from survey.snapshot import PublishedSurvey

Codes = tuple[str, ...]


def union_estimates(survey: PublishedSurvey, query: Query, unions: Sequence[Codes]) -> pd.DataFrame:
    """The estimate table of the query with the unions as its cells; `name_of` is their code.

    query
        With one cut, and a statistic that is a mean or share.
    """
    (cut,) = query.by
    who = Selected(query.waves, query.where, all_codes=True)
    found: dict[Measure, Columns] = {}
    for group in passes(query.measures):
        moments = gathered(survey, who, group, keys_of(survey, [cut.column]))
        row, domain = _domains(moments, cut.column, query.waves, unions)
        size = len(query.waves) * len(unions)
        columns = columns_of(survey, query, moments.taken(row), group, domain, size)
        answers = len(group[0].codes) or 1
        for i, measure in enumerate(group):
            rows = slice(i * answers, (i + 1) * answers)
            found[measure] = {name: values[rows] for name, values in columns.items()}
    axes = {"wave": query.waves, cut.column: tuple(map(name_of, unions))}
    return finished(survey, query, axes, found, unions=unions)


def name_of(union: Codes) -> str:
    """What a union is called in the table: `F|G`."""
    return "|".join(union)


def _domains(
    moments: Moments, column: str, waves: Sequence[str], unions: Sequence[Codes]
) -> tuple[Index, Index]:
    """The rows of each union in each wave, one after the other, and the domain they make up."""
    key, wave = moments.keys[column], moments.keys["wave"]
    place = {each: i for i, each in enumerate(waves)}
    # the moments may name other waves as well, but have no row of them
    of_wave = np.array([place.get(code, -1) for code in wave.categories], dtype=np.intp)[wave.codes]
    union, row = np.nonzero(np.array([with_codes(key, codes) for codes in unions]))
    return row, of_wave[row] * len(unions) + union
