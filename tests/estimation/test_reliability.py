"""The marks at their borders: what is just good enough, and what is just not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from estimation.reliability import mean_flags, score_flags, share_flags
from survey.codebook import Reliability

GOOD = {"estimate": 0.5, "se": 0.01, "ci_low": 0.45, "ci_high": 0.55, "df": 50.0, "n": 100.0,
        "n_eff": 100.0}  # fmt: skip
LIMITS = Reliability()


def flag(marks, limits=LIMITS, **numbers) -> str:
    return str(marks(pd.DataFrame([{**GOOD, **numbers}]), limits)[0])


def interval(middle: float, points: float) -> dict[str, float]:
    """A share with an interval of this width in points."""
    return {"estimate": middle, "ci_low": middle - points / 200, "ci_high": middle + points / 200}


@pytest.mark.parametrize(
    ("numbers", "mark"),
    [
        ({}, ""),
        ({"n": 30}, ""),
        ({"n": 29}, "limited"),
        ({"n_eff": 30}, ""),
        ({"n_eff": 29.99}, "limited"),
        ({"n": 10}, "limited"),
        ({"n": 9}, "unreliable"),
        ({"n_eff": 10}, "limited"),
        ({"n_eff": 9.99}, "unreliable"),
        (interval(0.5, 29.9), ""),
        (interval(0.5, 30.1), "limited"),
        (interval(0.5, 49.9), "limited"),
        (interval(0.5, 50.1), "unreliable"),
        # more than 130 % of the share, unless at most 15 points wide
        (interval(0.08, 14.9), ""),
        (interval(0.10, 15.1), "limited"),
        (interval(0.13, 15.1), ""),
        (interval(0.20, 25.9), ""),
        (interval(0.20, 26.1), "limited"),
        ({"estimate": 0, "ci_low": 0, "ci_high": 0.149, "se": 0}, ""),
        ({"estimate": 0, "ci_low": 0, "ci_high": 0.151, "se": 0}, "limited"),
        ({"df": 1}, ""),
        ({"df": 0, "ci_low": np.nan, "ci_high": np.nan}, "unreliable"),
        ({"df": -2, "ci_low": np.nan, "ci_high": np.nan}, "unreliable"),
    ],
)
def test_shares(numbers, mark):
    assert flag(share_flags, **numbers) == mark


@pytest.mark.parametrize(
    ("numbers", "mark"),
    [
        ({}, ""),
        ({"n": 30}, ""),
        ({"n": 29}, "limited"),
        ({"n": 9}, "unreliable"),
        ({"estimate": 100, "se": 14.9}, ""),
        ({"estimate": 100, "se": 15.1}, "limited"),
        ({"estimate": -100, "se": 15.1}, "limited"),
        ({"estimate": 100, "se": 29.9}, "limited"),
        ({"estimate": 100, "se": 30.1}, "unreliable"),
        ({"estimate": 0, "se": 1}, "unreliable"),
        ({"estimate": 0, "se": 0}, ""),
        ({"df": 0}, "unreliable"),
    ],
)
def test_means(numbers, mark):
    assert flag(mean_flags, **numbers) == mark


@pytest.mark.parametrize(
    ("numbers", "mark"),
    [
        ({"ci_low": 40, "ci_high": 55}, ""),
        ({"ci_low": 40, "ci_high": 55.1}, "limited"),
        ({"ci_low": 40, "ci_high": 70}, "limited"),
        ({"ci_low": 40, "ci_high": 70.1}, "unreliable"),
        ({"ci_low": 40, "ci_high": 50, "n": 29}, "limited"),
        ({"ci_low": 40, "ci_high": 50, "n": 9}, "unreliable"),
        ({"ci_low": np.nan, "ci_high": np.nan, "df": 0}, "unreliable"),
    ],
)
def test_scores(numbers, mark):
    assert flag(score_flags, **numbers) == mark


def test_the_codebook_may_set_other_thresholds():
    strict = Reliability(limited_n=200, unreliable_n=150)
    assert flag(share_flags, strict) == "unreliable"
    assert flag(share_flags, Reliability(limited_n=200)) == "limited"
