"""What holds for every sample, whatever its size, weights, strata and missing answers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.snapshot import PublishedSurvey
from tests.estimation.conftest import ask
from tests.estimation.firms import codebook, firms
from tests.estimation.published import published

patient = settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
SHARES = "plan,ticks,fit.level"
NUMBERS = "amount,rated,fit"


@st.composite
def samples(draw: st.DrawFn) -> pd.DataFrame:
    """Between one and some hundred firms of one wave, weights over up to nine orders."""
    frame = firms(draw(st.integers(1, 150)), seed=draw(st.integers(0, 10**6))).assign(wave="3")
    orders = draw(st.sampled_from([0.0, 1.0, 9.0]))
    rng = np.random.default_rng(draw(st.integers(0, 100)))
    frame["weight"] = 10 ** rng.uniform(-orders / 2, orders / 2, len(frame))
    frame["stratum"] = rng.choice(list("abcdefgh")[: draw(st.integers(1, 8))], len(frame))
    if draw(st.booleans()):
        frame["psu"] = frame["stratum"] + rng.integers(0, 9, len(frame)).astype(str)
    return frame


@contextmanager
def survey_of(frame: pd.DataFrame) -> Iterator[PublishedSurvey]:
    """The frame as a published survey, as long as it is needed."""
    design = {"id": "id", **({"cluster": "psu"} if "psu" in frame else {})}
    with tempfile.TemporaryDirectory() as folder:
        survey = published(Path(folder), codebook(design=design), frame)
        yield survey
        survey.close()


def close(left: pd.DataFrame, right: pd.DataFrame, rtol: float) -> None:
    """The same estimates; the same variances but for the rounding of what was added up.

    A variance may be any small part of the sums it comes from: its rounding is measured against
    n times the square of the estimate.
    """
    assert (left["n"].fillna(0) == right["n"].fillna(0)).all()
    assert (left["df"].fillna(0) == right["df"].fillna(0)).all()
    np.testing.assert_allclose(left["estimate"], right["estimate"], rtol=rtol)
    assert (left["se"].isna() == right["se"].isna()).all()
    scale = left["estimate"] ** 2 * left["n"].astype(float)
    apart = (left["se"] ** 2 - right["se"] ** 2).abs()
    assert (apart.fillna(0) <= 100 * rtol * (scale + left["se"] ** 2).fillna(np.inf)).all()


@patient
@given(samples(), st.floats(1e-6, 1e6))
def test_rescaling_all_weights_changes_no_mean_and_scales_every_total(frame, factor):
    with survey_of(frame) as one, survey_of(frame.assign(weight=frame["weight"] * factor)) as other:
        for target in (SHARES, NUMBERS):
            for by in ("", "size"):
                close(ask(one, target, by=by), ask(other, target, by=by), 1e-12)
        for statistic in ("median", "total"):
            left, right = (ask(each, "amount", by="size", statistic=statistic) for each in
                           (one, other))  # fmt: skip
            if statistic == "total":
                numbers = ["estimate", "se", "ci_low", "ci_high"]
                right[numbers] = right[numbers] / factor
            np.testing.assert_allclose(left["estimate"], right["estimate"], rtol=1e-12)


@patient
@given(samples(), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(frame, random):
    order = list(range(len(frame)))
    random.shuffle(order)
    with survey_of(frame) as one, survey_of(frame.iloc[order]) as other:
        for target in (SHARES, NUMBERS):
            close(ask(one, target, by="council"), ask(other, target, by="council"), 1e-12)
        for statistic in ("total", "median"):
            left, right = (ask(each, "amount", by="council", statistic=statistic) for each in
                           (one, other))  # fmt: skip
            np.testing.assert_allclose(left["estimate"], right["estimate"], rtol=1e-12)


@patient
@given(samples(), st.sampled_from(["beta", "logit"]))
def test_intervals_of_shares_lie_in_0_to_1_and_hold_the_estimate(frame, method):
    with survey_of(frame) as survey:
        table = ask(survey, SHARES, by="size", interval=method)
    had = table[table["ci_low"].notna()]
    assert (had["ci_low"] >= 0).all()
    assert (had["ci_high"] <= 1).all()
    assert (had["ci_low"] <= had["estimate"] + 1e-12).all()
    assert (had["ci_high"] >= had["estimate"] - 1e-12).all()
    assert (table["ci_low"].notna() == (table["df"].fillna(0) > 0)).all()


@patient
@given(samples())
def test_shares_of_a_single_question_sum_to_1(frame):
    with survey_of(frame) as survey:
        table = ask(survey, "plan", by="council")
    sums = table[table["flag"] != "hidden"].groupby("council")["estimate"].sum()
    np.testing.assert_allclose(sums, 1, rtol=1e-12)


@patient
@given(samples())
def test_totals_of_groups_add_up_and_are_the_share_of_the_whole(frame):
    with survey_of(frame) as survey:
        groups = ask(survey, "plan", by="council", statistic="total")
        whole = ask(survey, "plan", statistic="total").set_index("option")
        shares = ask(survey, "plan").set_index("option")
    if whole["estimate"].isna().all():
        return
    summed = groups.groupby("option")["estimate"].sum()
    np.testing.assert_allclose(summed[whole.index], whole["estimate"], rtol=1e-12)
    part = whole["estimate"] / whole["estimate"].sum()
    np.testing.assert_allclose(part, shares["estimate"], rtol=1e-12)


@patient
@given(samples())
def test_a_median_is_an_answer_and_lies_within_its_interval(frame):
    with survey_of(frame) as survey:
        table = ask(survey, "amount,rated", by="size", statistic="median")
    answers = set(frame["amount"].dropna()) | {1.0, 2.0, 3.0, 4.0, 5.0}
    assert set(table["estimate"].dropna()) <= answers
    for limit, sign in (("ci_low", 1), ("ci_high", -1)):
        had = table[table[limit].notna()]
        assert (sign * (had["estimate"] - had[limit]) >= 0).all()
        assert set(had[limit]) <= answers
