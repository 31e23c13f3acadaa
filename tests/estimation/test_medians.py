"""Medians equal their definition: exact fractions, firm by firm."""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats

from estimation.measures import Measure
from estimation.medians import median_estimates, value_moments
from estimation.moments import respondents
from tests.estimation import taylor
from tests.estimation.conftest import ask
from tests.estimation.firms import firms


def quantile(pairs: list[tuple[float, float]], share: float) -> float:
    """The smallest value at which `share` of the weight is reached; pairs of value and weight."""
    if np.isnan(share) or not 0 <= share <= 1:
        return np.nan
    whole, reached = sum(Fraction(w) for _, w in pairs), Fraction(0)
    for value, weight in sorted(pairs):
        reached += Fraction(weight)
        if reached >= Fraction(share) * whole * (1 - Fraction(1, 10**13)):
            return value
    return max(value for value, _ in pairs)


def definition(asked: list[taylor.Firm], column: str, inside: list[bool]) -> dict[str, float]:
    """Median, interval and se of Woodruff, as R's svyquantile gives them."""
    pairs = [
        (float(firm[column]), float(firm["weight"]))
        for firm, member in zip(asked, inside, strict=True)
        if member and firm[column] is not None
    ]
    median = quantile(pairs, 0.5)
    at_or_below = [None if f[column] is None else float(f[column] <= median) for f in asked]
    exact = taylor.mean(asked, at_or_below, inside)
    assert exact is not None
    t = stats.t.ppf(0.975, exact.df) if exact.df > 0 else np.nan
    half = t * float(exact.variance) ** 0.5
    low = quantile(pairs, float(exact.estimate) - half)
    high = quantile(pairs, float(exact.estimate) + half)
    return {
        "estimate": median,
        "se": (high - low) / (2 * t),
        "ci_low": low,
        "ci_high": high,
        "df": exact.df,
        "n": exact.n,
    }


@pytest.mark.parametrize("design", ["strata", "clusters"])
def test_medians_equal_the_definition(publish, design):
    frame = firms(500)
    more = {}
    if design == "clusters":
        frame["psu"] = frame["stratum"] + (np.arange(len(frame)) % 6).astype(str)
        more = {"design": {"id": "id", "cluster": "psu"}}
    survey = publish(frame, **more)
    asked = taylor.firms_of(frame, "3")
    with_interval = 0
    for by in ("", "size", "size,council"):
        table = ask(survey, "amount,rated,fit,fit.use", by=by, wave="3", statistic="median")
        for row in table.to_dict("records"):
            column = f"{row['question']}.{row['item']}".rstrip(".")
            cuts = [name for name in by.split(",") if name]
            inside = [all(f[c] is not None and f[c] == row[c] for c in cuts) for f in asked]
            exact = definition(asked, column, inside)
            for name, number in exact.items():
                assert row[name] == pytest.approx(number, rel=1e-12, nan_ok=True), name
            with_interval += not np.isnan(row["se"])
    assert with_interval > 40


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"), st.integers(1, 9), st.integers(-5, 5), st.sampled_from("sm")
        ),
        min_size=1,
        max_size=25,
    )
)
def test_any_sample(rows):
    frame = pd.DataFrame(rows, columns=["stratum", "weight", "y", "size"])
    frame = frame.assign(wave="1", respondent=True, weight=frame["weight"] / 10)
    design = frame.groupby("stratum", as_index=False).size().rename(columns={"size": "psus"})
    design = design.assign(wave="1", population=np.nan)
    measure = Measure("y", "", "number", asked="median")
    answers = respondents(frame, ["1"], [], ["size"])
    moments, values = value_moments(answers, measure, ["wave", "size", "stratum"])
    size = moments.keys["size"]
    found = median_estimates(moments, values, design, size.codes.astype(np.intp), 2)
    asked = taylor.firms_of(frame, "1")
    for i, code in enumerate(size.categories):
        exact = definition(asked, "y", [firm["size"] == code for firm in asked])
        assert found.median[0, i] == exact["estimate"]
        assert found.share.df[0, i] == exact["df"]
        for ours, name in ((found.low, "ci_low"), (found.high, "ci_high")):
            assert ours[0, i] == pytest.approx(exact[name], nan_ok=True)


def test_half_of_the_weight_below_counts_whatever_the_rounding(publish):
    """Ten firms of weight 0.1: the fifth reaches one half although 0.1 is no binary fraction."""
    frame = firms(10).assign(wave="3", weight=0.1, amount=np.arange(10.0), stratum="a")
    for order in (frame, frame[::-1]):
        assert ask(publish(order), "amount", statistic="median")["estimate"].item() == 4


def test_a_median_moves_with_its_unit_and_not_with_the_weights(survey, publish):
    frame = firms()
    other = publish(frame.assign(amount=1e6 + 8 * frame["amount"], weight=frame["weight"] * 1e-5))
    whole = ask(survey, "amount", by="size", wave="all", statistic="median")
    moved = ask(other, "amount", by="size", wave="all", statistic="median")
    assert (moved["flag"] == whole["flag"]).all()
    for column in ("estimate", "ci_low", "ci_high"):
        np.testing.assert_allclose(moved[column], 1e6 + 8 * whole[column], rtol=1e-12)
    np.testing.assert_allclose(moved["se"], 8 * whole["se"], rtol=1e-9)
    np.testing.assert_allclose(moved["n_eff"], whole["n_eff"], rtol=1e-9)


def test_the_order_of_rows_does_not_matter(publish):
    frame = firms(3000)
    one, other = publish(frame), publish(frame.sample(frac=1, random_state=8))
    for target in ("amount", "rated.x", "fit"):
        left, right = (
            ask(each, target, by="sector:group,size", statistic="median") for each in (one, other)
        )
        for column in ("estimate", "ci_low", "ci_high"):
            assert left[column].equals(right[column])
        np.testing.assert_allclose(left["se"], right["se"], rtol=1e-12)


def test_marks_go_by_n_and_by_the_interval_of_the_share_below(survey):
    table = ask(survey, "amount,fit", by="size,council", wave="all", statistic="median")
    assert (table.loc[table["n"] < 10, "flag"] == "unreliable").all()
    assert (table.loc[table["n"] < 30, "flag"] != "").all()
    assert (table.loc[table["ci_low"].isna(), "flag"] != "").all()
    whole = ask(survey, "amount", wave="all", statistic="median")
    assert (whole["flag"] == "").all()


def test_everybody_says_the_same(publish):
    (row,) = ask(
        publish(firms().assign(amount=7.5)), "amount", wave="3", statistic="median"
    ).to_dict("records")
    assert (row["estimate"], row["ci_low"], row["ci_high"], row["se"]) == (7.5, 7.5, 7.5, 0)
    assert row["flag"] == ""


def test_one_and_none(publish):
    frame = firms()
    rest = frame.index != frame[frame["wave"] == "3"].index[0]
    frame.loc[rest, "amount"] = np.nan
    one, none = (
        ask(publish(frame), "amount", wave="all", statistic="median")
        .iloc[[2, 0]]
        .to_dict("records")
    )
    assert (one["n"], one["df"], one["flag"]) == (1, 0, "unreliable")
    assert not np.isnan(one["estimate"])
    assert np.isnan(one["ci_low"])
    assert none["flag"] == "hidden"


def test_ten_thousand_domains_take_no_minutes():
    rng = np.random.default_rng(6)
    count, size = 100_000, 10_000
    frame = pd.DataFrame(
        {
            "wave": "1",
            "cell": rng.integers(0, size, count).astype(str),
            "stratum": rng.choice(list("abcdef"), count),
            "weight": rng.lognormal(0, 1, count),
            "y": np.round(rng.lognormal(8, 1, count)),
            "respondent": True,
        }
    )
    design = frame.groupby("stratum", as_index=False).size().rename(columns={"size": "psus"})
    design = design.assign(wave="1", population=np.nan)
    answers = respondents(frame, ["1"], [], ["cell"])
    keys = ["wave", "cell", "stratum"]
    moments, values = value_moments(answers, Measure("y", "", "number", asked="median"), keys)
    cell = moments.keys["cell"]
    start = time.perf_counter()
    found = median_estimates(
        moments, values, design, cell.codes.astype(np.intp), len(cell.categories)
    )
    assert time.perf_counter() - start < 20  # 0.4 s on two quiet cores
    for i in rng.integers(0, len(cell.categories), 20):
        own = frame[frame["cell"] == cell.categories[i]]
        pairs = list(zip(own["y"], own["weight"], strict=True))
        assert found.median[0, i] == quantile(pairs, 0.5)
