"""Ratio estimates and their variance from moments: Taylor linearisation, strata, PSUs, fpc.

Source: Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.5 and 5.8 (domains);
Lumley (2010), Complex Surveys, 2.2. A mean of a domain is the ratio Σwy / Σw of its answered
respondents; its linearised value is z = w (y − ȳ) / Σw inside the domain and 0 outside, for
**every** respondent of the stratum. Hence the design table: the n_h of a stratum is that of the
whole sample, whatever was filtered or not answered.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.moments import DESIGN_KEYS

Array = npt.NDArray[np.float64]


def ratio_estimates(
    moments: pd.DataFrame, design: pd.DataFrame, domain: Sequence[str], *, centre: float = 0.0
) -> pd.DataFrame:
    """Mean or share of every domain, with variance and degrees of freedom.

    moments
        As in `estimation.moments`; a column `psu` means that the design has clusters.
    design
        wave, stratum, psus (n_h), population (N_h or NaN).
    domain
        The columns that name a domain (wave, cuts, question, item, option).
    centre
        What was subtracted from y; added back to the estimate.

    One row per domain: `domain`, estimate, variance, df, n, n_y, spread (the weighted variance of
    y with n − 1 in the denominator, as R's svyvar). Raises ValueError where moments name a
    stratum that the design does not know.
    """
    of = moments.groupby(list(domain), sort=False, dropna=False).ngroup().to_numpy()
    first = np.unique(of, return_index=True)[1]
    keys = moments[list(domain)].iloc[first].reset_index(drop=True)
    size = len(keys)

    def per_domain(values: npt.ArrayLike) -> Array:
        sums = np.bincount(of, weights=np.asarray(values, dtype=float), minlength=size)
        return np.asarray(sums, dtype=float)

    n, w = per_domain(moments["n"]), per_domain(moments["w"])
    mean = per_domain(moments["wy"]) / w
    clustered = "psu" in moments.columns

    # z summed and z² summed over the PSUs of each row; a row is a stratum, or one PSU of it
    row_mean = mean[of]
    total = (moments["wy"].to_numpy() - row_mean * moments["w"].to_numpy()) / w[of]
    if clustered:
        square = total**2
        psus = (moments["n"] > 0).to_numpy(dtype=float)
    else:
        square = (
            moments["w2y2"].to_numpy()
            - 2 * row_mean * moments["w2y"].to_numpy()
            + row_mean**2 * moments["w2"].to_numpy()
        ) / w[of] ** 2
        psus = moments["n"].to_numpy(dtype=float)
    rows = moments[list(DESIGN_KEYS)].assign(_domain=of, total=total, square=square, psus=psus)
    strata = rows
    if clustered:
        sums = ["total", "square", "psus"]
        strata = rows.groupby(["_domain", *DESIGN_KEYS], sort=False, as_index=False)[sums].sum()
    variance = np.bincount(
        strata["_domain"], weights=_stratum_variance(strata, design), minlength=size
    )
    spread = (per_domain(moments["wy2"]) / w - mean**2).clip(min=0.0)
    present = np.bincount(strata["_domain"], minlength=size)
    return keys.assign(
        estimate=mean + centre,
        variance=variance.clip(min=0.0),
        df=per_domain(psus) - present,
        n=n,
        n_y=per_domain(moments["n_y"]),
        spread=np.divide(spread * n, n - 1, out=np.full(size, np.nan), where=n > 1),
    )


def _stratum_variance(strata: pd.DataFrame, design: pd.DataFrame) -> Array:
    """What each stratum of each domain adds to the variance.

    A stratum with a single PSU in the whole design is centred at the grand mean, which is 0 for
    linearised means (R: `options(survey.lonely.psu = "adjust")`).
    """
    known = pd.MultiIndex.from_frame(design[list(DESIGN_KEYS)].astype(object))
    at = known.get_indexer(pd.MultiIndex.from_frame(strata[list(DESIGN_KEYS)].astype(object)))
    if (at < 0).any():
        raise ValueError("moments name a stratum that the design table does not hold")
    n_h = design["psus"].to_numpy(dtype=float)[at]
    population = design["population"].to_numpy(dtype=float)[at]
    finite = np.where(np.isnan(population), 1.0, 1.0 - n_h / population)
    lonely = n_h == 1
    spread = strata["square"].to_numpy() - strata["total"].to_numpy() ** 2 / n_h
    factor = np.divide(n_h, n_h - 1, out=np.ones_like(n_h), where=~lonely)
    within = np.where(lonely, strata["square"].to_numpy(), spread.clip(min=0.0) * factor)
    return np.asarray(finite * within)
