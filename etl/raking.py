"""Raking: the weights nearest to the design weights that meet known margins.

The package svy rakes and trims. Its result is checked here against the margins and the bounds,
because a weight that is only nearly right has no place in a published file.

Source: Deville, Särndal & Sautory (1993), Generalized raking procedures in survey sampling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Trim = tuple[float, float]

TOLERANCE = 1e-9
"""How far a margin or a bound may be missed, as a share of it."""

_AIM = TOLERANCE / 1000
_SWEEPS = 10_000  # through all margins
_CYCLES = 300  # of trimming and raking again


@dataclass(frozen=True)
class Raked:
    """Raked weights, and how well they do what was asked.

    weights
        In the order of the rows.
    deviation
        The largest miss of a margin's category, as a share of its count.
    low, high
        The range of the weights, as multiples of their mean.
    within
        Whether margins and bounds hold, both to `TOLERANCE`.
    """

    weights: Array
    deviation: float
    low: float
    high: float
    within: bool


def rake(
    weights: Array,
    codes: Mapping[str, npt.NDArray[np.object_]],
    targets: Mapping[str, Mapping[str, float]],
    trim: Trim | None = None,
) -> Raked:
    """Rake `weights` to the counts of every margin, trimming in between where `trim` is given.

    codes
        Margin -> the category of each row; every category has a target, and every target a row.
    targets
        Margin -> category -> count; all margins have the same total.
    trim
        Bounds of the weights, as multiples of their mean.
    """
    mean = sum(next(iter(targets.values())).values()) / len(weights)
    raked = _checked(_by_svy(weights, codes, targets, None), codes, targets, trim)
    if trim is None or raked.within or raked.deviation >= TOLERANCE:
        return raked  # what meets no margins untrimmed does not meet them trimmed
    bounds = (trim[0] * mean, trim[1] * mean)
    return _checked(_by_svy(weights, codes, targets, bounds), codes, targets, trim)


def _checked(
    weights: Array,
    codes: Mapping[str, npt.NDArray[np.object_]],
    targets: Mapping[str, Mapping[str, float]],
    trim: Trim | None,
) -> Raked:
    deviation = max(
        abs(weights[codes[margin] == category].sum() / count - 1)
        for margin, counts in targets.items()
        for category, count in counts.items()
    )
    low, high = weights.min() / weights.mean(), weights.max() / weights.mean()
    least, most = trim or (0.0, np.inf)
    bounded = low >= least * (1 - TOLERANCE) and high <= most * (1 + TOLERANCE)
    within = bool(bounded and deviation < TOLERANCE)
    return Raked(weights, float(deviation), float(low), float(high), within)


def weights_effect(weights: Array) -> float:
    """The design effect of unequal weights, n Σw² / (Σw)² (Kish 1965, 11.2C)."""
    return float(len(weights) * (weights**2).sum() / weights.sum() ** 2)


def _by_svy(
    weights: Array,
    codes: Mapping[str, npt.NDArray[np.object_]],
    targets: Mapping[str, Mapping[str, float]],
    bounds: tuple[float, float] | None,
) -> Array:
    import polars as pl  # these take half a second, and only raked surveys need them
    from svy import Design, Sample
    from svy.core.types import ControlsType
    from svy.weighting.types import TrimConfig

    # columns by number: a margin may be called as a column of svy's own
    names = {margin: f"margin {i}" for i, margin in enumerate(targets)}
    columns = {name: codes[margin].astype(str) for margin, name in names.items()}
    sample = Sample(pl.DataFrame({"weight": weights, **columns}), Design(wgt="weight"))
    trimming = None
    if bounds is not None:
        low, high = bounds
        trimming = TrimConfig(lower=low or None, upper=high, max_iter=_CYCLES, tol=_AIM)
    controls: ControlsType = {
        name: {category: count for category, count in targets[margin].items()}
        for margin, name in names.items()
    }
    raked = sample.weighting.rake(
        controls=controls,
        wgt_name="raked",
        tol=_AIM,
        max_iter=_SWEEPS,
        trimming=trimming,
        on_nonconvergence="ignore",  # the caller says it, with its own figures
    )
    return np.asarray(raked.data.lazy().collect()["raked"], dtype=float)
