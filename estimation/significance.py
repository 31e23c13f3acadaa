"""Tests of differences: t, and p values corrected for their number."""

from __future__ import annotations

import numpy as np
from scipy import stats

from estimation.moments import Array


def t_test(value: Array, se: Array, df: Array) -> tuple[Array, Array]:
    """t and the two-sided p of value / se.

    NaN without degrees of freedom, and where se is 0: answers that do not vary allow no test.
    """
    had = (df > 0) & (se > 0)
    t = np.divide(value, se, out=np.full_like(value, np.nan), where=had)
    return t, np.where(had, 2 * stats.t.sf(np.abs(t), np.where(had, df, 1.0)), np.nan)


def adjusted(p: Array) -> Array:
    """p values corrected for their number as Benjamini & Hochberg (1995, JRSS B 57, 289-300) do.

    Below 5 % among these: of all that are, 5 % are expected to be false. NaN is no test: it is
    not counted and stays NaN.
    """
    known = ~np.isnan(p)
    found = np.full_like(p, np.nan)
    if known.any():
        found[known] = stats.false_discovery_control(p[known], method="bh")
    return found
