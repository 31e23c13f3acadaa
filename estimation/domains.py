"""What every estimator gives for its domains, whatever the statistic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from estimation.moments import Array, Moments
from estimation.variance import Targets, summed


@dataclass(frozen=True)
class DomainEstimates:
    """Arrays (answers x domains); estimate and variance are NaN where nobody answered.

    n and w are the number and the sum of weights of those who answered, n_y the number of them
    with y = 1 (shares only), spread the weighted variance of y as `spread_of` gives it.
    """

    estimate: Array
    variance: Array
    df: Array
    n: Array
    n_y: Array
    w: Array
    spread: Array


def sums_of(moments: Moments, targets: Targets) -> dict[str, Array]:
    """The sums of each target that hold no square of a weight: arrays (answers x targets)."""
    return {
        name: summed(moments.sums[name][:, targets.row], targets.target, targets.size)
        for name in ("n", "n_y", "w", "wy", "wy2")
    }


def spread_of(sums: Mapping[str, Array]) -> Array:
    """The weighted variance of y with n − 1 in the denominator, as R's svyvar.

    `sums` are n, w, wy and wy2 of each domain; NaN for fewer than two answers.
    """
    n, w = sums["n"], sums["w"]
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (sums["wy2"] / w - (sums["wy"] / w) ** 2).clip(min=0.0) * n / (n - 1)
    return np.where(n > 1, spread, np.nan)
