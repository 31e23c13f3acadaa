"""The covariance of the shares of a table of two answers where the weights are raked.

As `estimation/calibration.py` has it for one statistic, for all cells of the table at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from estimation.calibration import CalibratedWave
from estimation.moments import Array
from estimation.variance import Index


@dataclass(frozen=True)
class RakedGroups:
    """What the covariance needs of groups of respondents beside what is summed for any table.

    margin, unit
        The margin cell and the unit of each group, as places in the arrays of `wave`.
    d
        The sum of the design weights of each group.
    stratum
        The row of the design that each unit of `wave` belongs to.
    """

    wave: CalibratedWave
    margin: Index
    unit: Index
    d: Array
    stratum: Index


def raked_groups(wave: CalibratedWave, found: pd.DataFrame, design: pd.DataFrame) -> RakedGroups:
    """From lines with stratum, psu (with clusters), margin_cell and _d.

    design
        The strata of the wave: a column stratum.
    """
    keys = {key: pd.Categorical(found[key].astype(object)) for key in wave.keys}
    margin = wave.cell(pd.Categorical(found["margin_cell"].astype(object)))
    strata = wave.units.get_level_values("stratum")
    rows = pd.Index(design["stratum"].astype(object)).get_indexer(strata)
    return RakedGroups(
        wave, margin, wave.unit(keys), found["_d"].to_numpy(dtype=float), np.asarray(rows)
    )


def raked_covariance(
    groups: RakedGroups, z: Array, w: Array, w2: Array, of_squares: Array, of_totals: Array
) -> Array:
    """The covariance of Σ w z over the groups: (cells x cells).

    z
        What each group adds to each cell per unit of weight: (groups x cells).
    w, w2
        Sums of weights and of squared weights of each group.
    of_squares, of_totals
        The factor of the squares of units, and of the square of their total, in each stratum.
    """
    wave, cells = groups.wave, z.shape[1]
    explained = np.zeros((len(wave.cells), cells))
    np.add.at(explained, groups.margin, groups.d[:, None] * z)
    fitted = wave.fitted(explained.T).T  # (margin cells x cells of the table)
    totals = -(wave.weight.T @ fitted)  # (units x cells of the table)
    np.add.at(totals, groups.unit, w[:, None] * z)
    factor = of_squares[groups.stratum]
    if wave.clustered:
        squares = totals.T @ (factor[:, None] * totals)
    else:
        known = fitted[groups.margin]
        here = (factor[groups.unit] * w2)[:, None]
        squares = (z - known).T @ (here * (z - known)) - known.T @ (here * known)
        squares = squares + fitted.T @ ((wave.weight2 @ factor)[:, None] * fitted)
    of_strata = np.zeros((len(of_totals), cells))
    np.add.at(of_strata, groups.stratum, totals)
    return np.asarray(squares - of_strata.T @ (of_totals[:, None] * of_strata))
