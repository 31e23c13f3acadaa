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
from estimation.variance import (
    Index,
    Linearised,
    Targets,
    degrees_of_freedom,
    summed,
    variances,
)

Inside = npt.NDArray[np.bool_]
_TOGETHER = 16  # combinations at a time: each has rows of its own
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
    for first in range(0, len(combination), _TOGETHER):
        part = slice(first, first + _TOGETHER)
        used = np.flatnonzero(combination[part].any(axis=0))
        c, members = combination[part][:, used], inside[used]
        # a row once for each combination that has it in a domain: z differs from one to the other
        of, row = np.nonzero((c != 0).astype(np.float64) @ members > 0)
        rows = moments.taken(row)
        share = c.T[:, of] * members[:, row]
        z, largest = _linearised(rows, slope[:, used], constant[:, used], share, of, len(c))
        targets = Targets.of_domains(of, len(c))
        found.df[:, part] = degrees_of_freedom(rows, design, targets)
        variance = variances(rows, z, design, targets)
        empty = (sums["n"][:, used] == 0).astype(np.float64) @ (c != 0).T > 0
        estimate = np.where(np.isnan(mean[:, used]), 0.0, mean[:, used]) @ c.T
        found.estimate[:, part] = np.where(empty, np.nan, estimate)
        variance = np.where(variance < _ROUNDING * largest, 0.0, variance)
        found.variance[:, part] = np.where(empty, np.nan, variance)
    return found


def _linearised(
    rows: Moments, slope: Array, constant: Array, share: Array, of: Index, size: int
) -> tuple[Linearised, Array]:
    """Σz and Σz² of z = w (α y + β) in each row, and the size of its terms.

    slope, constant
        1 / W_d and -ȳ_d / W_d: arrays (answers x domains).
    share
        The coefficient with which each domain counts in each row: (domains x rows).
    of, size
        The combination, 0 … size − 1, that each row is of.

    The size, an array (answers x combinations), is that of the squares before they cancel out.
    """
    a = np.where(np.isfinite(slope), slope, 0.0) @ share
    b = np.where(np.isfinite(constant), constant, 0.0) @ share
    s = rows.sums
    squares = np.array([a**2 * s["w2y2"], 2 * a * b * s["w2y"], b**2 * s["w2"]])
    terms = summed(np.abs(squares).sum(axis=0), of, size)
    total, square = a * s["wy"] + b * s["w"], squares.sum(axis=0)
    if rows.calibration is None:
        return Linearised(total, square), terms
    weighted, design = a * s["w2y"] + b * s["w2"], a * s["dy"] + b * s["d"]
    return Linearised(total, square, weighted, design), terms
