"""How far a number can be relied on: the marks `( )` limited and `/` unreliable.

Modelled on the presentation standards of the National Center for Health Statistics for
proportions (Parker et al. 2017, Vital and Health Statistics 2-175), printed with the signs of
German official statistics. Thresholds stand in the codebook (`reliability:`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
from numpy.typing import ArrayLike

from survey.codebook import Reliability

LIMITED = "limited"
UNRELIABLE = "unreliable"
HIDDEN = "hidden"

Flags = npt.NDArray[np.str_]
Columns = Mapping[str, npt.NDArray[np.float64]] | pd.DataFrame


def share_flags(table: Columns, limits: Reliability) -> Flags:
    """Marks of shares: needs estimate, ci_low, ci_high, df, n and n_eff."""
    width = (table["ci_high"] - table["ci_low"]) * 100
    smallest = np.minimum(table["n"], table["n_eff"])
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = width / (table["estimate"] * 100)
    wide = (width > limits.limited_width) | (
        (relative > limits.limited_relative_width) & (width > limits.narrow_width)
    )
    limited = (smallest < limits.limited_n) | wide
    unreliable = (smallest < limits.unreliable_n) | (width > limits.unreliable_width)
    return _flags(limited, unreliable | (table["df"] <= 0))


def mean_flags(table: Columns, limits: Reliability) -> Flags:
    """Marks of means: small n, or a large coefficient of variation; needs se beside the above."""
    with np.errstate(divide="ignore", invalid="ignore"):
        variation = table["se"] / np.abs(table["estimate"])
    limited = (table["n"] < limits.limited_n) | (variation > limits.limited_cv)
    unreliable = (table["n"] < limits.unreliable_n) | (variation > limits.unreliable_cv)
    return _flags(limited, unreliable | (table["df"] <= 0))


def score_flags(table: Columns, limits: Reliability) -> Flags:
    """Marks of scores of 0-100: small n, or a wide interval."""
    width = table["ci_high"] - table["ci_low"]
    limited = (table["n"] < limits.limited_n) | (width > limits.limited_score_width)
    unreliable = (table["n"] < limits.unreliable_n) | (width > limits.unreliable_score_width)
    return _flags(limited, unreliable | (table["df"] <= 0))


def median_flags(table: Columns, width: ArrayLike, limits: Reliability) -> Flags:
    """Marks of medians, by n and by `width`: that of the interval of the share at or below it.

    Measured in shares, 0-1, the interval's width is judged as that of a share: it does not depend
    on the unit, and a median of 0 has one. A limit beyond the answers makes it limited.
    """
    points = np.asarray(width) * 100
    smallest = np.minimum(table["n"], table["n_eff"])
    open_ended = np.isnan(table["ci_low"]) | np.isnan(table["ci_high"])
    limited = (smallest < limits.limited_n) | (points > limits.limited_width) | open_ended
    unreliable = (smallest < limits.unreliable_n) | (points > limits.unreliable_width)
    return _flags(limited, unreliable | (table["df"] <= 0))


def _flags(limited: ArrayLike, unreliable: ArrayLike) -> Flags:
    return np.where(unreliable, UNRELIABLE, np.where(limited, LIMITED, ""))
