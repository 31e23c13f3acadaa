"""Medians with Woodruff's interval.

As R's `svyquantile(qrule = "math", interval.type = "mean")`: the median is the smallest value at
which half the weight of those who answered is reached; the share of firms at or below it has a
t interval, and the values at which the limits of that interval are reached are the limits of the
median; se is half their distance over t. Source: Woodruff (1952), JASA 47, 635-646; Särndal,
Swensson & Wretman (1992), 5.11.

One difference: below the weight of the smallest value R's rule gives the second smallest value.
Here it is the smallest, as its definition says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from estimation.answers import DESIGN_WEIGHT
from estimation.calibration import Calibration
from estimation.domains import DomainEstimates
from estimation.intervals import t_interval
from estimation.measures import Measure
from estimation.moments import Array, Moments
from estimation.ratios import ratio_estimates
from estimation.variance import Index

# how far Σw up to a value may be from half of it to count as half: the rounding of sums, whose
# order is not fixed
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Medians:
    """Arrays (1 x domains), NaN where not known.

    share is about the firms at or below the median, as `ratio_estimates` gives it; low and high
    are NaN where the interval of that share leaves 0-1.
    """

    median: Array
    low: Array
    high: Array
    share: DomainEstimates


def value_moments(
    frame: nw.LazyFrame[Any],
    measure: Measure,
    keys: Sequence[str],
    calibration: Calibration | None = None,
) -> tuple[Moments, Array]:
    """Moments by `keys` and value, with y = 1 for all, and the value of each of their rows."""
    weight = nw.col("weight")
    value = nw.col(measure.column).cast(nw.Float64)
    design = {} if calibration is None else {"_d": nw.col(DESIGN_WEIGHT)}
    answers = frame.select(*keys, _w=weight, _w2=weight * weight, _value=value, **design)
    grouped = answers.filter(~nw.col("_value").is_null()).group_by(*keys, "_value")
    summed = grouped.agg(nw.len().alias("_n"), nw.col("_w", "_w2", *design).sum())
    # in an order of their own: sums over them are then the same to the last digit each time
    found = summed.sort(*keys, "_value").collect("pandas").to_native()
    codes = {key: pd.Categorical(found[key].astype("category")) for key in keys}
    of_sums = {"n": "n", "w": "w", "w2": "w2"}  # y is 1 for all
    of_sums |= {"n_y": "n", "wy": "w", "wy2": "w", "w2y": "w2", "w2y2": "w2"}
    of_sums |= {"d": "d", "dy": "d"} if design else {}
    sums = {name: found[f"_{of}"].to_numpy(dtype=float)[None, :] for name, of in of_sums.items()}
    moments = Moments(((measure.question, measure.item, ""),), codes, sums, calibration)
    return moments, found["_value"].to_numpy(dtype=float)


def median_estimates(
    moments: Moments, values: Array, design: pd.DataFrame, domain: Index, size: int
) -> Medians:
    """The median of every domain; parameters as in `ratio_estimates`, `values` one per row."""
    values_of = _Values(values, moments.sums["w"][0], domain, size)
    median = values_of.reached(np.full(size, 0.5))
    below = ((domain >= 0) & (values <= median[domain])).astype(float)
    counted = ("n", "w", "w2", "d")
    reached = {
        name: values if name in counted else values * below for name, values in moments.sums.items()
    }
    marked = replace(moments, sums=reached)
    share = ratio_estimates(marked, design, domain, size)
    everybody = share.n_y == share.n  # known by counting, as for every share
    certain = np.where(np.isnan(share.variance), np.nan, 0.0)
    share = replace(
        share,
        estimate=np.where(everybody & (share.n > 0), 1.0, share.estimate),
        variance=np.where(everybody, certain, share.variance),
    )
    low, high = t_interval(share.estimate, np.sqrt(share.variance), share.df)
    low, high = np.where(low < 0, np.nan, low), np.where(high > 1, np.nan, high)
    return Medians(
        median[None, :],
        values_of.reached(low[0])[None, :],
        values_of.reached(high[0])[None, :],
        share,
    )


class _Values:
    """The answered values of every domain in order, with their weights."""

    def __init__(self, values: Array, weight: Array, domain: Index, size: int) -> None:
        kept = np.flatnonzero(domain >= 0)
        order = kept[np.lexsort((values[kept], domain[kept]))]
        self.values, self.weight = values[order], weight[order]
        self.bounds = np.searchsorted(domain[order], np.arange(size + 1))

    def reached(self, share: Array) -> Array:
        """The smallest value of each domain at which its share of the weight is reached."""
        found = np.full(len(share), np.nan)
        for i in np.flatnonzero((np.diff(self.bounds) > 0) & ~np.isnan(share)):
            domain = slice(self.bounds[i], self.bounds[i + 1])
            total = np.cumsum(self.weight[domain])
            at = np.searchsorted(total, (share[i] - _ROUNDING) * total[-1])
            found[i] = self.values[domain][at]
        return found
