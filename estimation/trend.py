"""The trend over waves: the slope of the straight line through their estimates.

Least squares through the waves' means or shares, each wave counting the same: a linear contrast
Σ c_t ȳ_t with c_t = (t − t̄) / Σ (t − t̄)², whose variance is that of the linear combination
(`estimation/combinations.py`). So the slope is about the waves, not about how many firms each of
them had, as a regression over all firms would be. R: `svycontrast` on `svyby(~y, ~wave, …,
covmat = TRUE)`. Source: Ingram et al. (2018), National Center for Health Statistics Guidelines for
Analysis of Trends, Vital and Health Statistics 2-179.

Time is the middle of a wave's period in years; where one has none, its number in order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from estimation.differences import combined
from estimation.estimates import estimate
from estimation.intervals import t_interval
from estimation.moments import Array
from estimation.panel import recurring
from estimation.query import Query
from estimation.release import is_rounded, rounded
from estimation.reliability import HIDDEN
from estimation.sides import (
    NOTHING,
    Estimates,
    Side,
    answers_of,
    described,
    means_only,
    shown,
    worst,
)
from estimation.significance import adjusted, t_test
from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure
from survey.snapshot import PublishedSurvey

NUMBERS = ["estimate", "se", "ci_low", "ci_high", "t", "df", "p", "p_adjusted", "n"]
DAYS_PER_YEAR = 365.2425


def trend(survey: PublishedSurvey, query: Query, estimates: Estimates = estimate) -> pd.DataFrame:
    """The slope over the query's waves, events left out: a row for every answer and code.

    query
        With one cut or none.

    Columns: survey, question, item, option, statistic, dimension, group, waves (`2019|2021`), per
    ("year" or "wave"), estimate (change per year or wave; of shares 0-1), se, ci_low, ci_high, t,
    df, p, p_adjusted, n (of all waves), base, flag: that of the worst wave; "hidden", without
    numbers, where one of them is. Raises Failure for fewer than two waves, for more than one cut
    and for a statistic that is no mean or share.
    """
    means_only(query)
    waves = _waves(survey.codebook, query)
    times, per = times_of(survey.codebook, waves)
    c = slope(times)
    groups = [""]
    for cut in query.by:
        listed = estimates(survey, query)[cut.dimension]
        groups = list(dict.fromkeys(str(code) for code in listed))
    lines: list[list[Side]] = [[(w, (code,) if code else ()) for w in waves] for code in groups]
    sides = [side for line in lines for side in line]
    rows_of = shown(survey, query, sides, estimates)
    lines_of_groups: Array = np.kron(np.eye(len(groups)), c).astype(np.float64)
    stacked = recurring(survey, waves)
    slopes = combined(survey, query, sides, lines_of_groups, stacked=stacked)
    found = {answer: (each, i) for same, each in slopes for i, answer in enumerate(same)}
    rows = []
    for measure, answer in answers_of(query):
        each, i = found[answer]
        for at, (code, line) in enumerate(zip(groups, lines, strict=True)):
            here = [rows_of.get((side, answer), NOTHING) for side in line]
            rows.append(
                {
                    **described(survey, query, measure, answer[2]),
                    "group": code,
                    "waves": "|".join(waves),
                    "per": per,
                    "estimate": float(c @ np.array([row["estimate"] for row in here], dtype=float)),
                    "se": np.sqrt(each.variance[i, at]),
                    "df": each.df[i, at],
                    "n": float(np.array([row["n"] for row in here], dtype=float).sum()),
                    "base": measure.base,
                    "flag": worst(here),
                }
            )
    return _tested(survey, pd.DataFrame(rows))


def times_of(codebook: Codebook, waves: Sequence[str]) -> tuple[Array, str]:
    """When the waves were: in years, and "year"; or 0, 1, … and "wave" without all periods."""
    periods = [codebook.wave[wave].period for wave in waves]
    days = [(p[0].toordinal() + p[1].toordinal()) / 2 for p in periods if p is not None]
    if len(days) == len(waves) and len(set(days)) > 1:
        return np.array(days) / DAYS_PER_YEAR, "year"
    return np.arange(len(waves), dtype=float), "wave"


def slope(times: Array) -> Array:
    """The coefficients of the least squares slope through values at these times."""
    centred = times - times.mean()
    return np.asarray(centred / (centred**2).sum())


def _waves(codebook: Codebook, query: Query) -> tuple[str, ...]:
    if len(query.by) > 1:
        raise Failure(
            Message(N_("Waves are compared along one dimension at most. Name one with --by."))
        )
    waves = tuple(wave for wave in query.waves if wave in codebook.regular_waves)
    if len(waves) < 2:
        raise Failure(
            Message(N_("A trend needs at least two waves with the question. Write --wave all."))
        )
    return waves


def _tested(survey: PublishedSurvey, table: pd.DataFrame) -> pd.DataFrame:
    """The table with intervals and tests; hidden rows emptied."""
    found = table.copy()
    found.loc[found["flag"] == HIDDEN, ["estimate", "se", "df", "n"]] = np.nan
    if is_rounded(survey):
        found = rounded(found)
    value, se, df = (found[name].to_numpy(dtype=float) for name in ("estimate", "se", "df"))
    found["ci_low"], found["ci_high"] = t_interval(value, se, df)
    found["t"], found["p"] = t_test(value, se, df)
    found["p_adjusted"] = adjusted(found["p"].to_numpy())
    last = [*NUMBERS, "base", "flag"]
    ordered = found[[*(name for name in found if name not in last), *last]]
    return ordered.astype({"df": "Int64", "n": "Int64"})
