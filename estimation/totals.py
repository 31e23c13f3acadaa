"""Totals: the projected number of firms with an answer, or the sum of a number, of a domain.

Over those who answered: who did not is not counted in, so that a total is the smaller the more
refused. Source: Särndal, Swensson & Wretman (1992), 5.8; the linearised value of Σwy is wy itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from estimation.domains import DomainEstimates, spread_of, sums_of
from estimation.moments import Array, Moments
from estimation.variance import Index, Linearised, Targets, degrees_of_freedom, summed, variances

_ROUNDING = 1e-13  # of a variance, relative to the squares that it is summed from


def total_estimates(
    moments: Moments, design: pd.DataFrame, domain: Index, size: int, centres: Sequence[float]
) -> DomainEstimates:
    """Σwy of every answer in every domain, with variance and degrees of freedom; NaN where nobody
    answered.

    Parameters and errors as in `ratio_estimates`; `centres` is what was subtracted from y, one per
    measure of a number, 0 for shares. Unlike a ratio the estimate is that of y itself.

    A stratum with a single PSU is centred at the mean of wy over the PSUs, as the Python package
    svy does; R's "adjust" centres totals at 0. A variance that is nothing but the rounding of its
    sums is 0.
    """
    answers = len(moments.answers)
    centre = np.resize(np.asarray(centres, dtype=float), answers)[:, None]
    of = Targets.of_domains(domain, size)
    sums = sums_of(moments, of)
    z = uncentred(moments, centre)
    variance = variances(moments, z, design, of, lonely="mean")
    terms = summed(_magnitude(moments, centre)[:, of.row], of.target, size)
    variance = np.where(variance < _ROUNDING * terms, 0.0, variance)
    nobody = sums["n"] == 0
    return DomainEstimates(
        estimate=np.where(nobody, np.nan, sums["wy"] + centre * sums["w"]),
        variance=np.where(nobody, np.nan, variance),
        df=degrees_of_freedom(moments, design, of),
        n=sums["n"],
        n_y=sums["n_y"],
        w=sums["w"],
        spread=spread_of(sums),
    )


def uncentred(moments: Moments, centre: Array) -> Linearised:
    """Σwy and Σw²y² of each row, with y as answered; `centre` is an array (answers x 1).

    Where the weights are raked also Σw²y and Σdy.
    """
    sums = moments.sums
    total = sums["wy"] + centre * sums["w"]
    square = sums["w2y2"] + 2 * centre * sums["w2y"] + centre**2 * sums["w2"]
    if moments.calibration is None:
        return Linearised(total, square)
    weighted = sums["w2y"] + centre * sums["w2"]
    return Linearised(total, square, weighted, sums["dy"] + centre * sums["d"])


def _magnitude(moments: Moments, centre: Array) -> Array:
    """The terms of Σw²y² without their signs: what its rounding is a part of."""
    sums = moments.sums
    return np.asarray(sums["w2y2"] + 2 * np.abs(centre * sums["w2y"]) + centre**2 * sums["w2"])
