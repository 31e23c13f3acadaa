"""Differences of domains equal their definition, firm by firm, whatever they share."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimation.combinations import combined_ratios
from estimation.measures import Measure
from estimation.moments import Moments, choice_moments, number_moments, respondents
from tests.estimation.combined import combination
from tests.estimation.test_variance import design, patient, samples

pytestmark = pytest.mark.filterwarnings("ignore:Found complex group-by expression")  # pandas
MEASURES = [
    Measure("plan", "", "choice", ("1|2",)),
    Measure("ticks", "a", "tick", ("1",)),
    Measure("amount", "", "number"),
]
SIDES = [("1", ("s",)), ("1", ("m",)), ("1", ("s", "m")), ("2", ("s",)), ("2", ("s", "m"))]
coefficients = st.lists(st.integers(-2, 2), min_size=len(SIDES), max_size=len(SIDES)).filter(any)


def moments_of(frame: pd.DataFrame, measure: Measure, centre: float) -> Moments:
    typed = frame.astype({"ticks.a": "float", "amount": "float"})
    for column in ("size", "plan"):
        typed[column] = frame[column].astype(object)
    with duckdb.connect() as connection:
        relation = connection.from_df(typed.convert_dtypes())
        answers = respondents(relation, ["1", "2"], [], ["size"])
        keys = ["wave", "size", "stratum", *(["psu"] if "psu" in frame else [])]
        if measure.kind == "choice":
            return choice_moments(answers, measure, keys)
        return number_moments(answers, [measure], keys, [centre])


def check(frame: pd.DataFrame, measure: Measure, c: list[int]) -> None:
    whole = frame[frame["respondent"] & frame["size"].notna()]
    if whole.empty:
        return
    centre = 100.0 if measure.kind == "number" else 0.0
    moments = moments_of(whole, measure, centre)
    inside = np.array(
        [moments.keys["wave"].isin([w]) & moments.keys["size"].isin(codes) for w, codes in SIDES]
    )
    found = combined_ratios(moments, design(whole), inside, np.array([c], dtype=float))
    firms = [
        {**row, "stratum": (row["wave"], row["stratum"]), "unit": row.get("psu", i)}
        for i, row in enumerate(whole.to_dict("records"))
    ]
    values = [None if pd.isna(firm[measure.column]) else firm[measure.column] for firm in firms]
    if measure.kind == "choice":
        values = [None if v is None else float(v in ("1", "2")) for v in values]
    used = [(side, k) for side, k in zip(SIDES, c, strict=True) if k]
    domains = [[f["wave"] == w and f["size"] in codes for f in firms] for (w, codes), _ in used]
    exact = combination(firms, values, domains, [k for _, k in used])
    if exact is None:
        assert np.isnan(found.estimate[0, 0])
        assert np.isnan(found.variance[0, 0])
        return
    # the estimate is that of y as summed: every mean lacks its centre
    estimate = found.estimate[0, 0] + centre * sum(c)
    assert estimate == pytest.approx(float(exact.estimate), rel=1e-11, abs=1e-11)
    assert found.df[0, 0] == exact.df
    psus = {wave: {f["unit"] for f in firms if f["wave"] == wave} for wave in ("1", "2")}
    if any(len(psus[wave]) == 1 for (wave, _), _ in used):
        assert np.isnan(found.variance[0, 0])  # nothing tells how such a wave varies
        return
    scale = max(float(exact.variance), 1.0 if measure.kind != "number" else 1e4)
    assert found.variance[0, 0] == pytest.approx(
        float(exact.variance), rel=1e-10, abs=1e-13 * scale
    )


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.kind)
@patient
@given(frame=samples(finite=True), c=coefficients)
def test_equals_the_definition(measure, frame, c):
    check(frame, measure, c)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.kind)
@patient
@given(frame=samples(clusters=True), c=coefficients)
def test_equals_the_definition_with_clusters(measure, frame, c):
    check(frame, measure, c)
