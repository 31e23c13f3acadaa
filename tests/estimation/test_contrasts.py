"""The contrast table: who is compared, what is hidden, what a test may claim."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from estimation import estimate, parse_query
from estimation.contrasts import contrast_table
from estimation.differences import combined
from estimation.significance import adjusted
from survey.failure import Failure
from survey.selection import UNKNOWN, Cut, Filter
from tests.estimation.conftest import ask
from tests.estimation.firms import firms

NUMBERS = ["estimate", "se", "ci_low", "ci_high", "t", "df", "p", "p_adjusted", "detectable",
           "effect", "group_estimate", "group_n", "against_estimate", "against_n"]  # fmt: skip


def compare(survey, target: str, contrast: str, **more) -> pd.DataFrame:
    return contrast_table(survey, parse_query(survey.codebook, target, **more), contrast)


def test_both_sides_are_the_published_estimates(survey):
    table = compare(survey, "plan,fit,ticks.a", "rest", by="size", wave="2")
    assert len(table) == (5 + 1 + 1) * 4
    for row in table.to_dict("records"):
        target = ".".join(part for part in (row["question"], row["item"]) if part)
        others = [c for c in ("0-9", "10-49", "50-249", "GE250", UNKNOWN) if c != row["group"]]
        for side, codes in (("group", [row["group"]]), ("against", others)):
            query = parse_query(survey.codebook, target, wave="2")
            alone = estimate(survey, replace(query, where=(Filter(Cut("size"), tuple(codes)),)))
            wanted = alone[alone["option"] == row["option"]].iloc[0]
            assert (row[f"{side}_n"], row[f"{side}_flag"]) == (wanted["n"], wanted["flag"])
            for column in ("estimate", "ci_low", "ci_high"):  # the same sums in another order
                assert row[f"{side}_{column}"] == pytest.approx(wanted[column], rel=1e-13)
        assert row["estimate"] == row["group_estimate"] - row["against_estimate"]
        assert row["ci_low"] < row["estimate"] < row["ci_high"]
        assert (row["p"] < 0.05) == (row["ci_low"] > 0 or row["ci_high"] < 0)


def test_the_other_way_round_only_the_sign_changes(survey):
    there = compare(survey, "amount,fit", "0-9:10-49|50-249", by="size", wave="all")
    back = compare(survey, "amount,fit", "10-49|50-249:0-9", by="size", wave="all")
    for column in ("estimate", "t", "effect"):
        np.testing.assert_allclose(there[column], -back[column], rtol=1e-12)
    for column in ("se", "p", "df", "detectable"):
        np.testing.assert_allclose(
            there[column].astype(float), back[column].astype(float), rtol=1e-12
        )


def test_against_all_is_the_smaller_part_of_the_difference_to_the_rest(survey):
    rest = compare(survey, "fit", "10-49:rest", by="size", wave="3").iloc[0]
    every = compare(survey, "fit", "10-49:all", by="size", wave="3").iloc[0]
    frame = firms().query("wave == '3' and fit.notna()")
    weight = frame.groupby("size", dropna=False)["weight"].sum()
    share = weight["10-49"] / weight.sum()
    assert every["estimate"] == pytest.approx(rest["estimate"] * (1 - share), rel=1e-12)
    assert every["se"] < rest["se"]
    assert every["df"] == rest["df"]


def test_a_group_that_is_everybody_has_no_rest(survey):
    (row,) = compare(survey, "fit", "0-9:rest", by="size", wave="3", where=["size=0-9"]).to_dict(
        "records"
    )
    assert row["flag"] == row["group_flag"] == row["against_flag"] == "hidden"
    assert all(pd.isna(row[column]) for column in NUMBERS)


def test_hidden_sides_hide_the_contrast_and_are_not_counted_in_the_correction(publish):
    frame = firms()
    small = frame.index[(frame["wave"] == "3") & (frame["size"] == "GE250")]
    frame.loc[small[4:], "size"] = "50-249"
    survey = publish(frame, disclosure={"min_n": 5})
    table = compare(survey, "ticks", "rest", by="size", wave="3").set_index("group")
    assert set(table.loc["GE250", "flag"]) == {"hidden"}
    assert table.loc["GE250", NUMBERS].isna().all(axis=None)
    shown = table.drop(index="GE250")
    assert set(shown["flag"]) <= {"", "limited", "unreliable"}
    np.testing.assert_allclose(shown["p_adjusted"], adjusted(shown["p"].to_numpy()), rtol=1e-12)


def test_a_mark_of_one_side_is_the_mark_of_the_contrast(survey):
    table = compare(survey, "plan", "rest", by="size", wave="3")
    rank = ["", "limited", "unreliable", "hidden"]
    worse = [
        max(pair, key=rank.index)
        for pair in zip(table["group_flag"], table["against_flag"], strict=True)
    ]
    assert list(table["flag"]) == worse
    assert len(set(worse)) > 1


def test_one_respondent_is_compared_without_a_claim(publish):
    frame = firms()
    only = frame.index[(frame["wave"] == "3") & (frame["size"] == "GE250")]
    frame.loc[only[1:], "size"] = "50-249"
    frame.loc[only[0], ["amount", "stratum"]] = [500.0, "alone"]
    frame.loc[frame["wave"] == "3", "council"] = "0"
    frame.loc[only[0], "council"] = "1"
    row = compare(publish(frame), "amount", "GE250:rest", by="size", wave="3").iloc[0]
    assert (row["group_n"], row["group_flag"], row["flag"]) == (1, "unreliable", "unreliable")
    assert row["group_estimate"] == 500


def test_where_nothing_varies_there_is_no_test(publish):
    frame = firms()
    frame["ticks.b"] = (frame["council"] == "1").astype(float)
    row = compare(publish(frame), "ticks.b", "1:0", by="council").iloc[0]
    assert (row["estimate"], row["se"]) == (1, 0)
    assert row[["t", "p", "p_adjusted", "detectable", "effect"]].isna().all()


def test_disjoint_strata_add_up(publish):
    frame = firms()
    frame["stratum"] = frame["council"]
    survey = publish(frame)
    row = compare(survey, "fit", "1:0", by="council", wave="2").iloc[0]
    sides = ask(survey, "fit", by="council", wave="2")
    assert row["se"] == pytest.approx(np.hypot(*sides["se"]), rel=1e-12)
    assert row["df"] == sides["df"].sum()


def test_waves_without_common_firms_are_independent(survey):
    table = compare(survey, "fit,plan", "wave", by="size", wave="all")
    assert list(dict.fromkeys(zip(table["wave"], table["against_wave"], strict=True))) == [
        ("2", "1"),
        ("3", "2"),
    ]
    each = estimate(survey, parse_query(survey.codebook, "fit,plan", by="size", wave="all"))
    each = each.set_index(["wave", "question", "option", "size"])
    for row in table.to_dict("records"):
        now, before = (
            each.loc[(wave, row["question"], row["option"], row["group"])]
            for wave in (row["wave"], row["against_wave"])
        )
        assert row["se"] == pytest.approx(np.hypot(now["se"], before["se"]), rel=1e-9)
        assert row["df"] == now["df"] + before["df"]


def test_a_stack_without_common_firms_is_the_same_as_independent_waves(survey):
    query = parse_query(survey.codebook, "fit,plan", by="size", wave="all")
    sides = [(wave, (code,)) for wave in ("2", "3") for code in ("0-9", "GE250")]
    combination = np.array([[1.0, 0, -1, 0], [0, 1, 0, -1], [1, -1, -1, 1]])
    alone, stacked = (
        combined(survey, query, sides, combination, stacked=each) for each in (False, True)
    )
    for (answers, one), (same, other) in zip(alone, stacked, strict=True):
        assert answers == same
        np.testing.assert_allclose(one.variance, other.variance, rtol=1e-10)
        np.testing.assert_array_equal(one.df, other.df)


def test_the_same_firms_twice_are_compared_firm_by_firm(publish):
    once = firms(150).assign(wave="1", stratum="a")
    once["id"] = [f"f{i}" for i in range(len(once))]
    rng = np.random.default_rng(5)
    again = once.assign(wave="2", fit=once["fit"] + rng.normal(3, 1, len(once)))
    row = compare(publish(pd.concat([once, again])), "fit", "wave", wave="2").iloc[0]
    both = once["fit"].notna()
    w, change = once.loc[both, "weight"], (again["fit"] - once["fit"])[both]
    mean = np.average(change, weights=w)
    z = np.zeros(len(once))
    z[both] = w * (change - mean) / w.sum()
    assert row["estimate"] == pytest.approx(mean, rel=1e-9)
    assert row["se"] == pytest.approx(np.sqrt(len(z) * z.var(ddof=1)), rel=1e-9)
    assert row["df"] == both.sum() - 1


def test_nothing_changed_among_the_same_firms_is_no_difference(publish):
    once = firms(150).assign(wave="1")
    once["id"] = [f"f{i}" for i in range(len(once))]
    survey = publish(pd.concat([once, once.assign(wave="2")]))
    table = compare(survey, "fit,plan,amount", "wave", wave="2", by="council")
    np.testing.assert_allclose(table["estimate"], 0, atol=1e-9)
    assert (table["se"] == 0).all()
    assert table["p"].isna().all()


def test_the_correction_is_the_step_up_of_benjamini_and_hochberg():
    p = np.array([0.04, 0.001, np.nan, 0.03, 0.9, 0.02])
    m = 5
    ordered = sorted(p[~np.isnan(p)])
    for value, found in zip(p, adjusted(p), strict=True):
        if np.isnan(value):
            assert np.isnan(found)
            continue
        steps = [m / (k + 1) * q for k, q in enumerate(ordered) if q >= value]
        assert found == pytest.approx(min(1, *steps), rel=1e-12)


@pytest.mark.parametrize(
    ("contrast", "more", "says"),
    [
        ("rest", {}, "Name exactly one with --by"),
        ("rest", {"by": "size,council"}, "Name exactly one with --by"),
        ("everybody", {"by": "size"}, "'everybody' is not a contrast"),
        ("0-9:", {"by": "size"}, "is not a contrast"),
        ("0-9:huge", {"by": "size"}, "'huge' is not a code of size"),
        ("rest:0-9", {"by": "size"}, "is not a contrast"),
        ("wave:9", {}, "'plan' has no data in the wave '9'"),
        ("wave", {"wave": "1"}, "no earlier wave"),
        ("wave", {"by": "size,council"}, "one dimension at most"),
    ],
)
def test_what_cannot_be_compared_is_said(survey, contrast, more, says):
    with pytest.raises(Failure, match=says):
        compare(survey, "plan", contrast, **more)
