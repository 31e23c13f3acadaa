"""Taylor linearisation straight from its definition, in exact fractions and loops over firms.

The second path to every number of `estimation.variance`: no moments, no centring, no numpy.
Särndal, Swensson & Wretman (1992), 5.5 and 5.8: z = w (y − ȳ) / Σw for firms of the domain that
answered, 0 for every other firm of the sample; the variance is that of the PSU totals of z within
strata. A stratum with a single PSU is centred at 0, the grand mean of z.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

Firm = Mapping[str, Any]


@dataclass(frozen=True)
class Exact:
    """A mean or share without rounding; `scale` is the variance of n like y around `centre`."""

    estimate: Fraction
    variance: Fraction
    df: int
    n: int
    scale: Fraction


def mean(
    firms: Sequence[Firm], y: Sequence[float | None], inside: Sequence[bool], centre: float = 0.0
) -> Exact | None:
    """The mean of y over the firms inside; None where none of them answered.

    Each firm has wave, stratum and weight, and psu and population where the design has them. All
    of them are of one wave.
    """
    base = [i for i in range(len(firms)) if inside[i] and y[i] is not None]
    if not base:
        return None
    weight = [Fraction(float(firm["weight"])) for firm in firms]
    value = {i: Fraction(float(y[i])) for i in base}  # type: ignore[arg-type]
    total = sum(weight[i] for i in base)
    estimate = sum(weight[i] * value[i] for i in base) / total
    z = [Fraction(0)] * len(firms)
    for i in base:
        z[i] = weight[i] * (value[i] - estimate) / total
    variance = Fraction(0)
    for stratum in {firm["stratum"] for firm in firms}:
        members = [i for i, firm in enumerate(firms) if firm["stratum"] == stratum]
        variance += _stratum(firms, z, members)
    psus = {(firms[i]["stratum"], firms[i].get("psu", i)) for i in base}
    strata = {firms[i]["stratum"] for i in base}
    scale = sum((weight[i] * (value[i] - Fraction(centre)) / total) ** 2 for i in base)
    return Exact(estimate, variance, len(psus) - len(strata), len(base), scale)


def total(firms: Sequence[Firm], y: Sequence[float | None], inside: Sequence[bool]) -> Exact | None:
    """The total of y over the firms inside; None where none of them answered.

    A stratum with a single PSU is centred at the mean of wy over all PSUs of the strata that have
    a firm of the base. `scale` is the sum of the squares of wy.
    """
    base = [i for i in range(len(firms)) if inside[i] and y[i] is not None]
    if not base:
        return None
    z = [Fraction(0)] * len(firms)
    for i in base:
        z[i] = Fraction(float(firms[i]["weight"])) * Fraction(float(y[i]))  # type: ignore[arg-type]
    strata = {firms[i]["stratum"] for i in base}
    members = {h: [i for i, f in enumerate(firms) if f["stratum"] == h] for h in strata}
    units = {h: {firms[i].get("psu", i) for i in inside_h} for h, inside_h in members.items()}
    centre = sum(z) / sum(len(psus) for psus in units.values())
    variance = sum((_stratum(firms, z, members[h], centre) for h in strata), Fraction(0))
    psus = {(firms[i]["stratum"], firms[i].get("psu", i)) for i in base}
    scale = sum((each**2 for each in z), Fraction(0))
    return Exact(sum(z, Fraction(0)), variance, len(psus) - len(strata), len(base), scale)


def _stratum(
    firms: Sequence[Firm],
    z: Sequence[Fraction],
    members: Sequence[int],
    lonely: Fraction = Fraction(0),
) -> Fraction:
    totals: dict[Any, Fraction] = {}
    for i in members:
        psu = firms[i].get("psu", i)
        totals[psu] = totals.get(psu, Fraction(0)) + z[i]
    n_h = len(totals)
    population = firms[members[0]].get("population")
    finite = 1 - Fraction(n_h) / Fraction(float(population)) if population else Fraction(1)
    if n_h == 1:
        return finite * sum((t - lonely) ** 2 for t in totals.values())
    middle = sum(totals.values()) / n_h
    return finite * Fraction(n_h, n_h - 1) * sum((t - middle) ** 2 for t in totals.values())


def firms_of(frame: pd.DataFrame, wave: str) -> list[dict[str, Any]]:
    """The respondents of a wave as firms; missing values are None."""
    rows = frame[frame["wave"] == wave]
    return [
        {str(k): None if pd.isna(v) else v for k, v in row.items()}
        for row in rows.to_dict("records")
    ]
