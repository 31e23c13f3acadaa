"""Means, shares, totals and medians equal those of the Python package svy, lonely PSUs included."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
import svy

from estimation import estimate, parse_query
from estimation.intervals import student_t
from survey.snapshot import PublishedSurvey
from tests.estimation.firms import codebook
from tests.estimation.published import published
from tests.oracle.test_designs import sample

KINDS = ["strata", "fpc", "cluster", "clusterfpc", "none"]
BY = ["", "size", "size,council"]
NAMES = {"estimate": "est", "se": "se", "ci_low": "lci", "ci_high": "uci", "deff": "deff"}


@pytest.fixture(scope="module", params=KINDS)
def both(request, tmp_path_factory) -> tuple[PublishedSurvey, svy.Sample]:
    """The made-up sample of a design as a published survey, and as svy has it."""
    kind, rows, book = request.param, sample(request.param), codebook()
    design: dict[str, Any] = {"wgt": "weight"}
    if kind != "none":
        design |= {"stratum": "stratum", "singleton": "center"}
    if "cluster" in kind:
        book["design"], design["psu"] = {**book["design"], "cluster": "psu"}, "psu"
    if "fpc" in kind:
        book["design"] = {**book["design"], "population": "population"}
        design |= {"pop_size": "population"}
    columns = ["weight", "stratum", "size", "council", "plan", "amount", "ticks.a", "rated.x"]
    columns += [name for name in ("psu", "population") if name in rows]
    frame = pl.DataFrame({c: [None if pd.isna(v) else v for v in rows[c]] for c in columns})
    frame = frame.with_columns(three=(pl.col("plan") == "3").cast(pl.Float64))
    survey = published(tmp_path_factory.mktemp(kind), book, rows)
    return survey, svy.Sample(frame, svy.Design(**design))


def compare(
    survey: PublishedSurvey, theirs: pl.DataFrame, target: str, by: str, **more: Any
) -> None:
    """Our table of a query is that of svy, cell by cell, to 1e-8 relative."""
    cuts = [name for name in by.split(",") if name]
    query = parse_query(survey.codebook, target, by=by, wave="3", **more)
    ours = estimate(survey, query, deff=True)
    ours = ours[ours["n"].notna()].set_index(cuts or "wave").sort_index()
    table = pd.DataFrame(theirs.to_dicts()).assign(wave="3").set_index(cuts or "wave").sort_index()
    assert list(ours.index) == list(table.index)
    assert (ours["n"] == table["n"]).all()
    assert (ours["df"] == table["df"]).all()
    inside = ours["df"].to_numpy() > 0
    if more.get("statistic") in (None, "total"):
        # what nobody or everybody said has no spread: there we are exact (test_intervals.py)
        inside &= (ours["se"] > 0).to_numpy()
    assert inside.sum() > len(inside) / 2
    for name, other in NAMES.items():
        if other in table:
            korn_graubard = name.startswith("ci") and more.get("interval") == "beta"
            rows = inside & ~_capped(ours) if korn_graubard else inside
            left = ours[name].to_numpy(dtype=float)[rows]
            right = table[other].to_numpy(dtype=float)[rows]
            np.testing.assert_allclose(left, right, rtol=1e-8, err_msg=name, equal_nan=True)


def _capped(table: pd.DataFrame) -> np.ndarray:
    """Where the interval of a share rests on more than n: svy takes n there, R and we do not."""
    n, n_eff, df = (table[name].to_numpy(dtype=float) for name in ("n", "n_eff", "df"))
    more = n_eff * (student_t(n - 1) / student_t(df)) ** 2 > n
    return np.asarray(more & (table["statistic"] == "proportion").to_numpy())


def grouped(by: str) -> dict[str, Any]:
    cuts = tuple(name for name in by.split(",") if name)
    return {"by": cuts, "drop_nulls": True} if cuts else {"drop_nulls": True}


@pytest.mark.parametrize("by", BY)
def test_means(both, by):
    survey, theirs = both
    for target in ("amount", "rated.x"):
        found = theirs.estimation.mean(target, deff="wor", **grouped(by))
        compare(survey, found.to_polars(), target, by)


@pytest.mark.parametrize("by", BY)
def test_totals(both, by):
    survey, theirs = both
    for target, column, option in (
        ("amount", "amount", None), ("ticks.a", "ticks.a", None), ("plan", "three", "3"),
    ):  # fmt: skip
        found = theirs.estimation.total(column, deff="wor", **grouped(by))
        compare(survey, found.to_polars(), target, by, statistic="total", option=option)


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize(("method", "interval"), [("korn-graubard", "beta"), ("logit", "logit")])
def test_shares(both, by, method, interval):
    survey, theirs = both
    found = theirs.estimation.prop("plan", ci_method=method, deff="wor", **grouped(by))
    third = found.to_polars().filter(pl.col("plan") == "3")
    compare(survey, third, "plan", by, interval=interval, option="3")


@pytest.mark.parametrize("by", BY)
def test_medians(both, by):
    survey, theirs = both
    for target in ("amount", "rated.x"):
        found = theirs.estimation.median(target, **grouped(by))
        compare(survey, found.to_polars(), target, by, statistic="median")
