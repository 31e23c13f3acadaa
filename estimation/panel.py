"""The same firms in several waves: what they answer in one is no independent sample of the next.

The waves are stacked and the firm is the PSU (with clusters: the cluster), so that its values in
both waves are added before they are squared (R: `svydesign(ids = ~firm, strata = ~stratum)`).

The stratum of a firm in the stack is its stratum in the first of the waves in which it took part,
crossed with the waves in which it took part. Without any firm in common this is exactly the sum
of the variances of independent waves; where all take part in all waves it is the variance of the
differences per firm. Crossing with the waves holds the number of firms in common fixed, as
Berger & Priam (2016), JRSS A 179, 251-272, do for rotating samples. The finite population
correction of a firm is that of its stratum in its first wave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.moments import Moments
from survey.snapshot import PublishedSurvey

Strings = npt.NDArray[np.object_]
STACK = "stack"


@dataclass(frozen=True)
class Panel:
    """The units of the stacked waves: `stratum` and `design` are those of the stack.

    unit
        The column that names a unit; a unit's name is unique over strata.
    """

    unit: str
    names: pd.Index[str]
    stratum: npt.NDArray[np.intp]
    strata: tuple[str, ...]
    design: pd.DataFrame


def recurring(survey: PublishedSurvey, waves: Sequence[str]) -> bool:
    """Whether some firm (with clusters: some cluster) took part in more than one of the waves."""
    return len(waves) > 1 and bool(_members(survey, waves).duplicated("name").any())


def panel(survey: PublishedSurvey, waves: Sequence[str]) -> Panel:
    """The units of these waves and the design of the stack. Reads a row per firm and wave."""
    key = "+".join(waves)
    return survey.remembered(("panel", key), lambda: _stacked(survey, waves))


def stack(moments: Moments, of: Panel) -> Moments:
    """The moments of several waves as those of one sample, with the keys of `Panel.design`.

    `moments` have the key `of.unit` beside wave and stratum; their rows stay where they are.
    """
    keys = (np.asarray(moments.keys[name], dtype=object) for name in ("stratum", of.unit))
    names = _names(of.unit, *keys)
    stratum = of.stratum[of.names.get_indexer(pd.Index(names))]
    stacked: dict[str, pd.Categorical[Any]] = {
        "wave": pd.Categorical.from_codes([0] * len(moments), pd.Index([STACK])),
        "stratum": pd.Categorical.from_codes(stratum.tolist(), pd.Index(of.strata)),
        "psu": pd.Categorical(names),
    }
    return replace(moments, keys=stacked)


def unit_of(survey: PublishedSurvey) -> str:
    """The column of the first-stage units: the cluster, else the firm."""
    return "id" if survey.codebook.design.cluster is None else "psu"


def _members(survey: PublishedSurvey, waves: Sequence[str]) -> pd.DataFrame:
    """wave, stratum and name of every unit of the sample, earliest wave first."""

    def ask() -> pd.DataFrame:
        unit = unit_of(survey)
        frame = nw.from_native(survey.responses()).lazy()
        here = nw.col("respondent") & nw.col("wave").cast(nw.String).is_in(list(waves))
        columns = {name: nw.col(name).cast(nw.String) for name in ("wave", "stratum", unit)}
        unique = frame.filter(here).select(**columns).unique().collect("pandas")
        found: pd.DataFrame = unique.to_native()
        keys = (found[name].to_numpy(dtype=object) for name in ("stratum", unit))
        table = found[["wave", "stratum"]].assign(name=_names(unit, *keys))
        order = table["wave"].map({wave: i for i, wave in enumerate(waves)})
        members = table.assign(order=order)
        return members.sort_values(["order", "name"], ignore_index=True)

    return survey.remembered(("panel members", "+".join(waves)), ask)


def _stacked(survey: PublishedSurvey, waves: Sequence[str]) -> Panel:
    members = _members(survey, waves)
    taken = members.groupby("name", sort=False)["wave"].agg("+".join)
    first = members.drop_duplicates("name").set_index("name").loc[taken.index]
    label = taken + " | " + first["stratum"]
    stratum, strata = pd.factorize(label, sort=True)
    psus = np.bincount(stratum, minlength=len(strata))
    of_wave = survey.design.set_index(["wave", "stratum"])
    here = of_wave.loc[list(zip(first["wave"], first["stratum"], strict=True))]
    with np.errstate(invalid="ignore"):
        larger = here["population"].to_numpy(dtype=float) / here["psus"].to_numpy(dtype=float)
    population = np.full(len(strata), np.nan)
    population[stratum] = larger * psus[stratum]
    design = pd.DataFrame(
        {"wave": STACK, "stratum": list(strata), "psus": psus, "population": population}
    )
    return Panel(unit_of(survey), pd.Index(taken.index), stratum, tuple(strata), design)


def _names(unit: str, strata: Strings, units: Strings) -> Strings:
    """What each unit is called over all strata: a cluster's name is its own within one only."""
    if unit == "id":
        return units
    return np.array([f"{h} {u}" for h, u in zip(strata, units, strict=True)], dtype=object)
