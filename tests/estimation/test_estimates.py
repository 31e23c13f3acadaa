"""The estimate table, from query to marks: what must hold whatever the survey."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from estimation.measures import Measure
from estimation.moments import SUMS, choice_moments, number_moments, respondents
from survey.selection import Cut
from tests.estimation import taylor
from tests.estimation.conftest import ask
from tests.estimation.firms import firms

COLUMNS = ["survey", "wave", "question", "item", "option", "statistic", "estimate", "se",
           "ci_low", "ci_high", "df", "n", "n_eff", "base", "flag"]  # fmt: skip
NUMBERS = ["estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff"]
TARGETS = ["plan", "ticks", "rated", "amount", "fit", "fit.use", "fit.level", "fit.weakest"]


def same(left: pd.DataFrame, right: pd.DataFrame, rtol: float = 1e-12) -> None:
    """Two tables with the same rows and, up to rounding, the same numbers."""
    texts = [column for column in left if column not in NUMBERS]
    assert list(left) == list(right)
    pd.testing.assert_frame_equal(left[texts], right[texts], check_dtype=False)
    for column in NUMBERS:
        np.testing.assert_allclose(
            left[column], right[column], rtol=rtol, atol=1e-14, err_msg=column
        )


def test_columns_and_rows_come_in_the_codebook_order(survey):
    table = ask(survey, "plan", by="council,sector:group", wave="all")
    assert list(table) == [*COLUMNS[:5], "council", "sector", *COLUMNS[5:]]
    keys = table[["wave", "option", "council", "sector"]]
    expected = [
        (wave, option, council, sector)
        for wave in "123"
        for option in "01234"
        for council in "10"
        for sector in ("B-E", "F", "G", "J", "K-N")  # those that firms have
    ]
    assert list(keys.itertuples(index=False, name=None)) == expected
    assert set(table["statistic"]) == {"proportion"}
    assert set(table["base"]) == {"answered"}
    assert set(ask(survey, "ticks")["base"]) == {"cases"}


@pytest.mark.parametrize("by", ["", "sector:group", "size,council"])
def test_whole_tables_equal_the_definition(survey, by):
    frame = firms()
    table = ask(survey, "plan,ticks,rated,amount,fit", by=by, wave="2")
    asked = taylor.firms_of(frame, "2")
    group = survey.codebook.dimensions["sector"].scheme
    for firm in asked:
        division = firm["sector:division"]
        firm["sector"] = division and group.roll_up("division", division, "group")
    cuts = [name.partition(":")[0] for name in by.split(",") if name]
    compared = 0
    for row in table.to_dict("records"):
        variable = row["question"] + (f".{row['item']}" if row["item"] else "")
        values = [firm[variable] for firm in asked]
        if row["question"] == "plan":
            values = [None if v is None else float(v == row["option"]) for v in values]
        inside = [
            all(firm[name] is not None for name in cuts)
            and all(firm[name] == row[name] for name in cuts)
            for firm in asked
        ]
        exact = taylor.mean(asked, values, inside)
        if exact is None:
            assert row["flag"] == "hidden"
            continue
        compared += 1
        assert (row["n"], row["df"]) == (exact.n, exact.df)
        assert row["estimate"] == pytest.approx(float(exact.estimate), rel=1e-12, abs=1e-15)
        assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-10, abs=1e-15)
    assert compared > len(table) / 2


@pytest.mark.parametrize("factor", [1e-6, 0.37, 1000.0])
def test_rescaling_all_weights_changes_nothing(survey, publish, factor):
    frame = firms()
    other = publish(frame.assign(weight=frame["weight"] * factor))
    for target in TARGETS:
        same(ask(survey, target, by="size"), ask(other, target, by="size"), rtol=1e-9)


def test_the_order_of_rows_does_not_matter(publish):
    frame = firms(5000)
    one, other = publish(frame), publish(frame.sample(frac=1, random_state=3))
    for target in TARGETS:
        same(ask(one, target, by="sector:group"), ask(other, target, by="sector:group"))


def test_asked_twice_the_numbers_are_the_same_to_the_last_digit(survey):
    for target in TARGETS:
        first, second = (ask(survey, target, by="sector:division") for _ in range(2))
        pd.testing.assert_frame_equal(first, second, check_exact=True)


@pytest.mark.parametrize(
    "measure",
    [
        Measure("plan", "", "choice", tuple("01234")),
        Measure("ticks", "a", "tick", ("1",)),
        Measure("amount", "", "number"),
    ],
    ids=lambda measure: measure.kind,
)
def test_moments_of_a_union_are_the_sum_of_the_moments(survey, measure):
    def moments(column: str) -> pd.DataFrame:
        frame = respondents(survey.responses(), ["1", "2", "3"], [], [column])
        keys = ["wave", column, "stratum"]
        if measure.kind == "choice":
            return choice_moments(frame, measure, keys).table()
        return number_moments(frame, [measure], keys, [100.0]).table()

    scheme = survey.codebook.dimensions["sector"].scheme
    fine, coarse = moments("sector:division"), moments("sector:group")
    fine["sector:group"] = [
        scheme.roll_up("division", code, "group") for code in fine["sector:division"]
    ]
    keys = ["wave", "sector:group", "stratum", "option"]
    summed = fine.groupby(keys)[list(SUMS)].sum()
    expected = coarse.set_index(keys)[list(SUMS)].sort_index()
    assert summed.index.equals(expected.index)
    np.testing.assert_allclose(summed.to_numpy(dtype=float), expected.to_numpy(dtype=float),
                               rtol=1e-12)  # fmt: skip


@pytest.mark.parametrize("target", ["plan", "fit.level", "fit.weakest"])
def test_shares_of_one_answer_sum_to_one(survey, target):
    table = ask(survey, target, by="size,council", wave="all")
    sums = table[table["flag"] != "hidden"].groupby(["wave", "size", "council"])["estimate"].sum()
    assert len(sums) == 3 * 4 * 2
    np.testing.assert_allclose(sums, 1, rtol=1e-12)


@pytest.mark.parametrize("method", ["beta", "logit"])
def test_intervals_of_shares_lie_in_0_to_1_and_hold_the_estimate(survey, method):
    for target in ("plan", "ticks", "fit.level"):
        table = ask(survey, target, by="sector:division,size", wave="all", interval=method)
        had = table[table["ci_low"].notna()]
        assert len(had) > 50
        assert (had["ci_low"] >= 0).all()
        assert (had["ci_high"] <= 1).all()
        assert (had["ci_low"] <= had["estimate"] + 1e-12).all()
        assert (had["ci_high"] >= had["estimate"] - 1e-12).all()


def test_joint_options_are_the_sum_of_their_shares_with_their_own_variance(survey):
    joint = ask(survey, "plan", option="3|4", by="size", wave="2").set_index("size")
    single = ask(survey, "plan", by="size", wave="2").pivot(index="size", columns="option")
    assert set(joint["option"]) == {"3|4"}
    asked = taylor.firms_of(firms(), "2")
    values = [None if f["plan"] is None else float(f["plan"] in "34") for f in asked]
    for size, row in joint.iterrows():
        both = single.loc[size, "estimate"][["3", "4"]].sum()
        exact = taylor.mean(asked, values, [f["size"] == size for f in asked])
        assert row["estimate"] == pytest.approx(both, rel=1e-12)
        assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-10)
        assert row["n"] == single.loc[size, "n"]["3"]


def test_several_joint_shares_at_once_are_those_asked_one_by_one(survey):
    steps = ["1|2|3|4", "2|3|4", "3|4", "4"]
    together = ask(survey, "plan", option=",".join(steps), by="size", wave="2")
    alone = pd.concat([ask(survey, "plan", option=each, by="size", wave="2") for each in steps])
    pd.testing.assert_frame_equal(together, alone.reset_index(drop=True))


def test_all_options_together_are_everybody(survey):
    (row,) = ask(survey, "plan", option="0|1|2|3|4").to_dict("records")
    assert (row["estimate"], row["se"], row["ci_high"]) == (1, 0, 1)


def test_several_waves_at_once_equal_each_alone(survey):
    for target in TARGETS:
        together = ask(survey, target, by="size", wave="all")
        alone = [ask(survey, target, by="size", wave=wave) for wave in "123"]
        same(together, pd.concat(alone, ignore_index=True))


def test_several_questions_at_once_equal_each_alone(survey):
    targets = ["ticks.a", "rated.a", "plan", "fit.level", "fit", "amount", "ticks.b"]
    together = ask(survey, ",".join(targets), by="council")
    alone = [ask(survey, target, by="council") for target in targets]
    same(together, pd.concat(alone, ignore_index=True))


def test_an_item_asked_for_twice_is_answered_once(survey):
    same(ask(survey, "ticks,ticks.a"), ask(survey, "ticks"))


def test_where_at_another_level_of_the_same_dimension(survey):
    fine = ask(survey, "ticks.a", by="sector:division", where=["sector:group=B-E|J"])
    assert list(fine["sector"]) == ["10", "25", "28", "62", "63"]
    every = ask(survey, "ticks.a", by="sector:division")
    same(fine, every[every["sector"].isin(fine["sector"])].reset_index(drop=True))
    coarse = ask(survey, "ticks.a", by="sector:group", where=["sector:division=41|62"])
    assert list(coarse["sector"]) == ["F", "J"]
    construction = ask(survey, "ticks.a", by="sector:division", where=["sector:division=41"])
    same(coarse[coarse["sector"] == "F"].assign(sector="41"), construction.reset_index(drop=True))


def test_filters_hold_together_and_equal_the_cell_of_a_cross(survey):
    cross = ask(survey, "plan", by="size,council", wave="2")
    cell = cross[(cross["size"] == "10-49") & (cross["council"] == "1")]
    filtered = ask(survey, "plan", where=["size=10-49", "council=1"], wave="2")
    same(filtered, cell.drop(columns=["size", "council"]).reset_index(drop=True))


def test_two_codes_are_their_union(survey):
    both = ask(survey, "amount", where=["size=0-9|10-49"])
    each = [ask(survey, "amount", where=[f"size={code}"]) for code in ("0-9", "10-49")]
    assert both["n"].item() == sum(table["n"].item() for table in each)


def test_means_far_from_zero_keep_their_digits(publish):
    frame = firms()
    survey = publish(frame.assign(amount=1e9 + np.round(frame["amount"] % 7, 4)))
    asked = taylor.firms_of(frame.assign(amount=1e9 + np.round(frame["amount"] % 7, 4)), "3")
    for row in ask(survey, "amount", by="size", wave="3").to_dict("records"):
        inside = [firm["size"] == row["size"] for firm in asked]
        exact = taylor.mean(asked, [firm["amount"] for firm in asked], inside)
        assert row["estimate"] == pytest.approx(float(exact.estimate), rel=1e-15)
        assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-8)


def test_weights_over_nine_orders_of_magnitude(publish):
    frame = firms()
    orders = np.random.default_rng(9).uniform(-3, 6, len(frame))
    frame["weight"] = 10.0**orders
    survey = publish(frame)
    asked = taylor.firms_of(frame, "3")
    for row in ask(survey, "ticks,rated,amount", by="size", wave="3").to_dict("records"):
        variable = f"{row['question']}.{row['item']}".rstrip(".")
        inside = [firm["size"] == row["size"] for firm in asked]
        exact = taylor.mean(asked, [firm[variable] for firm in asked], inside)
        assert row["estimate"] == pytest.approx(float(exact.estimate), rel=1e-9)
        assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-6)


def test_nobody_answered(publish):
    survey = publish(firms().assign(plan=None, amount=None, fit=None, **{"ticks.a": None}))
    for target in ("plan", "amount", "fit", "ticks.a", "plan,amount"):
        for by in ("", "size", "sector:group,council"):
            table = ask(survey, target, by=by, wave="all")
            assert (table["flag"] == "hidden").all()
            assert table[NUMBERS].isna().all(axis=None)
            assert len(table) >= 3


def test_no_respondent_at_all(publish):
    survey = publish(firms().assign(respondent=False))
    assert len(ask(survey, "plan")) == 5
    assert list(ask(survey, "plan", by="size")) == [*COLUMNS[:5], "size", *COLUMNS[5:]]
    assert (ask(survey, "amount")["flag"] == "hidden").all()


def test_one_respondent(publish):
    frame = firms()
    rest = frame.index != frame[(frame["wave"] == "3") & frame["plan"].notna()].index[0]
    frame.loc[rest, ["plan", "amount", "ticks.b", "fit"]] = np.nan
    survey = publish(frame)
    for target in ("plan", "ticks.b"):
        for row in ask(survey, target, wave="3").to_dict("records"):
            assert (row["n"], row["df"], row["flag"]) == (1, 0, "unreliable")
            assert row["estimate"] in (0, 1)
            assert np.isnan(row["ci_low"])
            assert np.isnan(row["ci_high"])
    mean = ask(survey, "rated.a", wave="3", where=["size=0-9", "council=1", "sector:division=10"])
    assert len(mean) == 1


def test_non_respondents_count_for_nothing(survey, publish):
    frame = firms().assign(respondent=True)
    others = frame.assign(respondent=False, weight=99.0, amount=1e12)
    same(ask(publish(pd.concat([frame, others])), "amount"), ask(survey, "amount"))


def test_a_question_without_a_wave_takes_the_latest(survey):
    assert set(ask(survey, "plan")["wave"]) == {"3"}
    assert set(ask(survey, "late", wave="all")["wave"]) == {"2", "3"}


def test_the_column_of_a_cut_bears_the_dimension_name_and_the_cut_its_own():
    assert Cut("sector", "group").column == "sector:group"
