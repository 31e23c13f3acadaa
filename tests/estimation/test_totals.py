"""Totals equal their definition, say how many firms that is, and stand on those who answered."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from estimation import parse_query
from survey.failure import Failure
from tests.estimation import taylor
from tests.estimation.conftest import ask
from tests.estimation.firms import firms

DESIGNS = ["strata", "lonely", "clusters", "finite"]


def designed(kind: str) -> tuple[pd.DataFrame, dict[str, object]]:
    """The made-up firms under a design, and the codebook's `design`."""
    frame, design = firms(400, seed=4), {"id": "id"}
    if kind == "lonely":
        for row, wave in enumerate("123"):
            frame.loc[row, ["wave", "stratum", "plan", "amount"]] = [wave, "single", "3", 700.0]
    if kind == "clusters":
        frame["psu"] = frame["stratum"] + (np.arange(len(frame)) % 7).astype(str)
        frame.loc[[0, 1, 2], ["stratum", "psu"]] = ["single", "single 1"]
        frame.loc[[0, 1, 2], "wave"] = "3"
        design |= {"cluster": "psu"}
    if kind == "finite":
        frame["population"] = frame.groupby(["wave", "stratum"])["stratum"].transform("size") * 2.5
        design |= {"population": "population"}
    return frame, design


@pytest.mark.parametrize("kind", DESIGNS)
def test_totals_equal_the_definition(publish, kind):
    frame, design = designed(kind)
    survey = publish(frame, design=design)
    asked = taylor.firms_of(frame, "3")
    compared = 0
    for by in ("", "size", "size,council"):
        table = ask(survey, "plan,ticks,amount,fit.level", by=by, wave="3", statistic="total")
        assert set(table["statistic"]) == {"total"}
        for row in table.to_dict("records"):
            variable = f"{row['question']}.{row['item']}".rstrip(".")
            values = [firm[variable] for firm in asked]
            if row["question"] in ("plan", "fit"):
                values = [None if v is None else float(v == row["option"]) for v in values]
            cuts = [name for name in by.split(",") if name]
            inside = [all(f[c] is not None and f[c] == row[c] for c in cuts) for f in asked]
            exact = taylor.total(asked, values, inside)
            assert exact is not None
            compared += 1
            assert (row["n"], row["df"]) == (exact.n, exact.df)
            assert row["estimate"] == pytest.approx(float(exact.estimate), rel=1e-12)
            scale = 1e-7 * float(exact.scale) ** 0.5
            assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-9, abs=scale)
            half = stats.t.ppf(0.975, exact.df) * row["se"] if exact.df > 0 else np.nan
            if row["estimate"] != 0:
                assert row["ci_high"] == pytest.approx(row["estimate"] + half, nan_ok=True)
    assert compared > 100


def test_totals_of_the_options_are_the_firms_that_answered(survey):
    frame = firms()
    answered = frame[(frame["wave"] == "3") & frame["plan"].notna()]
    table = ask(survey, "plan", wave="3", statistic="total")
    assert table["estimate"].sum() == pytest.approx(answered["weight"].sum(), rel=1e-12)
    assert set(table["base"]) == {"answered"}
    assert set(ask(survey, "ticks", statistic="total")["base"]) == {"cases"}


def test_totals_add_up_over_domains_and_follow_the_weights(survey, publish):
    parts = ask(survey, "ticks.b", by="council", wave="3", statistic="total")
    whole = ask(survey, "ticks.b", wave="3", statistic="total")
    assert parts["estimate"].sum() == pytest.approx(whole["estimate"].item(), rel=1e-12)
    frame = firms()
    thousand = publish(frame.assign(weight=frame["weight"] * 1000))
    more = ask(thousand, "ticks.b", wave="3", statistic="total")
    for column in ("estimate", "se", "ci_low", "ci_high"):
        assert more[column].item() == pytest.approx(1000 * whole[column].item(), rel=1e-9)
    assert more["n_eff"].item() == pytest.approx(whole["n_eff"].item(), rel=1e-9)


def test_nobody_chose_it_is_0_firms_up_to_the_exact_limit(publish):
    frame = firms().replace({"plan": {"4": "3"}})
    survey = publish(frame)
    row = ask(survey, "plan", wave="3", statistic="total").set_index("option").loc["4"]
    answered = frame[(frame["wave"] == "3") & frame["plan"].notna()]
    limit = stats.binomtest(0, len(answered)).proportion_ci(method="exact").high
    assert (row["estimate"], row["se"], row["ci_low"]) == (0, 0, 0)
    assert row["ci_high"] == pytest.approx(limit * answered["weight"].sum(), rel=1e-9)


def test_a_total_that_cannot_vary_has_no_error(publish):
    """Everybody answered the same, weights are equal within strata: nothing is left to chance."""
    frame = firms(300).assign(amount=1e6 + 0.1, weight=3.3, **{"ticks.c": 1.0})
    for row in ask(publish(frame), "amount,ticks.c", wave="3", statistic="total").to_dict(
        "records"
    ):
        assert row["se"] == 0
        assert row["estimate"] == row["ci_low"] == row["ci_high"]


def test_marks_go_by_the_variation(survey):
    table = pd.concat([ask(survey, "ticks", by=by, statistic="total") for by in ("", "size")])
    variation = table["se"] / table["estimate"]
    unreliable = (table["n"] < 10) | (variation > 0.30) | (table["df"] <= 0)
    limited = ~unreliable & ((table["n"] < 30) | (variation > 0.15))
    assert ((table["flag"] == "unreliable") == unreliable).all()
    assert ((table["flag"] == "limited") == limited).all()
    assert set(table["flag"]) == {"", "limited", "unreliable"}


@pytest.mark.parametrize("target", ["fit", "fit.use", "said"])
def test_what_has_no_total(survey, target):
    with pytest.raises(Failure, match=target.partition(".")[0]):
        parse_query(survey.codebook, target, statistic="total")


def test_numbers_far_from_zero(publish):
    frame = firms().assign(amount=lambda rows: 1e6 + np.round(rows["amount"] % 7, 4))
    asked = taylor.firms_of(frame, "3")
    table = ask(publish(frame), "amount", by="size", wave="3", statistic="total")
    for row in table.to_dict("records"):
        exact = taylor.total(
            asked, [f["amount"] for f in asked], [f["size"] == row["size"] for f in asked]
        )
        assert exact is not None
        assert row["estimate"] == pytest.approx(float(exact.estimate), rel=1e-14)
        assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-8)
