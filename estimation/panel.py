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

from estimation.answers import DESIGN_WEIGHT
from estimation.calibration import CELL, Calibration, calibration_of
from estimation.moments import Moments
from survey.snapshot import PublishedSurvey

Strings = npt.NDArray[np.object_]
STACK = "stack"


@dataclass(frozen=True)
class Panel:
    """The units of the stacked waves: `stratum` and `design` are those of the stack.

    unit
        The column that names a unit; a unit's name is unique over strata.
    calibration
        That of the stacked waves, where weights are raked.
    """

    unit: str
    names: pd.Index[str]
    stratum: npt.NDArray[np.intp]
    strata: tuple[str, ...]
    design: pd.DataFrame
    calibration: Calibration | None = None


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
    if CELL in moments.keys:
        waves = np.asarray(moments.keys["wave"], dtype=object)
        stacked[CELL] = pd.Categorical(
            _of_wave(waves, np.asarray(moments.keys[CELL], dtype=object))
        )
    return replace(moments, keys=stacked, calibration=of.calibration)


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
    names: pd.Index[str] = pd.Index(taken.index)
    found = Panel(unit_of(survey), names, stratum, tuple(strata), design)
    return found if calibration_of(survey) is None else _calibrated(survey, waves, found)


def _calibrated(survey: PublishedSurvey, waves: Sequence[str], of: Panel) -> Panel:
    """The panel with its calibration: each wave has cells and a regression of its own.

    Cells of a wave without margins have no codes, so that nothing is explained there.
    """
    frame = nw.from_native(survey.responses()).lazy()
    here = nw.col("respondent") & nw.col("wave").cast(nw.String).is_in(list(waves))
    texts = {name: nw.col(name).cast(nw.String) for name in ("wave", "stratum", of.unit, CELL)}
    read = frame.filter(here).select("weight", DESIGN_WEIGHT, **texts)
    firms = read.collect("pandas").to_native()
    names = _names(of.unit, *(firms[key].to_numpy(object) for key in ("stratum", of.unit)))
    place = of.stratum[of.names.get_indexer(pd.Index(names))]
    sample = firms.assign(
        stratum=np.array(of.strata, dtype=object)[place],
        psu=names,
        margin_cell=_of_wave(firms["wave"].to_numpy(object), firms[CELL].to_numpy(object)),
        weight2=firms["weight"] ** 2,
        wave=STACK,
    )
    return replace(of, calibration=Calibration(_cells_by_wave(survey, firms), sample))


def _cells_by_wave(survey: PublishedSurvey, firms: pd.DataFrame) -> pd.DataFrame:
    """The cells that each wave has, their codes told apart by wave."""
    found = firms[["wave", CELL]].drop_duplicates()
    codes = survey.margin_cells.astype(object).set_index(CELL)
    by_wave = codes.reindex(found[CELL].to_numpy(object))
    waves = found["wave"].to_numpy(object)
    for margin in by_wave:
        given = by_wave[margin].notna().to_numpy()
        by_wave.loc[given, margin] = _of_wave(waves, by_wave[margin].to_numpy(object))[given]
    by_wave[CELL] = _of_wave(waves, found[CELL].to_numpy(object))
    return by_wave.reset_index(drop=True)


def _of_wave(waves: Strings, codes: Strings) -> Strings:
    return np.array([f"{w} {c}" for w, c in zip(waves, codes, strict=True)], dtype=object)


def _names(unit: str, strata: Strings, units: Strings) -> Strings:
    """What each unit is called over all strata: a cluster's name is its own within one only."""
    if unit == "id":
        return units
    return np.array([f"{h} {u}" for h, u in zip(strata, units, strict=True)], dtype=object)
