"""Means, totals, shares, medians and design effects of R's own data sets, all as R has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from estimation import estimate, parse_query
from survey.snapshot import PublishedSurvey
from tests.oracle.datasets import SETS, DataSet, survey_of

pytestmark = pytest.mark.oracle
STATISTICS = {
    "single": ("proportion", "total"),
    "multiple": ("proportion", "total"),
    "scale": ("proportion", "total", "mean", "median"),
    "numeric": ("mean", "total", "median"),
}
TOO_SMALL = ("fpc", "scd", "crowd", "mu284", "hospital", "election")  # a limit may lie beyond 0-1


def tables(survey: PublishedSurvey, each: DataSet) -> pd.DataFrame:
    """Every statistic of every question, whole and by the cut, with what to ask R for."""
    parts = []
    for number, (column, kind) in enumerate(each.questions.items()):
        for statistic in STATISTICS[kind]:
            for by in ("", "cut") if each.by else ("",):
                query = parse_query(survey.codebook, f"q{number}", by=by, statistic=statistic)
                table = estimate(survey, query, deff=True)
                table = table.assign(
                    set=each.name,
                    variable=column,
                    code=table["option"],
                    by=each.by if by else "",
                    group=table["cut"] if by else "",
                )
                if statistic == "proportion":
                    wald = estimate(survey, replace(query, interval="logit"))
                    table[["logit_low", "logit_high"]] = wald[["ci_low", "ci_high"]]
                parts.append(table)
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module")
def both(rscript, tmp_path_factory) -> pd.DataFrame:
    """A row for every number: ours, and R's as `r_…`."""
    folder = tmp_path_factory.mktemp("datasets")
    script = Path(__file__).with_name("datasets.R")
    rscript(script, "export", folder)
    ours = pd.concat(
        [tables(survey_of(s, folder / f"{s.name}.csv", folder), s) for s in SETS],
        ignore_index=True,
    )
    ours = ours[ours["flag"] != "hidden"].reset_index(drop=True)
    asked = ["set", "variable", "code", "by", "group", "statistic"]
    ours[asked].to_csv(folder / "asked.csv", index=False)
    rscript(script, "numbers", folder)
    theirs = pd.read_csv(folder / "r.csv", na_values=["NA", "NaN", "Inf"]).add_prefix("r_")
    assert len(theirs) == len(ours)
    return pd.concat([ours, theirs], axis=1)


def equal(rows: pd.DataFrame, ours: str, theirs: str) -> None:
    left, right = rows[ours].to_numpy(dtype=float), rows[theirs].to_numpy(dtype=float)
    rounding = 1e-12 * np.maximum(1, rows["estimate"].abs().to_numpy(dtype=float))
    close = np.abs(left - right) <= 1e-8 * np.abs(right) + rounding
    wrong = rows[~(close | (np.isnan(left) & np.isnan(right)))]
    columns = ["set", "variable", "code", "group", "statistic", "n", ours, theirs]
    assert wrong.empty, "\n" + wrong[columns].to_string()


CASES = [
    (each.name, statistic)
    for each in SETS
    for statistic in ("proportion", "mean", "total", "median")
    if any(statistic in STATISTICS[kind] for kind in each.questions.values())
]


@pytest.mark.parametrize(("name", "statistic"), CASES)
def test_equals_r(both, name, statistic):
    rows = both[(both["set"] == name) & (both["statistic"] == statistic)]
    assert len(rows)
    assert (rows["n"] == rows["r_n"]).all()
    assert (rows["df"] == rows["r_df"]).all()
    if name == "lonely" and statistic == "total":
        # R centres the total of a lonely PSU at 0, we as svy does: test_svy.py
        equal(rows, "estimate", "r_estimate")
        return
    rows = rows[rows["r_doubtful"] == 0]
    for column in ("estimate", "se"):
        equal(rows, column, f"r_{column}")
    bounded = rows[rows["r_ci_low"].notna() & rows["r_ci_high"].notna()]
    if name not in TOO_SMALL:
        assert len(bounded)
    if statistic == "total":  # of an answer that nobody gave: ours has the exact limit
        bounded = bounded[bounded["estimate"] != 0]
    for column in ("ci_low", "ci_high"):
        equal(bounded, column, f"r_{column}")
    if statistic == "proportion":
        for column in ("logit_low", "logit_high"):
            equal(bounded, column, f"r_{column}")


@pytest.mark.parametrize("name", [each.name for each in SETS])
def test_the_design_effect_is_r_deff(both, name):
    """And n_eff of means and totals is n over the one with replacement."""
    rows = both[(both["set"] == name) & (both["statistic"] != "median") & (both["se"] > 0)]
    if name == "lonely":
        rows = rows[rows["statistic"] != "total"]
    rows = rows.assign(r_n_eff=rows["n"].astype(float) / rows["r_deff_replace"])
    known = rows["deff"].notna()
    # where Σw is at most n, or y does not vary, R's is negative, infinite or rounding over rounding
    senseless = rows["r_deff"].isna() | (rows["r_deff"] <= 0) | (rows["r_deff"] > 1e9)
    assert senseless[~known].all()
    assert known.any() or name in ("scd", "crowd")
    equal(rows[known], "deff", "r_deff")
    equal(rows[known & (rows["statistic"] != "proportion")], "n_eff", "r_n_eff")


def test_what_was_compared(both):
    """Means, totals, shares and medians of at least a dozen data sets, and the doubtful are few."""
    assert both["set"].nunique() == len(SETS) >= 12
    assert (both["statistic"].value_counts() > 50).all()
    medians = both[both["statistic"] == "median"]
    assert (medians["r_doubtful"] == 0).sum() > 40
