"""Contrasts of two items of the same firms: is staff named more often than cost?

Each item keeps its own base, so that the difference is that of the two published estimates; the
variance is that of `estimation/joint.py`.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from estimation.contrasts import compared, tested
from estimation.estimates import estimate
from estimation.joint import difference_of_items
from estimation.query import Query
from estimation.sides import NOTHING, Estimates, described, means_only
from locales import N_, Message
from survey.failure import Failure
from survey.snapshot import PublishedSurvey


def item_contrasts(
    survey: PublishedSurvey, query: Query, estimates: Estimates = estimate
) -> pd.DataFrame:
    """The first measure of the query against each of the others: a row for every wave and code.

    query
        Several measures of one statistic, with the same options where they have any; one cut or
        none.

    Columns as of `estimation.contrasts.contrasts`, with against_question and against_item in
    place of against_wave and against. Raises Failure where the measures cannot be compared.
    """
    means_only(query)
    first, others = query.measures[0], query.measures[1:]
    if not others or any((m.statistic, m.codes) != (first.statistic, first.codes) for m in others):
        raise Failure(
            Message(
                N_(
                    "Items are compared where they are answered alike. Name several with the same "
                    "options or scale, separated by commas."
                )
            )
        )
    if len(query.by) > 1:
        raise Failure(
            Message(N_("Groups are compared along one dimension. Name exactly one with --by."))
        )
    table = estimates(survey, query)
    dimension = [cut.dimension for cut in query.by]
    columns = ["wave", *dimension, "question", "item", "option"]
    known = {
        tuple(row[name] for name in columns): {str(k): v for k, v in row.items()}
        for row in table.to_dict("records")
    }
    codes = [list(dict.fromkeys(str(code) for code in table[name])) for name in dimension]
    cells = list(product(query.waves, *codes))
    rows: list[dict[str, Any]] = []
    for other, option in product(others, first.codes or ("",)):
        variance, df = difference_of_items(survey, query, first, other, option, cells)
        for at, cell in enumerate(cells):
            sides = (
                known.get((*cell, m.question, m.item, option), NOTHING) for m in (first, other)
            )
            rows.append(
                {
                    **described(survey, query, first, option),
                    "wave": cell[0],
                    "group": cell[1] if dimension else "",
                    "against_question": other.question,
                    "against_item": other.item,
                    **compared(*sides),
                    "se": np.sqrt(variance[at]),
                    "df": df[at],
                    "base": first.base,
                }
            )
    return tested(survey, pd.DataFrame(rows))
