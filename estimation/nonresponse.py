"""Who answered: respondents asked, answered, and why the others did not."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pandas as pd

from estimation.moments import respondents
from estimation.query import Query
from estimation.release import visible
from survey.published import MISSING_KINDS, missing_column
from survey.snapshot import PublishedSurvey

COUNTS = ("asked", "answered", "refused", "dont_know", "empty")


def nonresponse(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    """Unweighted counts per wave and item of a query, its cuts left aside.

    Columns: wave, question, item, asked, answered, refused, dont_know, empty. `not_asked` leaves
    the base, so asked = answered + refused + dont_know + empty. Counts are empty
    where fewer than min_n were asked or answered, and where the release plan hides the selection.
    """
    frame = respondents(survey.responses(), query.waves, query.where, [])
    aggregates: dict[str, nw.Expr] = {"respondents": nw.len()}
    for i, measure in enumerate(query.measures):
        aggregates[f"{i}.answered"] = nw.col(measure.column).count()
        why = missing_column(measure.column)
        if why in survey.columns:
            for kind in MISSING_KINDS:
                aggregates[f"{i}.{kind}"] = (nw.col(why).cast(nw.String) == kind).sum()
    counted = frame.group_by("wave").agg(**aggregates).collect("pandas").to_native()
    counted["wave"] = counted["wave"].astype(str)
    counted = counted.set_index("wave").reindex(list(query.waves)).fillna(0)
    parts = []
    for i, measure in enumerate(query.measures):
        kinds = {kind: _column(counted, f"{i}.{kind}") for kind in MISSING_KINDS}
        asked = counted["respondents"] - kinds.pop("not_asked")
        answered = counted[f"{i}.answered"]
        part = pd.DataFrame(
            {
                "wave": counted.index,
                "question": measure.question,
                "item": measure.item,
                "asked": asked.to_numpy(),
                "answered": answered.to_numpy(),
                **{kind: values.to_numpy() for kind, values in kinds.items()},
                "empty": (asked - answered - sum(kinds.values())).to_numpy(),
            }
        )
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)
    few = table[["asked", "answered"]].min(axis=1) < max(survey.codebook.disclosure.min_n, 1)
    few |= ~np.array(_told(survey, query), dtype=bool)
    table[list(COUNTS)] = table[list(COUNTS)].astype(float)
    table.loc[few, list(COUNTS)] = np.nan
    return table


def _told(survey: PublishedSurvey, query: Query) -> list[bool]:
    """Whether the plan shows the selection, of all respondents and of those who answered."""
    everybody = {wave: visible(survey, wave, where=query.where) for wave in query.waves}
    return [
        bool(everybody[wave] & visible(survey, wave, measure.column, where=query.where))
        for measure in query.measures
        for wave in query.waves
    ]


def _column(table: pd.DataFrame, name: str) -> pd.Series:
    return table[name] if name in table else pd.Series(0.0, index=table.index)
