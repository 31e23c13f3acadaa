"""Trends over waves, contrasts of items, and the smallest difference a sample can show."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from estimation import estimate, parse_query
from estimation.comparisons import comparison
from estimation.detectable import detectable_difference
from estimation.trend import slope, times_of
from survey.failure import Failure
from tests.estimation.conftest import ask
from tests.estimation.firms import codebook, firms


def compare(survey, target: str, contrast: str, **more) -> pd.DataFrame:
    return comparison(survey, parse_query(survey.codebook, target, **more), contrast)


def with_periods(*periods: tuple[str, str] | None) -> dict:
    waves = codebook()["waves"]
    for wave, period in zip(waves, periods, strict=True):
        if period:
            wave["period"] = list(period)
    return {"waves": waves}


def test_a_trend_through_two_waves_is_their_difference_per_year(publish):
    periods = with_periods(("2020-01-01", "2020-01-31"), None, ("2024-01-01", "2024-01-31"))
    survey = publish(firms().query("wave != '2'"), **periods)
    query = parse_query(survey.codebook, "fit,late", by="size", wave="all")
    assert query.waves == ("2", "3")  # late was not asked in the first wave
    line = compare(survey, "fit", "trend", by="size", wave="all", where=["council=1"])
    assert set(line["flag"]) == {"hidden"}  # nobody answered in the second
    survey = publish(firms(), **with_periods(None, ("2020-01-01", "2020-01-31"),
                                             ("2024-01-01", "2024-01-31")))  # fmt: skip
    line = compare(survey, "late", "trend", by="size", wave="all")
    change = compare(survey, "late", "wave", by="size", wave="3")
    years = 1461 / 365.2425
    assert set(line["per"]) == {"year"}
    assert set(line["waves"]) == {"2|3"}
    for column in ("estimate", "se"):
        np.testing.assert_allclose(line[column] * years, change[column], rtol=1e-9)
    np.testing.assert_allclose(line["p"], change["p"], rtol=1e-7)
    assert (line["df"] == change["df"]).all()
    assert (line["n"] == change["group_n"] + change["against_n"]).all()


def test_waves_without_periods_are_counted(survey):
    times, per = times_of(survey.codebook, ("1", "3"))
    assert (list(times), per) == ([0, 1], "wave")
    assert list(slope(np.array([0.0, 1, 2]))) == [-0.5, 0, 0.5]
    line = compare(survey, "fit", "trend", wave="all").iloc[0]
    means = ask(survey, "fit", wave="all")
    assert line["estimate"] == pytest.approx(np.polyfit([0, 1, 2], means["estimate"], 1)[0])
    assert line["se"] == pytest.approx(np.hypot(means["se"].iloc[0], means["se"].iloc[2]) / 2)


def test_events_are_no_part_of_a_trend(publish):
    waves = codebook()["waves"]
    waves[1]["event"] = True
    line = compare(publish(firms(), waves=waves), "fit", "trend", wave="all")
    assert set(line["waves"]) == {"1|3"}


def test_one_wave_is_no_trend(survey):
    with pytest.raises(Failure, match="at least two waves"):
        compare(survey, "fit", "trend", wave="2")


def test_items_differ_by_their_published_estimates(survey):
    table = compare(survey, "ticks.a,ticks.b,ticks.c", "item", by="size", wave="all")
    assert len(table) == 2 * 3 * 4
    each = ask(survey, "ticks", by="size", wave="all").set_index(["wave", "size", "item"])
    for row in table.to_dict("records"):
        first, other = (
            each.loc[(row["wave"], row["group"], item)] for item in ("a", row["against_item"])
        )
        assert row["estimate"] == first["estimate"] - other["estimate"]
        assert (row["group_n"], row["against_n"]) == (first["n"], other["n"])
        # what a firm says about one may go with what it says about the other, within limits
        assert abs(first["se"] - other["se"]) <= row["se"] <= first["se"] + other["se"]


def test_items_answered_alike_do_not_differ(publish):
    frame = firms()
    frame["ticks.b"] = frame["ticks.a"]
    row = compare(publish(frame), "ticks.a,ticks.b", "item").iloc[0]
    assert (row["estimate"], row["se"]) == (0, 0)
    assert pd.isna(row["p"])


def test_items_of_a_scale_may_be_compared_by_one_answer(survey):
    table = compare(survey, "rated.x,rated.a", "item", statistic="proportion", option="4|5")
    shares = ask(survey, "rated", statistic="proportion", option="4|5").set_index("item")
    assert table["estimate"].iloc[0] == shares["estimate"]["x"] - shares["estimate"]["a"]


@pytest.mark.parametrize("target", ["ticks.a", "ticks.a,fit", "plan,late"])
def test_items_that_are_not_alike_are_refused(survey, target):
    with pytest.raises(Failure, match="answered alike"):
        compare(survey, target, "item")


@pytest.mark.parametrize("df", [30, 100, 2000])
def test_the_detectable_difference_is_found_in_four_of_five_samples(df):
    se = np.array([2.5])
    difference = detectable_difference(se, np.array([float(df)]))[0]
    critical = stats.t.ppf(0.975, df)
    power = stats.nct.sf(critical, df, difference / 2.5) + stats.nct.cdf(
        -critical, df, difference / 2.5
    )
    assert power == pytest.approx(0.8, abs=0.005)
    assert 2.8 < difference / 2.5 < 3


def test_without_degrees_of_freedom_nothing_is_detectable():
    found = detectable_difference(np.array([1.0, 0.0, np.nan]), np.array([0.0, 9, 9]))
    assert np.isnan(found).all()


def test_statistics_that_are_no_means_are_refused(survey):
    for contrast in ("rest", "trend", "item"):
        with pytest.raises(Failure, match="means and shares"):
            query = parse_query(survey.codebook, "ticks", by="size", wave="all", statistic="total")
            comparison(survey, query, contrast)
    assert len(estimate(survey, query))
