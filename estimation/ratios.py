"""Ratio estimates: a mean or share of a domain is Σwy / Σw over those of it who answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
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
    of = Targets.of_domains(domain, size)
    sums = {name: summed(values[:, of.row], of.target, size) for name, values in _used(moments)}
    n, w = sums["n"], sums["w"]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums["wy"] / w
        spread = (sums["wy2"] / w - mean**2).clip(min=0.0) * n / (n - 1)
    nobody = n == 0
    variance = variances(moments, linearised(moments, domain, mean, w), design, of)
    return Ratios(
        estimate=np.where(nobody, np.nan, mean),
        variance=np.where(nobody, np.nan, variance),
        df=degrees_of_freedom(moments, design, of),
        n=n,
        n_y=sums["n_y"],
        spread=np.where(n > 1, spread, np.nan),
    )


def linearised(moments: Moments, domain: Index, mean: Array, w: Array) -> Linearised:
    """z = w (y − ȳ) / Σw of a ratio, with ȳ and Σw of the domain that each row belongs to.

    mean, w
        Arrays (answers x domains). Rows of no domain, and domains where nobody answered, give 0.
    """
    kept = np.flatnonzero(domain >= 0)
    sums = {name: values[:, kept] for name, values in moments.sums.items()}
    ybar, size = mean[:, domain[kept]], w[:, domain[kept]]
    z = Linearised(np.zeros((len(mean), len(domain))), np.zeros((len(mean), len(domain))))
    with np.errstate(divide="ignore", invalid="ignore"):
        total = (sums["wy"] - ybar * sums["w"]) / size
        square = (sums["w2y2"] - 2 * ybar * sums["w2y"] + ybar**2 * sums["w2"]) / size**2
    z.total[:, kept], z.square[:, kept] = np.nan_to_num(total), np.nan_to_num(square)
    return z


def _used(moments: Moments) -> list[tuple[str, Array]]:
    return [(name, moments.sums[name]) for name in ("n", "n_y", "w", "wy", "wy2")]
