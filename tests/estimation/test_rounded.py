"""Numbers told no finer than their own error (`disclosure: {rounded: true}`)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimation import estimate, parse_query
from estimation.comparisons import comparison, relation
from estimation.release import digits
from estimation.release.rounded import below
from tests.estimation.firms import codebook, firms
from tests.estimation.published import published

POSITIVE = st.floats(1e-9, 1e12)
QUERIES = ("plan", "ticks", "fit", "amount")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same survey told exactly and rounded."""
    folder = tmp_path_factory.mktemp("rounded")
    return [
        published(folder, codebook(disclosure={"min_n": 5, "rounded": each}), firms())
        for each in (False, True)
    ]


@given(POSITIVE)
def test_steps_are_the_next_of_1_2_and_5_below(value):
    (step,) = below(np.array([value]))
    assert 0.4 * value < step <= value * (1 + 1e-8)
    assert f"{step:.1e}"[:3] in {"1.0", "2.0", "5.0"}


def test_steps_of_what_is_one_already_and_of_nothing():
    assert list(below(np.array([0.05, 0.5, 20.0, 0.0]))) == [0.05, 0.5, 20.0, 0.0]
    assert np.isnan(below(np.array([np.nan]))).all()


@given(POSITIVE, st.integers(1, 3))
def test_significant_digits(value, count):
    (kept,) = digits(np.array([value]), count)
    assert kept == pytest.approx(float(f"{value:.{count - 1}e}"), rel=1e-9) or (
        abs(kept - value) <= 0.51 * 10 ** (np.floor(np.log10(value)) - count + 1)
    )


@pytest.mark.parametrize(
    ("question", "statistic"),
    [
        *((each, None) for each in QUERIES),
        ("plan", "total"),
        ("amount", "total"),
        ("amount", "median"),
        ("fit", "median"),
    ],
)
def test_rounded_is_near_the_exact_number_and_inside_its_interval(both, question, statistic):
    exact, told = (
        estimate(s, parse_query(s.codebook, question, by="sector:group", statistic=statistic))
        for s in both
    )
    assert list(exact["flag"]) == list(told["flag"])
    assert exact["n"].equals(told["n"])
    left = (exact["flag"] != "unreliable").to_numpy() & exact["estimate"].notna().to_numpy()
    assert left.any()
    assert (
        told.loc[~left, ["estimate", "se", "ci_low", "ci_high", "df", "n_eff"]]
        .isna()
        .to_numpy()
        .all()
    )
    exact, told = exact[left], told[left]
    away = (exact["estimate"] - told["estimate"]).abs()
    assert (away[exact["se"].notna()] <= exact["se"].dropna() / 2 + 1e-9).all()
    assert (told["ci_low"] <= told["estimate"]).all()
    assert (told["estimate"] <= told["ci_high"]).all()
    varies = exact["se"] > 0
    assert (told.loc[varies, "estimate"] != exact.loc[varies, "estimate"]).any()


def test_what_is_computed_beside_the_estimates_is_rounded_too(both):
    survey = both[1]
    query = parse_query(survey.codebook, "plan", by="size")
    contrast = comparison(survey, query, "rest").dropna(subset="se")
    slope = comparison(survey, parse_query(survey.codebook, "plan", wave="all"), "trend")
    for table in (contrast, slope):
        assert len(table)
        se = table["se"].to_numpy(dtype=float)
        assert np.allclose(se, digits(se, 1), rtol=1e-12)
        df = table["df"].to_numpy(dtype=float)
        assert np.allclose(df, below(df))
    test = relation(survey, parse_query(survey.codebook, "plan"), "ticks.a")
    assert test["f"][0] == pytest.approx(digits(test["f"].to_numpy(), 1)[0])
    effect = estimate(survey, query, deff=True)["deff"].dropna().to_numpy(dtype=float)
    assert np.allclose(effect, digits(effect, 2), rtol=1e-12)


def test_without_hiding_nothing_is_rounded(tmp_path):
    surveys = [
        published(tmp_path, codebook(disclosure={"min_n": 0, "rounded": each}), firms())
        for each in (False, True)
    ]
    exact, told = (estimate(s, parse_query(s.codebook, "plan", by="size")) for s in surveys)
    assert exact.equals(told)
