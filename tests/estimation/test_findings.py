"""Findings: only what holds after correction over the page, never from a marked number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from estimation import parse_query
from estimation.contrasts import contrast_table
from estimation.findings import SURE, strongest
from tests.estimation.firms import firms


def row(**more) -> dict:
    """A contrast that holds, unless `more` says otherwise."""
    return {
        "question": "barriers", "item": "staff", "option": "1", "statistic": "proportion",
        "dimension": "sector:group", "wave": "2024", "group": "F", "against": "rest",
        "estimate": 0.2, "p": 0.001, "p_adjusted": 0.001, "effect": 0.4,
        "group_estimate": 0.6, "against_estimate": 0.4,
        "group_flag": "", "against_flag": "", "flag": "", **more,
    }  # fmt: skip


def said(*rows: dict) -> list[tuple[str, str, str]]:
    found = strongest([pd.DataFrame(rows)])
    return (
        []
        if found.empty
        else list(zip(found["item"], found["group"], found["option"], strict=True))
    )


def test_the_largest_effect_comes_first():
    assert said(row(), row(item="cost", effect=-0.7, estimate=-0.1)) == [
        ("cost", "F", "1"),
        ("staff", "F", "1"),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"group_flag": "limited", "flag": "limited"},
        {"against_flag": "limited", "flag": "limited"},
        {"group_flag": "unreliable", "flag": "unreliable"},
        {"flag": "hidden", "group_flag": "hidden", "p": np.nan, "effect": np.nan},
        {"p": 0.06},
        {"p": np.nan},
        {"effect": np.nan},
        {"group_estimate": 0.0, "estimate": -0.4, "effect": -1.0},
        {"against_estimate": 1.0, "estimate": -0.4, "effect": -1.0},
    ],
    ids=str,
)
def test_what_does_not_hold_or_is_marked_is_not_said(more):
    assert said(row(**more), row(item="cost")) == [("cost", "F", "1")]


def test_a_mean_may_be_1():
    assert said(row(statistic="mean", group_estimate=1.0)) == [("staff", "F", "1")]


def test_the_correction_is_over_all_tables_of_the_page():
    noise = [pd.DataFrame([row(item=f"i{i}", p=p)]) for i, p in enumerate(np.linspace(0.2, 1, 40))]
    one = pd.DataFrame([row(p=0.004)])
    assert len(strongest([one])) == 1
    assert strongest([one, *noise]).empty
    surer = pd.DataFrame([row(p=0.0001)])
    (held,) = strongest([surer, *noise])["p_adjusted"]
    assert held == pytest.approx(0.0001 * 41)


def test_of_one_answer_only_the_group_that_differs_most():
    rows = [row(group="F"), row(group="J", effect=-0.9), row(group="G", dimension="size")]
    assert said(*rows) == [("staff", "J", "1"), ("staff", "G", "1")]


def test_two_groups_that_mirror_each_other_are_said_once_as_more():
    for effects in ((0.4, -0.4), (-0.4, 0.4)):
        rows = [row(group=str(i), effect=e, estimate=e / 2) for i, e in enumerate(effects)]
        assert said(*rows) == [("staff", str(effects.index(0.4)), "1")]


def test_two_options_that_mirror_each_other_are_said_once():
    both = [row(option="yes", effect=-0.4, estimate=-0.2), row(option="no")]
    assert said(*both) == [("staff", "F", "no")]
    three = [*both, row(option="maybe", effect=0.1)]
    assert len(said(*three)) == 3


def test_nothing_tested_is_nothing_found():
    assert strongest([]).empty
    assert strongest([pd.DataFrame()]).empty


def test_a_planted_difference_is_found_and_no_other(publish):
    frame = firms(2500)
    frame.loc[frame["council"] == "1", "fit"] = frame["fit"].clip(upper=70) + 30
    survey = publish(frame)
    tables = [
        contrast_table(survey, parse_query(survey.codebook, "fit,plan,ticks,late", by=by), "rest")
        for by in ("council", "size")
    ]
    found = strongest(tables)
    assert list(zip(found["question"], found["group"], strict=True)) == [("fit", "1")]
    assert found["estimate"].iloc[0] == pytest.approx(28, abs=6)
    assert (found["p_adjusted"] < SURE).all()
