"""Contrasts: group against rest, group against group, wave against wave, with their tests.

The difference of two means or shares of domains with the variance of the linear combination
(`estimation/combinations.py`), t with the degrees of freedom of both domains together, and p
values corrected over the whole table. R: `svycontrast` on `svyby(covmat = TRUE)`; the t test of
`svyttest` is the same but for one degree of freedom less.

A contrast is hidden where the estimate of one of its sides is, and has the mark of the worse one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from estimation.detectable import detectable_difference
from estimation.differences import differences
from estimation.estimates import estimate
from estimation.intervals import t_interval
from estimation.moments import Array
from estimation.pairs import Pair, parse_pairs
from estimation.query import Query
from estimation.release import is_rounded, rounded
from estimation.reliability import HIDDEN
from estimation.sides import (
    NOTHING,
    Estimates,
    Row,
    answers_of,
    described,
    means_only,
    shown,
    sides_of,
    worst,
)
from estimation.significance import adjusted, t_test
from survey.snapshot import PublishedSurvey

TESTED = ("estimate", "se", "ci_low", "ci_high", "t", "df", "p", "p_adjusted", "detectable",
          "effect")  # fmt: skip
OF_SIDE = ("estimate", "ci_low", "ci_high", "n", "flag")
SIDES = ("group", "against")


def contrasts(
    survey: PublishedSurvey,
    query: Query,
    pairs: Sequence[Pair],
    estimates: Estimates = estimate,
) -> pd.DataFrame:
    """The contrast table of a query: a row for every answer and pair.

    query
        With one cut, whose codes the pairs name, or none; its waves are those of the pairs.
    estimates
        How the estimates of the sides are had: a cache, or `estimate`.

    Columns: survey, question, item, option, statistic, dimension (the cut), wave, group,
    against_wave, against; estimate (group less against; of shares 0-1), se, ci_low, ci_high, t,
    df, p, p_adjusted; detectable (`estimation/detectable.py`); effect (the difference in standard
    deviations of y: Cohen's d); estimate, ci_low, ci_high, n and flag of both sides as group_…
    and against_…; base, flag. Where flag is "hidden" all numbers are empty; p is empty without
    degrees of freedom and where the answers of neither side vary. Raises Failure for a statistic
    that is no mean or share.
    """
    means_only(query)
    couples = [sides_of(survey, query, pair) for pair in pairs]
    rows_of = shown(survey, query, [side for couple in couples for side in couple], estimates)
    tests = differences(survey, query, couples)
    rows = []
    for measure, answer in answers_of(query):
        for pair, couple in zip(pairs, couples, strict=True):
            variance, df = tests[couple, answer]
            rows.append(
                {
                    **described(survey, query, measure, answer[2]),
                    "wave": pair.wave,
                    "group": pair.group,
                    "against_wave": pair.against_wave,
                    "against": pair.against,
                    **compared(*(rows_of.get((side, answer), NOTHING) for side in couple)),
                    "se": np.sqrt(variance),
                    "df": df,
                    "base": measure.base,
                }
            )
    return tested(survey, pd.DataFrame(rows))


def contrast_table(
    survey: PublishedSurvey, query: Query, text: str, estimates: Estimates = estimate
) -> pd.DataFrame:
    """The contrast table in the spelling of the command line (`estimation.pairs.parse_pairs`)."""
    codes: list[str] = []
    for cut in query.by[:1]:
        listed = estimates(survey, replace(query, measures=query.measures[:1]))
        codes = list(dict.fromkeys(listed[cut.dimension]))
    pairs = parse_pairs(survey.codebook, query, text, codes)
    return contrasts(survey, query, pairs, estimates)


def tested(survey: PublishedSurvey, table: pd.DataFrame) -> pd.DataFrame:
    """A table of differences with intervals, tests and their correction; hidden rows emptied.

    Its columns are those that say what is compared, se, df, base, and what `compared` gives.
    """
    by_side = [f"{side}_{name}" for side in SIDES for name in OF_SIDE]
    flags = [name for name in by_side if name.endswith("_flag")]
    numbers = ["estimate", "se", "df", "effect", *(name for name in by_side if name not in flags)]
    # as arrays: pandas needs longer for a column than the test of it
    told: dict[str, Any] = {str(name): table[name].to_numpy() for name in table}
    hidden = told["flag"] == HIDDEN
    told |= {name: np.where(hidden, np.nan, told[name].astype(float)) for name in numbers}
    told |= {name: np.where(hidden, HIDDEN, told[name]) for name in flags}
    if is_rounded(survey):
        round_off = rounded(pd.DataFrame(told))
        told |= {name: round_off[name].to_numpy() for name in numbers}
    value, se, df = (told[name] for name in ("estimate", "se", "df"))
    told["ci_low"], told["ci_high"] = t_interval(value, se, df)
    told["t"], told["p"] = t_test(value, se, df)
    told["p_adjusted"] = adjusted(told["p"])
    told["detectable"] = detectable_difference(se, df)
    told |= {name: _counts(told[name]) for name in ("df", "group_n", "against_n")}
    last = [*TESTED, *by_side, "base", "flag"]
    return pd.DataFrame({name: told[name] for name in (*(n for n in told if n not in last), *last)})


def _counts(values: Array) -> pd.arrays.IntegerArray:
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int64), missing)


def compared(group: Row, against: Row) -> dict[str, Any]:
    """The difference, the effect, both sides and the mark of the worse one."""
    found: dict[str, Any] = {"estimate": group["estimate"] - against["estimate"]}
    found["effect"] = found["estimate"] / _deviation(group, against)
    for name, side in zip(SIDES, (group, against), strict=True):
        found |= {f"{name}_{column}": side.get(column, np.nan) for column in OF_SIDE}
    return {**found, "flag": worst((group, against))}


def _deviation(group: Row, against: Row) -> float:
    """The standard deviation of y, from the mean of both sides' variances; NaN where it is 0."""
    spreads = [
        side["estimate"] * (1 - side["estimate"])
        if side.get("statistic") == "proportion"
        else side.get("se", np.nan) ** 2 * side.get("n_eff", np.nan)
        for side in (group, against)
    ]
    middle = sum(spreads) / 2
    return float(middle**0.5) if middle > 0 else np.nan
