"""Ratio estimates: a mean or share of a domain is Σwy / Σw over those of it who answered."""

from __future__ import annotations

import numpy as np
import pandas as pd

from estimation.domains import DomainEstimates, spread_of, sums_of
from estimation.moments import Array, Moments
from estimation.variance import Index, Linearised, Targets, degrees_of_freedom, variances


def ratio_estimates(
    moments: Moments, design: pd.DataFrame, domain: Index, size: int
) -> DomainEstimates:
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
    sums = sums_of(moments, of)
    n, w = sums["n"], sums["w"]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums["wy"] / w
    nobody = n == 0
    variance = variances(moments, linearised(moments, domain, mean, w), design, of)
    return DomainEstimates(
        estimate=np.where(nobody, np.nan, mean),
        variance=np.where(nobody, np.nan, variance),
        df=degrees_of_freedom(moments, design, of),
        n=n,
        n_y=sums["n_y"],
        w=w,
        spread=spread_of(sums),
    )


def linearised(moments: Moments, domain: Index, mean: Array, w: Array) -> Linearised:
    """z = w (y − ȳ) / Σw of a ratio, with ȳ and Σw of the domain that each row belongs to.

    mean, w
        Arrays (answers x domains). Rows of no domain, and domains where nobody answered, give 0.
    """
    kept = np.flatnonzero(domain >= 0)
    sums = {name: values[:, kept] for name, values in moments.sums.items()}
    ybar, size = mean[:, domain[kept]], w[:, domain[kept]]

    def of_rows(values: Array, power: int = 1) -> Array:
        z = np.zeros((len(mean), len(domain)))
        with np.errstate(divide="ignore", invalid="ignore"):
            z[:, kept] = np.nan_to_num(values / size**power)
        return z

    total = of_rows(sums["wy"] - ybar * sums["w"])
    square = of_rows(sums["w2y2"] - 2 * ybar * sums["w2y"] + ybar**2 * sums["w2"], power=2)
    if moments.calibration is None:
        return Linearised(total, square)
    weighted = of_rows(sums["w2y"] - ybar * sums["w2"])
    return Linearised(total, square, weighted, of_rows(sums["dy"] - ybar * sums["d"]))
