"""Rao-Scott tests, trends and contrasts of items under every design: all as R survey has them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from estimation import parse_query
from estimation.items import item_contrasts
from estimation.measures import resolve
from estimation.related import related
from estimation.trend import times_of, trend
from survey.selection import parse_cut
from tests.estimation.firms import codebook
from tests.estimation.published import published
from tests.oracle.test_contrasts import sample

pytestmark = pytest.mark.oracle
CROSSED = ["plan", "late", "ticks.a", "ticks.b", "fit.level", "size", "council"]
SCALE = {"min": 1, "max": 5, "low": "Low", "high": "High"}
PERIODS = [("2019-03-01", "2019-05-31"), ("2021-04-12", "2021-06-30"), ("2024-03-04", "2024-05-31")]


@pytest.fixture(scope="module", params=["strata", "fpc", "cluster", "none", "panel"])
def asked(request, rscript, tmp_path_factory):
    """The survey under a design, what we make of it, and what R makes of it."""
    kind, folder = request.param, tmp_path_factory.mktemp("related")
    rows, book = sample(kind), codebook()
    rows["rated.y"] = np.where(np.arange(len(rows)) % 7 == 0, np.nan, rows["rated.x"] % 5 + 1)
    book["questions"][3]["items"].append({"id": "y", "column": "r_y", "label": "y"})
    for wave, period in zip(book["waves"], PERIODS, strict=True):
        wave["period"] = list(period)
    if kind == "cluster":
        book["design"] = {**book["design"], "cluster": "psu"}
    if kind == "fpc":
        book["design"] = {**book["design"], "population": "population"}
    survey = published(folder, book, rows)
    ours = {"chisq": _tests(survey), "items": _items(survey)}
    pairs = ours["chisq"].assign(first=_named, second=lambda t: t["against"])
    pairs[["wave", "first", "second"]].to_csv(folder / "pairs.csv", index=False)
    items = ours["items"].assign(
        first=_named,
        second=lambda t: t["against_question"] + "." + t["against_item"],
        group=lambda t: t["group"].replace("", "-"),
    )
    items[["wave", "first", "second", "group"]].to_csv(folder / "items.csv", index=False)
    lines = [trend(survey, parse_query(survey.codebook, q, by=by, wave="all"))
             for q in ("plan", "amount", "fit") for by in ("", "size")]  # fmt: skip
    ours["trend"] = pd.concat(lines, ignore_index=True)
    ours["trend"][["question", "option", "group"]].replace("", "-").to_csv(
        folder / "lines.csv", index=False
    )
    times, per = times_of(survey.codebook, survey.codebook.regular_waves)
    assert per == "year"
    pd.DataFrame({"time": times}).to_csv(folder / "times.csv", index=False)
    rows.to_csv(folder / "firms.csv", index=False)
    rscript(Path(__file__).with_name("related.R"), folder, kind)
    return ours, folder


def _named(table: pd.DataFrame) -> pd.Series:
    return table["question"] + table["item"].map(lambda item: f".{item}" if item else "")


def _tests(survey) -> pd.DataFrame:
    tables = []
    for first, second in combinations(CROSSED, 2):
        if first in ("size", "council"):
            continue
        query = parse_query(survey.codebook, first, wave="3")
        against = (
            parse_cut(survey.codebook, second)
            if second in ("size", "council")
            else resolve(survey.codebook, second)[0]
        )
        tables.append(related(survey, query, against))
    return pd.concat(tables, ignore_index=True)


def _items(survey) -> pd.DataFrame:
    tables = []
    for items in ("ticks.a,ticks.b,ticks.c", "rated.x,rated.a,rated.y"):
        for by in ("", "size"):
            query = parse_query(survey.codebook, items, by=by, wave="all")
            tables.append(item_contrasts(survey, query))
    return pd.concat(tables, ignore_index=True)


def equal(ours: pd.DataFrame, theirs: pd.DataFrame, *columns: str) -> None:
    assert len(ours) == len(theirs)
    for column in columns:
        np.testing.assert_allclose(
            ours[column].astype(float), theirs[column], rtol=1e-8, atol=1e-11, err_msg=column
        )


def test_rao_scott(asked):
    ours, folder = asked
    theirs = pd.read_csv(folder / "chisq.csv")
    assert len(theirs) == 20
    equal(ours["chisq"], theirs, "f", "df_1", "df_2", "p", "n")


def test_trend(asked):
    ours, folder = asked
    theirs = pd.read_csv(folder / "trend.csv")
    assert len(theirs) == 7 * 5
    equal(ours["trend"], theirs, "estimate", "se", "t", "df", "p", "n")


def test_items(asked):
    ours, folder = asked
    theirs = pd.read_csv(folder / "items_r.csv")
    assert len(theirs) == 4 * 3 * 5
    equal(ours["items"], theirs, "estimate", "se", "df")
