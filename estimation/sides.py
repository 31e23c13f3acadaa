"""The two sides of a contrast: which respondents they are, and what anybody is shown of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from estimation.measures import Measure
from estimation.moments import Answer
from estimation.pairs import Pair, codes_of
from estimation.query import Query
from estimation.reliability import HIDDEN, LIMITED, UNRELIABLE
from estimation.unions import name_of, union_estimates
from locales import N_, Message
from survey.failure import Failure
from survey.snapshot import PublishedSurvey

Estimates = Callable[[PublishedSurvey, Query], pd.DataFrame]
Codes = tuple[str, ...]
Side = tuple[str, Codes]  # wave, codes of the cut; no codes without a cut
Row = Mapping[str, Any]
Shown = Mapping[tuple[Side, Answer], Row]

_WORST = (HIDDEN, UNRELIABLE, LIMITED, "")

NOTHING: Row = {"flag": HIDDEN, "estimate": float("nan"), "n": float("nan")}
"""What is shown of a side that nobody is told about."""


def sides_of(survey: PublishedSurvey, query: Query, pair: Pair) -> tuple[Side, Side]:
    """Both sides of a pair."""
    if not query.by:
        return (pair.wave, ()), (pair.against_wave, ())
    group, against = codes_of(survey.codebook, query.by[0], pair)
    return (pair.wave, group), (pair.against_wave, against)


def waves_of_sides(survey: PublishedSurvey, sides: Sequence[Side]) -> tuple[str, ...]:
    """The waves of the sides in the order of the codebook."""
    asked = {wave for wave, _ in sides}
    return tuple(wave for wave in survey.codebook.wave if wave in asked)


def shown(
    survey: PublishedSurvey, query: Query, sides: Sequence[Side], estimates: Estimates
) -> Shown:
    """The row of the estimate table of every side and answer.

    These come from the same estimates as everything else that is published, several codes as a
    filter: so what may not be shown there is hidden here too, and this is the one place for it.
    """
    waves = waves_of_sides(survey, sides)
    every = list(dict.fromkeys(codes for _, codes in sides))
    here = replace(query, waves=waves)
    found: dict[tuple[Side, Answer], Row] = {}
    if any(len(codes) == 1 for codes in every):  # single codes, all of them at once
        for row in _rows(estimates(survey, here)):
            found[(row["wave"], (row[query.by[0].dimension],)), _answer(row)] = row
    if () in every:
        found |= {((r["wave"], ()), _answer(r)): r for r in _rows(estimates(survey, here))}
    unions = [codes for codes in every if len(codes) > 1]
    if unions:
        named, dimension = {name_of(codes): codes for codes in unions}, query.by[0].dimension
        for row in _rows(union_estimates(survey, here, unions)):
            found[(row["wave"], named[row[dimension]]), _answer(row)] = row
    return found


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(name) for name in table]
    columns = [
        [float("nan") if value is pd.NA else value for value in table[name].tolist()]
        for name in names
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _answer(row: Row) -> Answer:
    return row["question"], row["item"], row["option"]


def means_only(query: Query) -> None:
    """Raises Failure for a statistic that is no mean or share: nothing else is compared."""
    for measure in query.measures:
        if measure.statistic not in ("proportion", "mean"):
            raise Failure(
                Message(
                    N_("Contrasts are made of means and shares, not of '{statistic}'."),
                    statistic=measure.statistic,
                )
            )


def answers_of(query: Query) -> list[tuple[Measure, Answer]]:
    """Every answer of the query's measures, in order."""
    return [
        (measure, (measure.question, measure.item, code))
        for measure in query.measures
        for code in measure.codes or ("",)
    ]


def described(survey: PublishedSurvey, query: Query, measure: Measure, code: str) -> dict[str, Any]:
    """The first columns of a table of comparisons: what is compared, along which dimension."""
    return {
        "survey": survey.codebook.survey,
        "question": measure.question,
        "item": measure.item,
        "option": code,
        "statistic": measure.statistic,
        "dimension": str(query.by[0]) if query.by else "",
    }


def worst(rows: Iterable[Row]) -> str:
    """The mark of the worst of these rows."""
    flags = {row["flag"] for row in rows}
    return next(flag for flag in _WORST if flag in flags)
