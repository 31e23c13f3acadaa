"""95 % intervals of means and shares.

Means: t. Shares: Korn & Graubard (1998), Survey Methodology 24, 193-201, that is Clopper-Pearson
on the effective n adjusted to the design's degrees of freedom (R: `svyciprop(method = "beta")`),
or the Wald interval on the logit scale (`method = "logit"`). All functions work on arrays and give
NaN where there are no degrees of freedom.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

Array = npt.NDArray[np.float64]
LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
_LARGEST = 1e14  # effective n; beyond it beta quantiles lose their digits, in the end to NaN


def t_interval(estimate: Array, se: Array, df: Array) -> tuple[Array, Array]:
    """estimate ± t(df) · se."""
    half = student_t(df) * se
    return estimate - half, estimate + half


def beta_interval(share: Array, se: Array, df: Array, n: Array) -> tuple[Array, Array]:
    """Korn-Graubard interval of a share of `n` respondents.

    Exact on `n` where share is 0 or 1; the point where se is 0 in between. R counts rows with a
    missing answer in n, this does not.
    """
    effective = effective_n(share, se**2, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        adjusted = effective * (student_t(n - 1) / student_t(df)) ** 2
    certain = (share <= 0) | (share >= 1)
    size = np.where(certain, n, np.minimum(adjusted, _LARGEST))
    low, high = clopper_pearson(share, size)
    point = (se == 0) & ~certain
    low, high = np.where(point, share, low), np.where(point, share, high)
    return np.where(df > 0, low, np.nan), np.where(df > 0, high, np.nan)


def logit_interval(share: Array, se: Array, df: Array, n: Array) -> tuple[Array, Array]:
    """Wald interval on the logit scale; exact on `n` where share is 0 or 1."""
    certain = (share <= 0) | (share >= 1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logit = np.log(share / (1 - share))
        half = student_t(df) * se / (share * (1 - share))
        low, high = 1 / (1 + np.exp(half - logit)), 1 / (1 + np.exp(-half - logit))
    exact_low, exact_high = clopper_pearson(share, n)
    low, high = np.where(certain, exact_low, low), np.where(certain, exact_high, high)
    return np.where(df > 0, low, np.nan), np.where(df > 0, high, np.nan)


def effective_n(share: Array, variance: Array, n: Array) -> Array:
    """p (1 − p) / V: the simple random sample that would be as precise; n where V is 0."""
    return over_variance(share * (1 - share), variance, n)


def over_variance(spread: Array, variance: Array, n: Array) -> Array:
    """spread / V; n where V is 0, NaN where it is not known."""
    known = (variance > 0) & (spread > 0)
    ratio = np.divide(spread, variance, out=n.astype(float).copy(), where=known)
    return np.asarray(np.where(np.isnan(variance), np.nan, ratio))


def clopper_pearson(share: Array, n: Array) -> tuple[Array, Array]:
    """The exact interval of a share of n independent respondents; n need not be whole."""
    hits = share * n
    with np.errstate(invalid="ignore"):
        low = special.betaincinv(hits, n - hits + 1, _TAIL)
        high = special.betaincinv(hits + 1, n - hits, 1 - _TAIL)
    return np.where(share <= 0, 0.0, low), np.where(share >= 1, 1.0, high)


def student_t(df: Array) -> Array:
    """The t quantile of the upper limit; NaN without degrees of freedom."""
    positive = df > 0
    return np.where(positive, special.stdtrit(np.where(positive, df, 1.0), 1 - _TAIL), np.nan)
