"""Intervals against scipy and by their own rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from estimation.intervals import beta_interval, effective_n, logit_interval, t_interval

patient = settings(deadline=None)


def a(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


@pytest.mark.parametrize("n", [1, 2, 5, 30, 1000])
@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("method", [beta_interval, logit_interval])
def test_nobody_and_everybody_are_exact(method, share, n):
    low, high = method(a(share), a(0), a(max(n - 1, 1)), a(n))
    exact = stats.binomtest(int(share * n), n).proportion_ci(method="exact")
    assert (low[0], high[0]) == pytest.approx((exact.low, exact.high), rel=1e-9)


@pytest.mark.parametrize(("hits", "n"), [(1, 10), (3, 7), (50, 100), (999, 1000)])
def test_a_simple_random_sample_has_nearly_the_exact_interval(hits, n):
    """With df = n − 1 and the binomial variance Korn-Graubard is Clopper-Pearson."""
    share = hits / n
    se = np.sqrt(share * (1 - share) / n)
    low, high = beta_interval(a(share), a(se), a(n - 1), a(n))
    exact = stats.binomtest(hits, n).proportion_ci(method="exact")
    assert (low[0], high[0]) == pytest.approx((exact.low, exact.high), rel=1e-9)


def test_korn_and_graubard_as_r_writes_it():
    share, se, df, n = 0.3, 0.05, 12.0, 80.0
    effective = share * (1 - share) / se**2
    effective *= (stats.t.ppf(0.025, n - 1) / stats.t.ppf(0.025, df)) ** 2
    low, high = beta_interval(a(share), a(se), a(df), a(n))
    hits = effective * share
    assert low[0] == pytest.approx(stats.beta.ppf(0.025, hits, effective - hits + 1), rel=1e-12)
    assert high[0] == pytest.approx(stats.beta.ppf(0.975, hits + 1, effective - hits), rel=1e-12)


def test_no_spread_in_between_is_a_point():
    low, high = beta_interval(a(0.4), a(0), a(5), a(10))
    assert (low[0], high[0]) == (0.4, 0.4)
    low, high = logit_interval(a(0.4), a(0), a(5), a(10))
    assert (low[0], high[0]) == pytest.approx((0.4, 0.4))


@pytest.mark.parametrize("df", [0.0, -1.0])
@pytest.mark.parametrize("method", [beta_interval, logit_interval])
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_no_degrees_of_freedom_no_interval(method, share, df):
    low, high = method(a(share), a(0.1), a(df), a(3))
    assert np.isnan(low[0])
    assert np.isnan(high[0])
    low, high = t_interval(a(5), a(1), a(df))
    assert np.isnan(low[0])
    assert np.isnan(high[0])


@patient
@given(
    share=st.one_of(st.sampled_from([0.0, 1.0]), st.floats(1e-9, 1 - 1e-9)),
    spread=st.floats(0, 2),
    df=st.integers(1, 2000),
    more=st.integers(0, 100),
    method=st.sampled_from([beta_interval, logit_interval]),
)
def test_within_0_and_1_and_around_the_share(share, spread, df, more, method):
    """`spread` 2: a quarter of one firm's worth of information, less than any design has."""
    se = spread * np.sqrt(share * (1 - share))
    low, high = method(a(share), a(se), a(df), a(df + 1 + more))
    assert 0 <= low[0] <= share + 1e-12
    assert share - 1e-12 <= high[0] <= 1


def test_means_are_t():
    low, high = t_interval(a(10), a(2), a(7))
    half = stats.t.ppf(0.975, 7) * 2
    assert (low[0], high[0]) == pytest.approx((10 - half, 10 + half))


def test_effective_n():
    assert effective_n(a(0.5), a(0.0025), a(400))[0] == pytest.approx(100)
    assert effective_n(a(0.5), a(0), a(400))[0] == 400
    assert effective_n(a(0), a(0), a(7))[0] == 7
    assert effective_n(a(1), a(0), a(7))[0] == 7
