"""Standard errors of raked weights: only what the margins do not explain varies.

Source: Deville & Särndal (1992), Calibration estimators in survey sampling; as R's
`calibrate(calfun = "raking")` has it (Lumley 2010, 7.3). Let d be the design weight of a firm, w
the raked one, m its categories in all margins and z = w u the linearised value of a statistic; u
is 0 outside the domain. With the regression of u on m over **the whole sample** of the wave,
weighted by d, the variance is that of

    z' = w (u − m'β),    β = (Σ d m m')⁺ Σ d m u.

Firms outside the domain have z' = −w m'β, which is not 0. m'β is the same for all firms of a cell
of the cross of the margins. So Σz' and Σz'² follow from sums by cell: Σ d u, Σ z, Σ w z, Σ z² of
the domain, and Σ d, Σ w, Σ w² of the sample, which no domain changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from survey.snapshot import PublishedSurvey

if TYPE_CHECKING:  # the variance calls this module
    from estimation.moments import Moments
    from estimation.variance import Linearised, Targets

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
CELL = "margin_cell"
_RANK = 1e-10  # margins share their total, so their columns are never independent


def calibration_of(survey: PublishedSurvey) -> Calibration | None:
    """The calibration of a survey's weights; None where they are not raked."""
    if survey.codebook.weighting is None:
        return None
    return survey.remembered(
        ("calibration", ""), lambda: Calibration(survey.margin_cells, survey.calibration)
    )


@dataclass(frozen=True)
class Calibration:
    """The raked waves of a survey.

    cells
        margin_cell, and its code in each margin; none where nothing is explained.
    sample
        wave, stratum, psu (with clusters), margin_cell; design_weight, weight and weight2: Σd,
        Σw and Σw² over all respondents.
    """

    cells: pd.DataFrame
    sample: pd.DataFrame

    @cached_property
    def waves(self) -> Mapping[str, CalibratedWave]:
        groups = self.sample.groupby("wave", sort=False, observed=True)
        return {str(wave): CalibratedWave(self.cells, sample) for wave, sample in groups}


class CalibratedWave:
    """The sample of one wave and the regression on its margins.

    cells
        Margin cell -> its place in arrays by cell.
    units
        (stratum,) or, with clusters, (stratum, psu): its place in arrays by unit.
    weight, weight2
        Σw and Σw² of the sample: sparse arrays (cells x units).
    """

    def __init__(self, cells: pd.DataFrame, sample: pd.DataFrame) -> None:
        self.keys = [key for key in ("stratum", "psu") if key in sample]
        self.units = pd.MultiIndex.from_frame(sample[self.keys].astype(str)).unique()
        unit = self.units.get_indexer(pd.MultiIndex.from_frame(sample[self.keys].astype(str)))
        cell, found = pd.factorize(sample[CELL].astype(str))
        self.cells = {str(code): place for place, code in enumerate(found)}
        shape = (len(self.cells), len(self.units))
        self.weight = sparse.csr_array((sample["weight"], (cell, unit)), shape)
        self.weight2 = sparse.csr_array((sample["weight2"], (cell, unit)), shape)
        design = np.bincount(cell, sample["design_weight"])
        margins = cells.set_index(cells[CELL].astype(str)).drop(columns=CELL).loc[found]
        categories = np.hstack([pd.get_dummies(margins[name].astype(object)) for name in margins])
        root = np.sqrt(design)[:, None]
        self._basis = _orthonormal(categories.astype(float) * root) / root

    @property
    def clustered(self) -> bool:
        return "psu" in self.keys

    def fitted(self, explained: Array) -> Array:
        """m'β of every cell from Σ d u of every cell: arrays (… x cells)."""
        return np.asarray(explained @ self._basis @ self._basis.T)

    def residuals(
        self, moments: Moments, z: Linearised, targets: Targets
    ) -> Iterator[tuple[Array, Array]]:
        """Σz' and Σz'² of each answer: arrays (targets x units), without targets that lack rows.

        `targets` has rows of this wave only. With clusters the squares are those of the totals.
        """
        if z.weighted is None or z.design is None:
            raise ValueError("raked weights need Σwz and Σdz/w beside Σz")
        found, target = np.unique(targets.target, return_inverse=True)
        cell = self.cell(moments.keys[CELL])[targets.row]
        unit = self.unit(moments.keys)[targets.row]
        by_cell, by_unit = (len(found), len(self.cells)), (len(found), len(self.units))
        factor = targets.coefficient
        for answer in range(len(z.total)):
            total, square, weighted, design = (
                each[answer, targets.row] for each in (z.total, z.square, z.weighted, z.design)
            )
            explained = _table(target, cell, design * factor, by_cell)
            fitted = self.fitted(explained)
            totals = _table(target, unit, total * factor, by_unit) - fitted @ self.weight
            if self.clustered:
                yield totals, totals**2
                continue
            inside = square * factor**2 - 2 * weighted * factor * fitted[target, cell]
            yield totals, _table(target, unit, inside, by_unit) + fitted**2 @ self.weight2

    def unit(self, keys: Mapping[str, pd.Categorical]) -> Index:
        """The unit of each row with these keys; -1 for one of another wave."""
        if not self.clustered:
            places = {str(stratum): place for place, (stratum,) in enumerate(self.units)}
            return _places(keys["stratum"], places)
        codes = [np.asarray(keys[key], dtype=object) for key in self.keys]
        return np.asarray(self.units.get_indexer(pd.MultiIndex.from_arrays(codes)))

    def cell(self, codes: pd.Categorical) -> Index:
        """The place of the cell of each row; -1 for one of another wave."""
        return _places(codes, self.cells)


def _places(codes: pd.Categorical, place: Mapping[str, int]) -> Index:
    """The place of the code of each row; -1 for one that has none."""
    lookup = np.array([place.get(str(code), -1) for code in codes.categories], dtype=np.intp)
    return np.asarray(lookup[codes.codes]) if len(codes) else np.array([], dtype=np.intp)


def _table(row: Index, column: Index, values: Array, shape: tuple[int, int]) -> Array:
    """Values summed into a table."""
    sums = np.bincount(row * shape[1] + column, weights=values, minlength=shape[0] * shape[1])
    return np.asarray(sums, dtype=float).reshape(shape)


def _orthonormal(columns: Array) -> Array:
    """An orthonormal basis of what the columns span."""
    left, sizes, _ = np.linalg.svd(columns, full_matrices=False)
    return np.asarray(left[:, sizes > _RANK * sizes[0]])
