"""Numbers told no finer than their own error, where the codebook says `rounded: true`.

Of few weights that somebody knows, a weighted number with all its digits is a fingerprint: a share
of six firms can be taken apart into the firms of each weight that gave the answer. So estimates
and limits become multiples of a step that is not above the standard error, counts that tell how
the weights lie (df, n_eff) lose their last digits, and a number marked `/` is not told at all. n is
told as it is: the release plan is made for it. Steps of 1, 2 and 5 as on the axis of a chart: a
digit more or less would be ten times too fine or too coarse.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.reliability import UNRELIABLE
from survey.snapshot import PublishedSurvey

Array = npt.NDArray[np.float64]
_ON_THE_SCALE = ("estimate", "ci_low", "ci_high")
_COUNTED = ("df", "n_eff")


def is_rounded(survey: PublishedSurvey) -> bool:
    """Whether numbers of this survey are told rounded; `min_n: 0` switches that off too."""
    disclosure = survey.codebook.disclosure
    return disclosure.rounded and disclosure.min_n > 0


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """A table with estimate, se, ci_low, ci_high, df, n_eff and flag, rounded to its errors.

    Needs only those of the columns that it has. Where se is 0 (shares of 0 and 1, numbers that are
    the same for all) the estimate is exact: it follows from counting.
    """
    numbers = {name: table[name].to_numpy(dtype=float, na_value=np.nan) for name in (
        *_ON_THE_SCALE, *_COUNTED, "se") if name in table}  # fmt: skip
    told = (table["flag"] != UNRELIABLE).to_numpy()
    step = below(numbers["se"])
    if "estimate" in numbers:  # a median whose interval has an open end has no error
        unknown = np.isnan(numbers["se"])
        step = np.where(unknown, below(np.abs(numbers["estimate"]) / 10), step)
    new: dict[str, Any] = {}
    for name, values in numbers.items():
        if name in _ON_THE_SCALE:
            new[name] = _multiples(values, step)
        else:
            new[name] = digits(values, 1) if name == "se" else below(values)
    return table.assign(**{name: np.where(told, values, np.nan) for name, values in new.items()})


def below(values: Array) -> Array:
    """The largest of 1, 2 and 5 times a power of ten that is not above each; 0 of 0."""
    power = _power(values)
    # 5 times a power may be a hair above what it is meant to reach
    lead = np.floor(values / power + 1e-9)
    step = np.where(lead >= 5, 5.0, np.where(lead >= 2, 2.0, 1.0)) * power
    return np.where(values > 0, step, values)


def digits(values: Array, count: int) -> Array:
    """Each with so many significant digits."""
    unit = _power(np.abs(values)) / 10.0 ** (count - 1)
    return np.where(values == 0, values, np.rint(values / unit) * unit)


def _multiples(values: Array, step: Array) -> Array:
    whole = step > 0
    return np.where(whole, np.rint(values / np.where(whole, step, 1.0)) * step, values)


def _power(values: Array) -> Array:
    """The power of ten of the first digit; 1 where there is none."""
    known = values > 0
    return np.asarray(10.0 ** np.floor(np.log10(np.where(known, values, 1.0)) + 1e-12))
