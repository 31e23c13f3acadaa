"""Ratio estimates and their variance from moments: Taylor linearisation, strata, PSUs, fpc.

Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.5 and 5.8 (domains);
Lumley (2010), Complex Surveys, 2.2. A mean of a domain is the ratio Σwy / Σw of its answered
respondents; its linearised value is z = w (y − ȳ) / Σw inside the domain and 0 outside, for
**every** respondent of the stratum. Hence the design table: the n_h of a stratum is that of the
whole sample, whatever was filtered or not answered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.moments import Array, Moments

Index = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Ratios:
    """Arrays (answers x domains); NaN where nobody of the domain answered.

    spread is the weighted variance of y with n − 1 in the denominator, as R's svyvar.
    """

    estimate: Array
    variance: Array
    df: Array
    n: Array
    n_y: Array
    spread: Array


def ratio_estimates(moments: Moments, design: pd.DataFrame, domain: Index, size: int) -> Ratios:
    """Mean or share of every answer in every domain, with variance and degrees of freedom.

    moments
        A key `psu` means that the design has clusters.
    design
        wave, stratum, psus (n_h), population (N_h or NaN).
    domain, size
        The domain of each row of the moments, 0 … size − 1; a negative one is left out.

    The estimate is that of y as summed: add the centre. Raises ValueError where moments name a
    stratum that the design does not know.
    """
    kept = domain >= 0
    of, sums = domain[kept], {name: values[:, kept] for name, values in moments.sums.items()}

    def per_domain(values: Array) -> Array:
        return _summed(values, of, size)

    n, w = per_domain(sums["n"]), per_domain(sums["w"])
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = per_domain(sums["wy"]) / w

        # z summed and z² summed over the PSUs of each row; a row is (part of) a stratum, or a PSU
        row_mean, row_w = mean[:, of], w[:, of]
        total = (sums["wy"] - row_mean * sums["w"]) / row_w
        if "psu" in moments.keys:
            square, psus = total**2, (sums["n"] > 0).astype(float)
        else:
            square = sums["w2y2"] - 2 * row_mean * sums["w2y"] + row_mean**2 * sums["w2"]
            square, psus = square / row_w**2, sums["n"]
        spread = (per_domain(sums["wy2"]) / w - mean**2).clip(min=0.0) * n / (n - 1)
    total, square = np.nan_to_num(total), np.nan_to_num(square)

    strata = _design_rows(moments, design)[kept]
    pair, first = _pairs(of, strata, len(design))
    variance = _stratum_variance(
        _summed(total, pair, len(first)),
        _summed(square, pair, len(first)),
        design.iloc[strata[first]],
    )
    present = (_summed(sums["n"], pair, len(first)) > 0).astype(float)
    nobody = n == 0
    return Ratios(
        estimate=np.where(nobody, np.nan, mean),
        variance=np.where(nobody, np.nan, _summed(variance, of[first], size).clip(min=0.0)),
        df=per_domain(psus) - _summed(present, of[first], size),
        n=n,
        n_y=per_domain(sums["n_y"]),
        spread=np.where(n > 1, spread, np.nan),
    )


def _stratum_variance(total: Array, square: Array, design: pd.DataFrame) -> Array:
    """What each stratum of each domain adds to the variance.

    A stratum with a single PSU in the whole design is centred at the grand mean, which is 0 for
    linearised means (R: `options(survey.lonely.psu = "adjust")`).
    """
    n_h = design["psus"].to_numpy(dtype=float)
    population = design["population"].to_numpy(dtype=float)
    finite = np.where(np.isnan(population), 1.0, 1.0 - n_h / population)
    lonely = n_h == 1
    factor = np.divide(n_h, n_h - 1, out=np.ones_like(n_h), where=~lonely)
    spread = (square - total**2 / n_h).clip(min=0.0) * factor
    return np.asarray(finite * np.where(lonely, square, spread))


def _design_rows(moments: Moments, design: pd.DataFrame) -> Index:
    """The row of the design table that each row of the moments belongs to."""
    wave, stratum = moments.keys["wave"], moments.keys["stratum"]
    known = {
        key: row for row, key in enumerate(zip(design["wave"], design["stratum"], strict=True))
    }
    lookup = np.array(
        [[known.get((w, h), -1) for h in stratum.categories] for w in wave.categories],
        dtype=np.intp,
    ).reshape(len(wave.categories), len(stratum.categories))
    rows = lookup[wave.codes, stratum.codes] if len(wave) else np.array([], dtype=np.intp)
    if (rows < 0).any():
        raise ValueError("moments name a stratum that the design table does not hold")
    return rows


def _pairs(of: Index, strata: Index, count: int) -> tuple[Index, Index]:
    """Which (domain, stratum) each row is of, and a row that is of each."""
    _, first, pair = np.unique(of * max(count, 1) + strata, return_index=True, return_inverse=True)
    return pair.ravel(), first


def _summed(values: Array, index: Index, size: int) -> Array:
    """Columns of `values` summed by `index`, answer by answer."""
    sums = [np.bincount(index, weights=row, minlength=size) for row in values]
    return np.array(sums, dtype=float).reshape(len(values), size)
