"""Variances from moments: linearised values, then strata, PSUs and finite populations.

Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.5 and 5.8 (domains);
Lumley (2010), Complex Surveys, 2.2. A statistic has a linearised value z for **every** respondent
of a stratum, 0 outside its domain. Hence the design table: the n_h of a stratum is that of the
whole sample, whatever was filtered or not answered.

Two steps. An estimator (`estimation/ratios.py`) turns the rows of the moments into sums of z and
z². Here they are added up over the rows that belong to a target: a domain, or a combination of
domains such as a difference, and then over the strata of that target.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.calibration import CELL
from estimation.moments import Array, Moments
from estimation.strata import strata

Index = npt.NDArray[np.intp]
PSU = "psu"
_ROUNDING = 1e-13


@dataclass(frozen=True)
class Linearised:
    """Σz and Σz² over the respondents of each row of the moments: arrays (answers x rows).

    Where the moments have a key `psu` only the total counts: it is squared once all rows of a PSU
    are added up. `weighted` (Σwz) and `design` (Σdz/w, d the design weight) are needed where the
    weights are raked.
    """

    total: Array
    square: Array
    weighted: Array | None = None
    design: Array | None = None


@dataclass(frozen=True)
class Targets:
    """Which rows of the moments make up each target, 0 … size − 1, and with which coefficient.

    A row may count for several targets (a difference, a total over all domains); rows that are
    left out count for none. A target is a linear combination of domains that share no respondent.
    """

    row: Index
    target: Index
    coefficient: Array
    size: int

    def only(self, rows: npt.NDArray[np.bool_]) -> Targets:
        """The same targets with these of their rows."""
        return replace(
            self, row=self.row[rows], target=self.target[rows], coefficient=self.coefficient[rows]
        )

    @classmethod
    def of_domains(cls, domain: Index, size: int) -> Targets:
        """Every domain is a target of its own; a negative one is left out."""
        row = np.flatnonzero(domain >= 0)
        return cls(row, domain[row], np.ones(len(row)), size)

    @classmethod
    def combined(cls, domain: Index, combination: Array) -> Targets:
        """Linear combinations of domains: `combination` is (targets x domains), 0 where unused."""
        kept = np.flatnonzero(domain >= 0)
        weights = combination[:, domain[kept]]
        target, column = np.nonzero(weights)
        return cls(kept[column], target, weights[target, column], len(combination))


def variances(
    moments: Moments,
    z: Linearised,
    design: pd.DataFrame,
    targets: Targets,
    lonely: Literal["zero", "mean"] = "zero",
) -> Array:
    """The variance of every answer's statistic for every target: an array (answers x targets).

    design
        wave, stratum, psus (n_h), population (N_h or NaN).
    lonely
        Where a stratum with a single PSU in the whole design is centred: at 0, the grand mean of
        linearised means (R: `options(survey.lonely.psu = "adjust")`), or at the mean of z over
        all PSUs of the strata in which somebody answered, for totals (svy: `"center"`). Raked
        weights leave residuals, whose grand mean is 0 for both.

    NaN where the whole sample of a wave is a single PSU: nothing tells how it varies. Raises
    ValueError where moments name a stratum that the design does not know.
    """
    if CELL in moments.keys and moments.calibration is None:
        raise ValueError("raked weights without their calibration have no variance")
    stratum = _design_rows(moments, design)[targets.row]
    pair, of, here = _strata_of(moments, targets, stratum, design)
    total, square = _of_strata(moments, z, targets, pair, len(of))
    explained = np.zeros(())
    if moments.calibration is not None:
        # what the margins explain whole is known: what is left is the rounding of its sums
        explained = _ROUNDING * summed(square, of, targets.size)
        _put_residuals(moments, z, targets, design, here, total, square)
    known = strata(design)
    n_h, population = known.psus[here], known.population[here]
    alone = square
    if lonely == "mean" and moments.calibration is None:
        present = summed(moments.sums["n"][:, targets.row], pair, len(of)) > 0
        psus = summed(present * n_h, of, targets.size)
        sums = summed(total, of, targets.size)
        centre = np.divide(sums, psus, out=np.zeros_like(sums), where=psus > 0)
        alone = np.where(present, (total - centre[:, of]) ** 2, 0.0)
    spread = _stratum_variance(total, square, alone, n_h, population)
    spread = summed(spread, of, targets.size)
    spread = np.where(spread > explained, spread, 0.0)
    unmeasured = np.bincount(of, weights=known.single_psu[here], minlength=targets.size) > 0
    return np.where(unmeasured, np.nan, spread)


def degrees_of_freedom(moments: Moments, design: pd.DataFrame, targets: Targets) -> Array:
    """PSUs less strata among those who answered: an array (answers x targets)."""
    row, target = targets.row, targets.target
    n = moments.sums["n"][:, row]
    pair, first = _pairs(target, _design_rows(moments, design)[row], len(design))
    present = summed(n, pair, len(first)) > 0
    strata = summed(present.astype(float), target[first], targets.size)
    if PSU not in moments.keys:
        return summed(n, target, targets.size) - strata
    unit, of = _units(moments, targets, pair)
    units = (summed(n, unit, len(of)) > 0).astype(float)
    return summed(units, target[of], targets.size) - strata


def summed(values: Array, index: Index, size: int) -> Array:
    """Columns of `values` summed by `index`, answer by answer."""
    sums = [np.bincount(index, weights=row, minlength=size) for row in values]
    return np.array(sums, dtype=float).reshape(len(values), size)


def _strata_of(
    moments: Moments, targets: Targets, stratum: Index, design: pd.DataFrame
) -> tuple[Index, Index, Index]:
    """The (target, stratum) that each row of the targets is of; target and stratum of each.

    Strata without a row of the target are left out, except where weights are raked: there every
    stratum of a wave counts, because firms outside the domain have a residual as well.
    """
    count = len(design)
    wanted = targets.target * max(count, 1) + stratum
    pairs = np.unique(wanted)
    if moments.calibration is not None:
        wave, _ = pd.factorize(design["wave"])
        of_waves = np.unique(targets.target * max(count, 1) + wave[stratum])
        target, number = np.divmod(of_waves, max(count, 1))
        line, within = np.nonzero(number[:, None] == wave[None, :])
        pairs = np.sort(target[line] * max(count, 1) + within)
    of, here = np.divmod(pairs, max(count, 1))
    return np.searchsorted(pairs, wanted), of, here


def _put_residuals(
    moments: Moments,
    z: Linearised,
    targets: Targets,
    design: pd.DataFrame,
    here: Index,
    total: Array,
    square: Array,
) -> None:
    """Replace the sums of raked waves by those of what the margins do not explain."""
    assert moments.calibration is not None
    waves = moments.keys["wave"]
    for name, wave in moments.calibration.waves.items():
        inside = np.asarray(waves == name)[targets.row]
        if not inside.any():
            continue
        of_wave = np.flatnonzero((design["wave"] == name).to_numpy())
        place = {str(code): i for i, code in enumerate(design["stratum"].iloc[of_wave])}
        stratum = [place[code] for code in wave.units.get_level_values("stratum")]
        pairs = np.flatnonzero(np.isin(here, of_wave))  # targets with rows x strata of the wave
        residuals = wave.residuals(moments, z, targets.only(inside))
        for answer, of_units in enumerate(residuals):
            for sums, values in zip((total, square), of_units, strict=True):
                of_strata = np.zeros((len(of_wave), len(values)))
                np.add.at(of_strata, stratum, values.T)
                sums[answer, pairs] = of_strata.T.ravel()


def _of_strata(
    moments: Moments, z: Linearised, targets: Targets, pair: Index, size: int
) -> tuple[Array, Array]:
    """Σ over the PSUs of each (target, stratum) of their total and of its square."""
    total = z.total[:, targets.row] * targets.coefficient
    if PSU not in moments.keys:
        square = z.square[:, targets.row] * targets.coefficient**2
        return summed(total, pair, size), summed(square, pair, size)
    unit, first = _units(moments, targets, pair)
    per_unit = summed(total, unit, len(first))
    of = pair[first]
    return summed(per_unit, of, size), summed(per_unit**2, of, size)


def _stratum_variance(
    total: Array, square: Array, alone: Array, n_h: Array, population: Array
) -> Array:
    """What each stratum of each target adds to the variance; `alone` where it has a single PSU."""
    finite = np.where(np.isnan(population), 1.0, 1.0 - n_h / population)
    lonely = n_h == 1
    factor = np.divide(n_h, n_h - 1, out=np.ones_like(n_h), where=~lonely)
    spread = (square - total**2 / n_h).clip(min=0.0) * factor
    return np.asarray(finite * np.where(lonely, alone, spread))


def _design_rows(moments: Moments, design: pd.DataFrame) -> Index:
    """The row of the design table that each row of the moments belongs to."""
    wave, stratum = moments.keys["wave"], moments.keys["stratum"]
    known = strata(design).row_of
    lookup = np.array(
        [[known.get((w, h), -1) for h in stratum.categories] for w in wave.categories],
        dtype=np.intp,
    ).reshape(len(wave.categories), len(stratum.categories))
    rows = lookup[wave.codes, stratum.codes] if len(wave) else np.array([], dtype=np.intp)
    if (rows < 0).any():
        raise ValueError("moments name a stratum that the design table does not hold")
    return rows


def _units(moments: Moments, targets: Targets, pair: Index) -> tuple[Index, Index]:
    """Which PSU of which (target, stratum) each row is of, and a row that is of each."""
    psu = moments.keys[PSU]
    return _pairs(pair, psu.codes.astype(np.intp)[targets.row], len(psu.categories))


def _pairs(of: Index, within: Index, count: int) -> tuple[Index, Index]:
    """Which (of, within) each row is of, and a row that is of each."""
    _, first, pair = np.unique(of * max(count, 1) + within, return_index=True, return_inverse=True)
    return pair.ravel(), first
