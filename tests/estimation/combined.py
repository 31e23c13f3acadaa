"""Differences straight from their definition, in exact fractions and loops over firms.

The second path to `estimation.combinations` and `estimation.panel`: the linearised value of every
firm of every wave, added up over the rows of a PSU, its variance within strata.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.estimation.taylor import Firm


@dataclass(frozen=True)
class Difference:
    """Σ c_d ȳ_d without rounding."""

    estimate: Fraction
    variance: Fraction
    df: int


def combination(
    firms: Sequence[Firm],
    y: Sequence[float | None],
    domains: Sequence[Sequence[bool]],
    coefficients: Sequence[int],
) -> Difference | None:
    """A linear combination of the means of domains; None where nobody of one of them answered.

    Each firm has `stratum` (unique over waves), weight, `unit` (the PSU, nested in the stratum)
    and, where the design has it, population.
    """
    z = [Fraction(0)] * len(firms)
    estimate, base = Fraction(0), set()
    for inside, c in zip(domains, coefficients, strict=True):
        answered = [i for i in range(len(firms)) if inside[i] and y[i] is not None]
        if not answered:
            return None
        weight = {i: Fraction(float(firms[i]["weight"])) for i in answered}
        value = {i: Fraction(float(y[i])) for i in answered}  # type: ignore[arg-type]
        total = sum(weight.values())
        mean = sum(weight[i] * value[i] for i in answered) / total
        estimate += c * mean
        base |= set(answered)
        for i in answered:
            z[i] += c * weight[i] * (value[i] - mean) / total
    totals: dict[Any, dict[Any, Fraction]] = {}
    for i, firm in enumerate(firms):
        units = totals.setdefault(firm["stratum"], {})
        units[firm["unit"]] = units.get(firm["unit"], Fraction(0)) + z[i]
    population = {firm["stratum"]: firm.get("population") for firm in firms}
    variance = sum(
        (_variance(list(units.values()), population[stratum]) for stratum, units in totals.items()),
        Fraction(0),
    )
    units_of_base = {(firms[i]["stratum"], firms[i]["unit"]) for i in base}
    strata = {stratum for stratum, _ in units_of_base}
    return Difference(estimate, variance, len(units_of_base) - len(strata))


def _variance(totals: list[Fraction], population: float | None) -> Fraction:
    n_h = len(totals)
    finite = 1 - Fraction(n_h) / Fraction(float(population)) if population else Fraction(1)
    if n_h == 1:
        return finite * totals[0] ** 2
    middle = sum(totals) / n_h
    return finite * Fraction(n_h, n_h - 1) * sum((t - middle) ** 2 for t in totals)
