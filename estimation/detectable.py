"""The smallest difference that a sample can show.

Source: Bloom (1995), Minimum detectable effects, Evaluation Review 19, 547-556: with the standard
error that the design gives a difference, the smallest true difference that a two-sided t test at
5 % finds with a power of 80 % is (t(0.975; df) + t(0.80; df)) · se, about 2.8 standard errors.
"""

from __future__ import annotations

import numpy as np
from scipy import stats

from estimation.intervals import LEVEL
from estimation.moments import Array

POWER = 0.8


def detectable_difference(se: Array, df: Array, power: float = POWER) -> Array:
    """The smallest difference found with this power, in the unit of `se`.

    NaN without degrees of freedom, and where se is 0: a sample whose answers do not vary says
    nothing about how much they would.
    """
    had = (df > 0) & (se > 0)
    safe = np.where(had, df, 1.0)
    multiple = stats.t.ppf((1 + LEVEL) / 2, safe) + stats.t.ppf(power, safe)
    return np.asarray(np.where(had, multiple * se, np.nan))
