"""Variances of raked weights against the definition: a regression over all firms of the wave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from estimation.differences import differences
from estimation.gathering import gathered, keys_of
from estimation.items import item_contrasts
from estimation.measures import resolve
from estimation.moments import respondents
from estimation.panel import recurring
from estimation.query import parse_query
from estimation.ratios import linearised
from estimation.variance import Linearised, Targets, variances
from survey.published import NO_CELL
from survey.snapshot import PublishedSurvey
from tests.estimation.conftest import ask
from tests.estimation.firms import codebook, firms
from tests.estimation.published import published

MARGINS = {"sector:group": "sector.csv", "size": "size.csv", "council": "council.csv"}
COLUMNS = ["sector:group", "size", "council"]
RAKED = ("1", "2")  # wave 3 has no margins


def sample(kind: str) -> pd.DataFrame:
    """600 firms without a missing margin; the raked weight is any other positive weight.

    In a panel two of three firms of a wave are those of the wave before.
    """
    rows = firms().dropna(subset=["sector:division", "size"]).reset_index(drop=True)
    rng = np.random.default_rng(5)
    rows["design_weight"] = rows["weight"]
    raked = rows["wave"].isin(RAKED)
    rows.loc[raked, "weight"] *= rng.uniform(0.4, 2.5, raked.sum())
    rows["margin_cell"] = np.where(raked, None, NO_CELL)
    rows.loc[0, "stratum"] = "alone"
    place = rows.groupby("wave").cumcount()
    again = (place % 3 > 0) & (kind != "firms")
    rows["id"] = np.where(again, place.astype(str), rows["wave"] + "-" + place.astype(str))
    if kind == "clusters":
        rows["psu"] = rows["stratum"] + "-" + rng.integers(0, 6, len(rows)).astype(str)
    return rows


@pytest.fixture(scope="module", params=["firms", "panel", "clusters"])
def survey(request, tmp_path_factory) -> PublishedSurvey:
    design = {"id": "id", **({"cluster": "psu"} if request.param == "clusters" else {})}
    book = codebook(weighting={"margins": MARGINS}, design=design)
    folder: Path = tmp_path_factory.mktemp("raked")
    return published(folder, book, sample(request.param))


def all_firms(survey: PublishedSurvey) -> pd.DataFrame:
    return survey.table("FROM response ORDER BY rowid").astype({c: object for c in COLUMNS})


def residuals(frame: pd.DataFrame, u: np.ndarray) -> np.ndarray:
    """w (u − m'β) with β by least squares over all firms of each raked wave, weighted by d."""
    z = frame["weight"].to_numpy() * u
    for wave in RAKED:
        here = (frame["wave"] == wave).to_numpy()
        dummies = pd.get_dummies(frame.loc[here, COLUMNS]).to_numpy(dtype=float)
        root = np.sqrt(frame.loc[here, "design_weight"].to_numpy())
        beta, *_ = np.linalg.lstsq(dummies * root[:, None], u[here] * root, rcond=1e-12)
        z[here] = frame.loc[here, "weight"].to_numpy() * (u[here] - dummies @ beta)
    return z


def variance(frame: pd.DataFrame, z: np.ndarray) -> float:
    """The variance of the sum of z by the design, stratum by stratum."""
    found = 0.0
    unit = "psu" if "psu" in frame else "id"
    for _, part in frame.assign(z=z).groupby(["wave", "stratum"], observed=True):
        totals = part.groupby(unit, observed=True)["z"].sum()
        if len(totals) == 1:
            found += totals.iloc[0] ** 2
        else:
            found += len(totals) * totals.var(ddof=1)
    return found


def mean_u(frame: pd.DataFrame, y: pd.Series, inside: pd.Series) -> np.ndarray:
    base = (inside & y.notna()).to_numpy()
    weight, values = frame["weight"].to_numpy(), y.to_numpy(dtype=float)
    total = weight[base].sum()
    mean = (weight[base] * values[base]).sum() / total
    return np.where(base, (np.where(base, values, 0) - mean) / total, 0.0)


ANSWERS = {
    "amount": lambda frame: frame["amount"],
    "fit": lambda frame: frame["fit"],
    "ticks": lambda frame: frame["ticks.b"],
    "plan": lambda frame: (frame["plan"] == "2").astype(float).where(frame["plan"].notna()),
}
PICK = {"ticks": ("item", "b"), "plan": ("option", "2")}


def _each(waves: pd.Series) -> str:
    return "+".join(sorted(set(waves)))


def stacked_variance(frame: pd.DataFrame, z: np.ndarray, waves: tuple[str, ...]) -> float:
    """The same with the unit of all waves as PSU, in strata of first stratum and waves taken."""
    here = frame["wave"].isin(waves).to_numpy()
    part = frame.assign(z=z)[here]
    unit = part["stratum"].astype(str) + part["psu"] if "psu" in part else part["id"]
    units = part.assign(unit=unit).sort_values("wave").groupby("unit")
    totals = units.agg(z=("z", "sum"), first=("stratum", "first"), taken=("wave", _each))
    found = 0.0
    for _, stratum in totals.groupby(totals["taken"] + totals["first"].astype(str)):
        if len(stratum) == 1:
            found += stratum["z"].iloc[0] ** 2
        else:
            found += len(stratum) * stratum["z"].var(ddof=1)
    return found


@pytest.mark.parametrize("target", ANSWERS)
@pytest.mark.parametrize("wave", ["1", "2", "3"])
def test_estimates_by_size(survey, target, wave):
    frame = all_firms(survey)
    table = ask(survey, target, by="size", wave=wave)
    if target in PICK:
        column, code = PICK[target]
        table = table[table[column] == code]
    assert len(table) == 4
    for row in table.itertuples():
        inside = (frame["wave"] == wave) & (frame["size"] == row.size)
        u = mean_u(frame, ANSWERS[target](frame), inside)
        expected = np.sqrt(variance(frame, residuals(frame, u)))
        assert row.se == pytest.approx(expected, rel=1e-9)


def test_a_filter_makes_a_domain(survey):
    frame = all_firms(survey)
    table = ask(survey, "amount", by="council", wave="2", where=["size=10-49|50-249"])
    for row in table.itertuples():
        inside = frame["size"].isin(["10-49", "50-249"]) & (frame["council"] == row.council)
        u = mean_u(frame, frame["amount"], inside & (frame["wave"] == "2"))
        assert row.se == pytest.approx(np.sqrt(variance(frame, residuals(frame, u))), rel=1e-9)


def test_differences_of_domains_and_of_waves(survey):
    """A raked wave, another one, and one without margins, in one linear combination."""
    frame = all_firms(survey)
    measures = resolve(survey.codebook, "amount,fit.use")
    answers = respondents(survey.responses(), ("1", "2", "3"), (), ("council",))
    combination = np.array([[1, -1, 0, 0, 0, 0], [1, 0, -1, 0, 0, 0], [0, 0.5, 0, 1, 0, -1.5]])
    for measure in measures:
        moments = gathered(survey, answers, [measure], keys_of(survey, ["council"]))
        wave, council = (np.asarray(moments.keys[k], dtype=object) for k in ("wave", "council"))
        domain = (wave.astype(int) - 1) * 2 + council.astype(int)
        of = Targets.of_domains(domain, 6)
        w, wy = (
            np.bincount(of.target, moments.sums[name][0, of.row], 6)[None, :]
            for name in ("w", "wy")
        )
        z = linearised(moments, domain, wy / w, w)
        found = variances(moments, z, survey.design, Targets.combined(domain, combination))
        y = frame[measure.column]
        parts = [
            mean_u(frame, y, (frame["wave"] == str(i // 2 + 1)) & (frame["council"] == str(i % 2)))
            for i in range(6)
        ]
        for target, row in enumerate(combination):
            u = sum(c * part for c, part in zip(row, parts, strict=True))
            expected = variance(frame, residuals(frame, u))
            assert found[0, target] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("waves", [("1", "2"), ("2", "3"), ("1", "3")])
def test_waves_with_the_same_firms(survey, waves):
    """A firm's residuals of both waves are added before they are squared."""
    frame = all_firms(survey).astype({"wave": str, "id": str})
    query = parse_query(survey.codebook, "amount", by="council", wave="all")
    sides = [(wave, ("1",)) for wave in waves]
    (found,) = differences(survey, query, [(sides[0], sides[1])]).values()
    parts = [
        mean_u(frame, frame["amount"], (frame["wave"] == wave) & (frame["council"] == "1"))
        for wave in waves
    ]
    z = residuals(frame, parts[0] - parts[1])
    same = recurring(survey, waves)
    expected = stacked_variance(frame, z, waves) if same else variance(frame, z)
    assert same == (survey.table("SELECT count(DISTINCT id) < count(*) FROM response").iloc[0, 0])
    assert found[0] == pytest.approx(expected, rel=1e-9)


def test_differences_of_items(survey):
    """Two items of the same firms, each with its own base."""
    frame = all_firms(survey)
    query = parse_query(survey.codebook, "rated.x,rated.a", by="council", wave="2")
    table = item_contrasts(survey, query)
    assert len(table) == 2
    for row in table.itertuples():
        inside = (frame["wave"] == "2") & (frame["council"] == row.group)
        u = mean_u(frame, frame["rated.x"], inside) - mean_u(frame, frame["rated.a"], inside)
        assert row.se == pytest.approx(np.sqrt(variance(frame, residuals(frame, u))), rel=1e-9)


def test_medians(survey):
    """The share at or below the median has the standard error of a raked share."""
    frame = all_firms(survey)
    table = ask(survey, "amount", by="council", wave="1", statistic="median")
    for row in table.itertuples():
        inside = (frame["wave"] == "1") & (frame["council"] == row.council)
        below = (frame["amount"] <= row.estimate).astype(float).where(frame["amount"].notna())
        u = mean_u(frame, below, inside)
        base = inside & below.notna()
        share = np.average(below[base], weights=frame.loc[base, "weight"])
        half = t.ppf(0.975, row.df) * np.sqrt(variance(frame, residuals(frame, u)))
        values = frame[base].sort_values("amount")
        reached = values["weight"].cumsum() / values["weight"].sum()
        limits = [
            values["amount"].to_numpy()[np.searchsorted(reached, limit)]
            for limit in (share - half, share + half)
        ]
        assert [row.ci_low, row.ci_high] == pytest.approx(limits)


def test_nothing_is_computed_without_what_raked_weights_need(survey):
    """A plain variance would look right and be wrong."""
    (measure,) = resolve(survey.codebook, "fit")
    answers = respondents(survey.responses(), ("1",), (), ())
    moments = gathered(survey, answers, [measure], keys_of(survey, []))
    z = Linearised(moments.sums["wy"], moments.sums["w2y2"])
    targets = Targets.of_domains(np.zeros(len(moments), dtype=np.intp), 1)
    with pytest.raises(ValueError, match="Σdz/w"):
        variances(moments, z, survey.design, targets)
    with pytest.raises(ValueError, match="without their calibration"):
        variances(replace(moments, calibration=None), z, survey.design, targets)
