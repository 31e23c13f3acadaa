"""Samples at the edge of what can be estimated, for every statistic."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from tests.estimation import taylor
from tests.estimation.conftest import ask
from tests.estimation.firms import codebook, firms

NUMBERS = ["estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff"]
ASKED = [
    ("plan", "proportion"), ("ticks", "proportion"), ("amount", "mean"), ("fit", "mean"),
    ("plan", "total"), ("ticks", "total"), ("amount", "total"), ("amount", "median"),
    ("rated", "median"), ("fit", "median"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "statistic"), ASKED)
def test_a_wave_that_is_a_single_psu_has_no_error(publish, target, statistic):
    """And the other waves have theirs."""
    frame = firms()
    frame["psu"] = frame["stratum"] + (np.arange(len(frame)) % 5).astype(str)
    frame.loc[frame["wave"] == "3", ["stratum", "psu"]] = ["all", "the only one"]
    survey = publish(frame, design={"id": "id", "cluster": "psu"})
    for by in ("", "size"):
        table = ask(survey, target, by=by, wave="all", statistic=statistic)
        single = table["wave"] == "3"
        assert table.loc[single, ["se", "ci_low", "ci_high", "n_eff"]].isna().all(axis=None)
        assert (table.loc[single, "flag"] == "unreliable").all()
        assert (table.loc[single, "df"] == 0).all()
        assert table.loc[single, "estimate"].notna().all()
        assert table.loc[~single & (table["n"] > 60), "se"].notna().all()


@pytest.mark.parametrize(("target", "statistic"), ASKED)
def test_nobody_answered(publish, target, statistic):
    missing = dict.fromkeys(["plan", "amount", "fit", *(f"ticks.{i}" for i in "abc")])
    survey = publish(firms().assign(**missing, **{"rated.x": None, "rated.a": None}))
    for by in ("", "size,council"):
        table = ask(survey, target, by=by, wave="all", statistic=statistic)
        assert (table["flag"] == "hidden").all()
        assert table[NUMBERS].isna().all(axis=None)


@pytest.mark.parametrize(("target", "statistic"), ASKED)
def test_a_single_firm_answered(publish, target, statistic):
    """The estimate, no interval, and the mark that it is not reliable."""
    frame = firms()
    columns = ["plan", "amount", "fit", "ticks.a", "ticks.b", "ticks.c", "rated.a", "rated.x"]
    whole = frame[(frame["wave"] == "3") & frame[columns].notna().all(axis=1)]
    frame.loc[frame.index != whole.index[0], columns] = np.nan
    table = ask(publish(frame), target, wave="3", statistic=statistic)
    assert (table["n"] == 1).all()
    assert (table["df"] == 0).all()
    assert table["estimate"].notna().all()
    assert table[["ci_low", "ci_high"]].isna().all(axis=None)
    assert (table["flag"] == "unreliable").all()


@pytest.mark.parametrize("method", ["beta", "logit"])
def test_nobody_and_everybody_by_group(publish, method):
    """In one group nobody, in the other everybody: exact limits on n, no error, n_eff is n."""
    frame = firms()
    frame["ticks.b"] = (frame["council"] == "1").astype(float)
    table = ask(publish(frame), "ticks.b", by="council", wave="3", interval=method)
    nobody, everybody = table.set_index("council").loc["0"], table.set_index("council").loc["1"]
    assert (nobody["estimate"], nobody["se"], nobody["ci_low"]) == (0, 0, 0)
    assert (everybody["estimate"], everybody["se"], everybody["ci_high"]) == (1, 0, 1)
    assert nobody["ci_high"] == pytest.approx(1 - 0.025 ** (1 / nobody["n"]), rel=1e-9)
    assert everybody["ci_low"] == pytest.approx(0.025 ** (1 / everybody["n"]), rel=1e-9)
    assert (nobody["n_eff"], everybody["n_eff"]) == (nobody["n"], everybody["n"])


@pytest.mark.parametrize("statistic", ["proportion", "total"])
def test_strata_without_a_member_of_the_domain(publish, statistic):
    """A domain of one stratum: other strata add nothing, its own counts with all its firms."""
    frame = firms()
    frame.loc[frame["size"].isna(), "size"] = "0-9"
    frame["stratum"] = frame["size"]
    survey = publish(frame)
    asked = taylor.firms_of(frame, "3")
    exact_of = taylor.mean if statistic == "proportion" else taylor.total
    found = ask(survey, "ticks.b", by="size,council", wave="3", statistic=statistic)
    for row in found.to_dict("records"):
        inside = [(f["size"], f["council"]) == (row["size"], row["council"]) for f in asked]
        exact = exact_of(asked, [firm["ticks.b"] for firm in asked], inside)
        assert exact is not None
        assert row["df"] == exact.df == exact.n - 1
        assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-9)


@pytest.mark.parametrize(("target", "statistic"), ASKED)
def test_waves_with_other_strata(publish, target, statistic):
    """Each wave has strata of its own, some of the same name but another size."""
    frame = firms(900)
    number = np.arange(len(frame))
    for wave, names in (("1", "ab"), ("2", "bcde"), ("3", "x")):
        here = frame["wave"] == wave
        frame.loc[here, "stratum"] = np.array(list(names))[number[here] % len(names)]
    survey = publish(frame)
    together = ask(survey, target, by="size", wave="all", statistic=statistic)
    for wave in "123":
        alone = ask(publish(frame[frame["wave"] == wave]), target, by="size", wave=wave,
                    statistic=statistic)  # fmt: skip
        both = together[together["wave"] == wave].reset_index(drop=True)
        pd.testing.assert_frame_equal(both, alone, rtol=1e-11, check_dtype=False)


def test_totals_and_medians_with_weights_over_nine_orders_of_magnitude(publish):
    frame = firms()
    frame["weight"] = 10.0 ** np.random.default_rng(9).uniform(-3, 6, len(frame))
    survey = publish(frame)
    asked = taylor.firms_of(frame, "3")
    totals = ask(survey, "ticks,amount", by="size", wave="3", statistic="total")
    for row in totals.to_dict("records"):
        variable = f"{row['question']}.{row['item']}".rstrip(".")
        inside = [firm["size"] == row["size"] for firm in asked]
        exact = taylor.total(asked, [firm[variable] for firm in asked], inside)
        assert exact is not None
        assert row["estimate"] == pytest.approx(float(exact.estimate), rel=1e-9)
        assert row["se"] == pytest.approx(float(exact.variance) ** 0.5, rel=1e-6)
    medians = ask(survey, "amount", by="size", wave="3", statistic="median")
    for row in medians.to_dict("records"):
        own = frame[(frame["wave"] == "3") & (frame["size"] == row["size"])].dropna(subset="amount")
        own = own.sort_values("amount")
        reached = own["weight"].cumsum() >= own["weight"].sum() / 2
        assert row["estimate"] == own.loc[reached, "amount"].iloc[0]


def test_ten_thousand_domains(publish):
    """One query with 10,000 cells: in seconds, and each cell as if it were asked for alone."""
    codes = [f"{number:02}" for number in range(100)]
    options = [{"code": code, "label": code} for code in codes]
    dimensions = {
        name: {"column": name, "label": name, "options": options} for name in ("east", "north")
    }
    rng = np.random.default_rng(12)
    frame = firms(60_000).assign(
        wave="3", east=rng.choice(codes, 60_000), north=rng.choice(codes, 60_000)
    )
    survey = publish(frame, dimensions=codebook()["dimensions"] | dimensions)
    for target, statistic in (
        ("ticks.a", "proportion"), ("amount", "mean"), ("plan", "total"), ("amount", "median"),
    ):  # fmt: skip
        start = time.perf_counter()
        table = ask(survey, target, by="east,north", statistic=statistic)
        assert time.perf_counter() - start < 30  # about a second on two quiet cores
        assert len(table) == 10_000 * (5 if target == "plan" else 1)
        for row in table.iloc[[7, len(table) // 2, -1]].to_dict("records"):
            where = [f"east={row['east']}", f"north={row['north']}"]
            alone = ask(survey, target, where=where, statistic=statistic)
            (same,) = alone[alone["option"] == row["option"]].to_dict("records")
            for name in NUMBERS:
                assert row[name] == pytest.approx(same[name], rel=1e-9, nan_ok=True)
