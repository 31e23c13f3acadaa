"""Linear combinations of means and shares: differences of two domains, trends over waves.

Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.5; Lumley (2010),
Complex Surveys, 2.2. With coefficients c_d the combination Σ c_d ȳ_d has the linearised value
z = w (α y + β), where α = Σ c_d / W_d and β = −Σ c_d ȳ_d / W_d over the domains d that a respondent
belongs to. So domains may overlap, and strata and PSUs that they share covary as they should.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.moments import Array, Moments
from estimation.variance import Linearised, Targets, degrees_of_freedom, variances

Inside = npt.NDArray[np.bool_]
_ROUNDING = 1e-14  # of a variance, relative to the squares that cancel out in it


@dataclass(frozen=True)
class Combined:
    """Arrays (answers x combinations); NaN where nobody of one of the domains answered.

    df are those of all domains of the combination together: PSUs less strata among those who
    answered. Where y does not vary within any of its domains the variance is 0.
    """

    estimate: Array
    variance: Array
    df: Array


def combined_ratios(
    moments: Moments, design: pd.DataFrame, inside: Inside, combination: Array
) -> Combined:
    """Linear combinations of the means or shares of domains, with variance and df.

    moments, design
        As for `estimation.ratios.ratio_estimates`; the estimates are those of y as summed.
    inside
        Which rows of the moments make up which domain: (domains x rows). Domains may overlap.
    combination
        The coefficient of each domain: (combinations x domains), 0 where it takes no part.
    """
    sums = {name: moments.sums[name] @ inside.T for name in ("n", "w", "wy")}
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums["wy"] / sums["w"]
        slope, constant = 1 / sums["w"], -mean / sums["w"]
    shape = (len(moments.answers), len(combination))
    found = Combined(*(np.full(shape, np.nan) for _ in range(3)))
    for at, coefficients in enumerate(combination):
        used = np.flatnonzero(coefficients)
        members, c = inside[used], coefficients[used]
        row = np.flatnonzero(members.any(axis=0))
        of = Targets(row, np.zeros_like(row), np.ones(len(row)), 1)
        found.df[:, at] = degrees_of_freedom(moments, design, of)[:, 0]
        z, largest = _linearised(moments, c * slope[:, used], c * constant[:, used], members)
        variance = variances(moments, z, design, of)[:, 0]
        empty = (sums["n"][:, used] == 0).any(axis=1)
        with np.errstate(invalid="ignore"):
            found.estimate[:, at] = np.where(empty, np.nan, (c * mean[:, used]).sum(axis=1))
        variance = np.where(variance < _ROUNDING * largest, 0.0, variance)
        found.variance[:, at] = np.where(empty, np.nan, variance)
    return found


def _linearised(
    moments: Moments, slope: Array, constant: Array, members: Inside
) -> tuple[Linearised, Array]:
    """Σz and Σz² of z = w (α y + β) in each row, 0 outside the domains; and the size of its terms.

    slope, constant
        What each domain adds to α and β: arrays (answers x domains).

    The size, an array (answers), is that of the squares before they cancel each other out.
    """
    a = np.where(np.isfinite(slope), slope, 0.0) @ members
    b = np.where(np.isfinite(constant), constant, 0.0) @ members
    s = moments.sums
    squares = np.array([a**2 * s["w2y2"], 2 * a * b * s["w2y"], b**2 * s["w2"]])
    size = np.abs(squares).sum(axis=(0, 2))
    total, square = a * s["wy"] + b * s["w"], squares.sum(axis=0)
    if moments.calibration is None:
        return Linearised(total, square), size
    weighted, design = a * s["w2y"] + b * s["w2"], a * s["dy"] + b * s["d"]
    return Linearised(total, square, weighted, design), size
