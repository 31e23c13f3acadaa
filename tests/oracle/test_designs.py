"""Strata with a single firm, clusters, finite populations, weights only: all as R survey has it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from estimation import estimate, parse_query
from tests.estimation.firms import codebook, firms
from tests.estimation.published import published

pytestmark = pytest.mark.oracle
TARGETS = [("plan", None), ("plan", "3|4"), ("ticks", None), ("amount", None), ("fit", None)]
KEYS = ["question", "item", "option", "size", "council", "statistic"]


def sample(kind: str) -> pd.DataFrame:
    """300 firms in five strata, and two more strata of a single firm each."""
    rows = firms(300, seed=7).assign(wave="3")
    number = np.arange(len(rows))
    rows["stratum"] = np.array(list("abcde"))[number % 5]
    rows.loc[0, ["stratum", "size", "plan", "amount"]] = ["lonely 1", "10-49", "3", 900.0]
    rows.loc[1, ["stratum", "size", "plan", "amount"]] = ["lonely 2", "0-9", "0", 12345.0]
    if kind == "none":
        rows["stratum"] = ""
    if "cluster" in kind:
        rows["psu"] = rows["stratum"] + "-" + (number // 5 % 9).astype(str)
    if "fpc" in kind:
        units = "psu" if "cluster" in kind else "id"
        rows["id"] = number
        rows["population"] = rows.groupby("stratum")[units].transform("nunique") * 3.0 + 2
    return rows


@pytest.mark.parametrize("kind", ["strata", "fpc", "cluster", "clusterfpc", "none"])
def test_equals_r(rscript, tmp_path, kind):
    rows, book = sample(kind), codebook()
    if "cluster" in kind:
        book["design"] = {**book["design"], "cluster": "psu"}
    if "fpc" in kind:
        book["design"] = {**book["design"], "population": "population"}
    survey = published(tmp_path, book, rows)
    tables = []
    for target, option in TARGETS:
        for by in ("", "size", "size,council"):
            query = parse_query(survey.codebook, target, by=by, wave="3", option=option)
            tables.append(estimate(survey, query))
    ours = pd.concat(tables, ignore_index=True)
    ours = ours[ours["flag"] != "hidden"].reset_index(drop=True)
    rows.to_csv(tmp_path / "firms.csv", index=False)
    ours[KEYS].fillna("").to_csv(tmp_path / "asked.csv", index=False)
    rscript(Path(__file__).with_name("designs.R"), tmp_path, kind)
    theirs = pd.read_csv(tmp_path / "r.csv", na_values=["NA", "NaN"])
    assert len(theirs) == len(ours) > 100
    assert (ours["n"] == theirs["n"]).all()
    assert (ours["df"] == theirs["df"]).all()
    for column in ("estimate", "se"):
        np.testing.assert_allclose(
            ours[column].astype(float), theirs[column], rtol=1e-8, atol=1e-12, err_msg=column
        )
    known = theirs["ci_low"].notna()
    for column in ("ci_low", "ci_high"):
        np.testing.assert_allclose(
            ours.loc[known, column].astype(float), theirs.loc[known, column], rtol=1e-8, atol=1e-12
        )
    means = known & (ours["statistic"] == "mean")
    np.testing.assert_allclose(ours.loc[means, "n_eff"], theirs.loc[means, "n_eff"], rtol=1e-8)
