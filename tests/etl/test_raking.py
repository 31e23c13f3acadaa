"""Raked weights: they meet their margins, keep their bounds, and are refused where none do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.raking import rake, weights_effect


def sample(seed: int, rows: int, sizes: tuple[int, ...], spread: float):
    """Design weights, codes in margins of these sizes (none empty), and targets of one total."""
    rng = np.random.default_rng(seed)
    weights = rng.lognormal(0, spread, rows)
    # the first rows hold every category once
    codes = {
        f"m{i}": np.array(
            [str(j) for j in [*range(size), *rng.integers(0, size, rows - size)]], dtype=object
        )
        for i, size in enumerate(sizes)
    }
    # targets that some weights meet: those of the rows, each changed at random
    other = weights * rng.uniform(0.5, 2, rows)
    targets = {
        margin: {str(c): float(other[of == c].sum()) for c in dict.fromkeys(of)}
        for margin, of in codes.items()
    }
    return weights, codes, targets


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(30, 300),
    st.lists(st.integers(1, 6), min_size=1, max_size=4),
    st.sampled_from([0.0, 0.5, 1.5, 3.0]),
)
def test_margins_are_met(seed, rows, sizes, spread):
    weights, codes, targets = sample(seed, rows, tuple(sizes), spread)
    raked = rake(weights, codes, targets)
    assert raked.within
    for margin, counts in targets.items():
        for category, count in counts.items():
            found = raked.weights[codes[margin] == category].sum()
            assert found == pytest.approx(count, rel=1e-8)
    # raking multiplies: firms of the same categories get the same factor
    factor = raked.weights / weights
    cells = np.array(["|".join(of) for of in zip(*codes.values(), strict=True)])
    for cell in set(cells):
        np.testing.assert_allclose(factor[cells == cell], factor[cells == cell][0], rtol=1e-9)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(30, 300),
    st.lists(st.integers(1, 4), min_size=1, max_size=3),
    st.tuples(st.floats(0, 0.5), st.floats(1.6, 5)),
)
def test_margins_and_bounds_hold_together_or_it_says_so(seed, rows, sizes, trim):
    weights, codes, targets = sample(seed, rows, tuple(sizes), 1.0)
    raked = rake(weights, codes, targets, trim)
    mean = raked.weights.mean()
    low, high = raked.weights.min() / mean, raked.weights.max() / mean
    met = all(
        raked.weights[codes[margin] == category].sum() == pytest.approx(count, rel=1e-8)
        for margin, counts in targets.items()
        for category, count in counts.items()
    )
    held = low >= trim[0] * (1 - 1e-8) and high <= trim[1] * (1 + 1e-8)
    if raked.within:
        assert met and held
    else:
        assert raked.deviation > 1e-9 or raked.low < trim[0] or raked.high > trim[1]


def test_bounds_are_reached_where_they_can_be():
    weights, codes, targets = sample(1, 500, (5, 3), 1.2)
    loose = rake(weights, codes, targets)
    assert loose.low < 0.2 < 5 < loose.high
    tight = rake(weights, codes, targets, (0.2, 5.0))
    assert tight.within
    assert tight.low == pytest.approx(0.2, rel=1e-9)
    assert tight.high == pytest.approx(5.0, rel=1e-9)


def test_weights_that_fit_already_stay():
    weights, codes, _ = sample(2, 60, (3, 4), 0.7)
    targets = {m: {c: float(weights[of == c].sum()) for c in set(of)} for m, of in codes.items()}
    np.testing.assert_allclose(rake(weights, codes, targets).weights, weights, rtol=1e-12)


def test_margins_that_contradict_each_other_are_not_within():
    of = np.array(list("aabb"), dtype=object)
    targets = {"x": {"a": 2.0, "b": 2.0}, "y": {"a": 1.0, "b": 3.0}}
    raked = rake(np.ones(4), {"x": of, "y": of}, targets)
    assert not raked.within
    assert raked.deviation > 0.1


def test_the_design_effect_of_weights():
    assert weights_effect(np.full(7, 3.0)) == pytest.approx(1)
    assert weights_effect(np.array([1.0, 3.0])) == pytest.approx(2 * 10 / 16)
