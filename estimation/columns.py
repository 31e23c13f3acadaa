"""From estimates and variances to the columns of the table: se, interval, df, n, n_eff, mark.

All arrays are (answers x cells).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from estimation.domains import DomainEstimates
from estimation.intervals import (
    beta_interval,
    clopper_pearson,
    effective_n,
    logit_interval,
    over_variance,
    student_t,
    t_interval,
)
from estimation.measures import Measure
from estimation.medians import Medians
from estimation.moments import Array
from estimation.query import IntervalMethod
from estimation.reliability import Flags, mean_flags, median_flags, score_flags, share_flags
from survey.codebook import Reliability

Columns = Mapping[str, Array | Flags]
_ROUNDING = 1e-14


def share_columns(found: DomainEstimates, method: IntervalMethod, limits: Reliability) -> Columns:
    """Columns of shares, 0-1."""
    share, variance, n = found.estimate, found.variance, found.n
    # 0 and 1 are known by counting; the sums of weights only come close to them
    nobody, everybody = (found.n_y == 0) & (n > 0), (found.n_y == n) & (n > 0)
    share = np.where(nobody, 0.0, np.where(everybody, 1.0, share))
    certain = nobody | everybody
    variance = np.where(certain & ~np.isnan(variance), 0.0, variance)
    spread = np.where(certain, 0.0, found.spread)
    found = replace(found, estimate=share, variance=variance, spread=spread)
    interval = beta_interval if method == "beta" else logit_interval
    low, high = interval(share, np.sqrt(variance), found.df, n)
    columns = {
        **_columns(found, low, high),
        "n_eff": effective_n(share, variance, n),
        "deff": design_effect(found),
    }
    return {**columns, "flag": share_flags(columns, limits)}


def mean_columns(
    found: DomainEstimates, measure: Measure, centres: Sequence[float], limits: Reliability
) -> Columns:
    """Columns of means of numbers and scores; `centres` is what was subtracted, per measure."""
    mean = found.estimate + np.array(centres)[:, None]
    # a number that is the same for all: what is left is the rounding of its sums
    certain = np.sqrt(found.variance) < _ROUNDING * np.abs(mean)
    variance = np.where(certain, 0.0, found.variance)
    found = replace(found, estimate=mean, variance=variance)
    columns = {
        **_columns(found, *t_interval(mean, np.sqrt(variance), found.df)),
        "n_eff": over_variance(found.spread, variance, found.n),
        "deff": design_effect(found),
    }
    flags = score_flags if measure.score else mean_flags
    return {**columns, "flag": flags(columns, limits)}


def total_columns(found: DomainEstimates, measure: Measure, limits: Reliability) -> Columns:
    """Columns of totals.

    Where nobody of the base chose an answer, its total is 0, up to the exact upper limit of the
    share times Σw: an interval from 0 to 0 would claim that no firm of the population has it.
    """
    low, high = t_interval(found.estimate, np.sqrt(found.variance), found.df)
    if measure.kind != "number":
        nobody = (found.n_y == 0) & (found.df > 0)
        most = clopper_pearson(np.zeros_like(found.n), found.n)[1] * found.w
        low, high = np.where(nobody, 0.0, low), np.where(nobody, most, high)
    columns = {
        **_columns(found, low, high),
        "n_eff": over_variance(found.spread * found.w**2, found.variance, found.n),
        "deff": design_effect(found, of_total=True),
    }
    return {**columns, "flag": mean_flags(columns, limits)}


def median_columns(found: Medians, limits: Reliability) -> Columns:
    """Columns of medians; n_eff is that of the share at or below the median."""
    share = found.share
    half = student_t(share.df)
    with np.errstate(invalid="ignore"):
        se = (found.high - found.low) / (2 * half)
    columns = {
        "estimate": found.median,
        "se": se,
        "ci_low": found.low,
        "ci_high": found.high,
        "df": share.df,
        "n": share.n,
        "n_eff": effective_n(share.estimate, share.variance, share.n),
        "deff": np.full_like(share.n, np.nan),
    }
    width = 2 * half * np.sqrt(share.variance)
    return {**columns, "flag": median_flags(columns, width, limits)}


def design_effect(found: DomainEstimates, *, of_total: bool = False) -> Array:
    """The variance over that of a simple random sample, as R's `deff=TRUE`.

    That sample is drawn without replacement from a population of Σw; NaN where Σw is no
    population because it is not larger than n (scaled weights), and where y does not vary.
    """
    drawn = np.divide(found.n, found.w, out=np.ones_like(found.w), where=found.w > found.n)
    with np.errstate(divide="ignore", invalid="ignore"):
        simple = found.spread / found.n * (1 - drawn)
        simple = simple * found.w**2 if of_total else simple
    known = simple > 0
    return np.asarray(
        np.divide(found.variance, simple, out=np.full_like(simple, np.nan), where=known)
    )


def _columns(found: DomainEstimates, low: Array, high: Array) -> dict[str, Array]:
    return {
        "estimate": found.estimate,
        "se": np.sqrt(found.variance),
        "ci_low": low,
        "ci_high": high,
        "df": found.df,
        "n": found.n,
    }
