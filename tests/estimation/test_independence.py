"""Tests of independence: what they reduce to, what they do not depend on, when there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from estimation import parse_query
from estimation.comparisons import relation
from estimation.independence import Crossed, rao_scott
from survey.failure import Failure
from tests.estimation.conftest import ask
from tests.estimation.firms import firms
from tests.estimation.test_variance import patient

NUMBERS = ["f", "df_1", "df_2", "p"]
codes = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), min_size=20, max_size=60)


def crossed(first, second, weight, stratum, psu=None) -> Crossed:
    """A table of single respondents."""
    units = pd.Series(np.arange(len(first)) if psu is None else psu)
    strata, names = pd.factorize(np.asarray(stratum))
    psus = units.groupby(strata).nunique().sort_index()
    design = pd.DataFrame({"stratum": names, "psus": psus.to_numpy(), "population": np.nan})
    weight = np.asarray(weight, dtype=float)
    return Crossed(np.asarray(first), np.asarray(second), strata,
                   None if psu is None else np.asarray(psu), np.ones(len(weight)), weight,
                   weight**2, design)  # fmt: skip


@patient
@given(answers=codes)
def test_a_simple_random_sample_is_pearson(answers):
    first, second = map(np.array, zip(*answers, strict=True))
    test = rao_scott(crossed(first, second, np.ones(len(first)), np.zeros(len(first))))
    table = pd.crosstab(first, second).to_numpy()
    if min(table.shape) < 2:
        assert np.isnan(test.p)
        return
    assume((table > 0).all())  # beside empty cells the correction is more than a factor
    n = len(first)
    pearson = stats.chi2_contingency(table, correction=False)
    assert test.f == pytest.approx(pearson.statistic / pearson.dof * (n - 1) / n, rel=1e-9)
    assert test.df_1 == pytest.approx(pearson.dof, rel=1e-9)
    assert test.df_2 == pytest.approx(pearson.dof * (n - 1), rel=1e-9)


@patient
@given(answers=codes, seed=st.integers(0, 99))
def test_clusters_of_one_and_groups_of_many_are_the_same(answers, seed):
    rng = np.random.default_rng(seed)
    first, second = map(np.array, zip(*answers, strict=True))
    weight, stratum = rng.integers(1, 9, len(first)) / 4, rng.integers(0, 3, len(first))
    one = rao_scott(crossed(first, second, weight, stratum))
    each = rao_scott(crossed(first, second, weight, stratum, psu=np.arange(len(first))))
    turned = rao_scott(crossed(second, 7 - first, weight * 1000, stratum))
    for other in (each, turned):
        for name in NUMBERS:
            assert getattr(one, name) == pytest.approx(
                getattr(other, name), rel=1e-7, abs=1e-12, nan_ok=True
            )


def test_a_table_of_one_column_is_no_test(survey):
    query = parse_query(survey.codebook, "plan", where=["council=1"])
    (row,) = relation(survey, query, "council").to_dict("records")
    assert pd.isna(row["p"])
    assert row["n"] > 50


def test_hidden_codes_take_no_part(publish):
    frame = firms()
    small = frame.index[(frame["wave"] == "3") & (frame["size"] == "GE250")]
    frame.loc[small[4:], "size"] = "50-249"
    survey = publish(frame, disclosure={"min_n": 5})
    with_hidden = relation(survey, parse_query(survey.codebook, "ticks.b"), "size")
    without = publish(frame.drop(index=small[:4]), disclosure={"min_n": 5})
    shown = relation(without, parse_query(without.codebook, "ticks.b"), "size")
    assert with_hidden["n"].iloc[0] == shown["n"].iloc[0]
    # the strata keep the firms that are not told about
    assert with_hidden["f"].iloc[0] == pytest.approx(shown["f"].iloc[0], rel=0.02)


def test_too_few_answers_are_hidden(publish):
    frame = firms()
    frame.loc[frame.index[4:], "late"] = None
    survey = publish(frame, disclosure={"min_n": 5})
    (row,) = relation(survey, parse_query(survey.codebook, "ticks.b"), "late").to_dict("records")
    assert row["flag"] == "hidden"
    assert all(pd.isna(row[name]) for name in (*NUMBERS, "p_adjusted", "n"))


def test_every_item_is_tested_and_corrected_together(survey):
    table = relation(survey, parse_query(survey.codebook, "ticks", wave="all"), "plan")
    assert len(table) == 3 * 3
    assert (table["p_adjusted"] >= table["p"]).all()
    assert set(table["against"]) == {"plan"}
    by_size = relation(survey, parse_query(survey.codebook, "ticks.a"), "size")
    assert by_size["n"].iloc[0] == ask(survey, "ticks.a", by="size")["n"].sum()


@pytest.mark.parametrize(
    ("target", "more", "against", "says"),
    [
        ("amount", {}, "size", "'amount' has no options"),
        ("plan", {}, "fit", "'fit' has no options"),
        ("plan", {}, "plan", "cannot be compared with itself"),
        ("plan", {}, "ticks", "several items.*ticks.a, ticks.b"),
        ("plan", {"by": "size"}, "council", "leave out --by"),
        ("plan", {}, "nothing", "no question 'nothing'"),
    ],
)
def test_what_cannot_be_crossed_is_said(survey, target, more, against, says):
    with pytest.raises(Failure, match=says):
        relation(survey, parse_query(survey.codebook, target, **more), against)
