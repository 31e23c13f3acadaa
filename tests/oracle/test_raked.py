"""Raked weights, means, shares and their standard errors equal R's calibrate(calfun = "raking").

From the CSV through the ETL to the table: R's own data sets apistrat and apiclus1, raked to three
margins of the whole population.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from estimation import estimate, parse_query
from estimation.measures import resolve
from estimation.related import related
from etl.load import load
from survey.selection import parse_cut
from survey.snapshot import current_snapshot

pytestmark = pytest.mark.oracle
HERE = Path(__file__).parent / "raked"
SCRIPT = HERE / "raked.R"
DESIGNS = {
    "strata": {"stratum": "stratum", "population": "fpc"},
    "uneven": {"stratum": "stratum"},
    "trimmed": {"stratum": "stratum"},
    "clusters": {"cluster": "dnum", "population": "fpc"},
}
TARGETS = ["api00", "enroll", "avg_ed", "both", "targets"]
CUTS = ["", "school", "awards", "half", "school,half", "awards,wide_met"]
DIMENSIONS = ["school", "awards", "wide_met", "half"]
PAIRS = [
    ("both", "targets.improvement"),
    ("both", "school"),
    ("both", "half"),
    ("targets.improvement", "school"),
    ("targets.wide", "half"),
]
KEYS = ["question", "item", "option", *DIMENSIONS, "statistic"]


@pytest.fixture(scope="module", params=DESIGNS)
def case(request, rscript, tmp_path_factory):
    """The kind of design, its folder, and its survey as loaded."""
    kind, folder = request.param, tmp_path_factory.mktemp(request.param)
    rscript(SCRIPT, "data", kind, folder)
    book = yaml.safe_load((HERE / "codebook.yaml").read_text())
    book["design"] |= DESIGNS[kind]
    if kind == "trimmed":
        book["weighting"]["trim"] = [0.3, 3]
    (folder / "codebook.yaml").write_text(yaml.safe_dump(book))
    load(folder, folder / "home")
    return kind, folder, current_snapshot(folder / "home").survey("raked")


@pytest.fixture(scope="module")
def both(case, rscript):
    """Our estimates and R's, row by row."""
    kind, folder, survey = case
    weights = survey.table("SELECT weight FROM response ORDER BY line")
    weights.to_csv(folder / "ours.csv", index=False)
    tables = [
        estimate(survey, parse_query(survey.codebook, target, by=by, statistic=statistic))
        for target in TARGETS
        for by in CUTS
        for statistic in (None, "total")
    ]
    ours = pd.concat(tables, ignore_index=True)
    ours = ours[ours["n"] > 0].reset_index(drop=True)
    ours[KEYS].fillna("").to_csv(folder / "asked.csv", index=False)
    crossed(survey).to_csv(folder / "pairs.csv", index=False)
    rscript(SCRIPT, "numbers", kind, folder)
    return ours, pd.read_csv(folder / "r.csv"), weights, pd.read_csv(folder / "weights.csv")


def crossed(survey) -> pd.DataFrame:
    """Rao-Scott tests of questions against each other and against dimensions."""
    rows = []
    for first, second in PAIRS:
        query = parse_query(survey.codebook, first)
        dimension = second in DIMENSIONS
        against = (parse_cut if dimension else resolve)(survey.codebook, second)
        found = related(survey, query, against if dimension else against[0]).iloc[0]
        rows.append({"first": first, "second": second, "f": found["f"], "df_1": found["df_1"]})
    return pd.DataFrame(rows)


def test_rao_scott_equals_r(case, both):
    """F and its first df; R takes the second from all schools, us from those who answered."""
    _, folder, survey = case
    ours, theirs = crossed(survey), pd.read_csv(folder / "chisq.csv")
    assert len(ours) == len(theirs) == len(PAIRS)
    for column in ("f", "df_1"):
        np.testing.assert_allclose(ours[column], theirs[column], rtol=1e-8)


def test_weights_equal_r(both):
    *_, ours, theirs = both
    np.testing.assert_allclose(ours["weight"], theirs["weight"], rtol=1e-8)


def test_estimates_equal_r(both):
    ours, theirs, *_ = both
    assert len(ours) == len(theirs) > 100
    np.testing.assert_allclose(ours["estimate"], theirs["estimate"], rtol=1e-8, atol=1e-14)


def test_standard_errors_equal_r(both):
    ours, theirs, *_ = both
    # R leaves rounding where all of a domain answer alike or the margins say all; ours is 0
    np.testing.assert_allclose(ours["se"], theirs["se"], rtol=1e-8, atol=1e-10)


def test_a_margin_itself_has_no_error(both):
    """Share and total of a margin's category are known: their standard error is 0."""
    ours, *_ = both
    known = ours[(ours["item"] == "wide") & ours[DIMENSIONS].isna().all(axis=1)]
    share, total = known["estimate"]
    assert list(known["se"]) == [0, 0]
    assert share == pytest.approx(5122 / 6194, rel=1e-9)
    assert total == pytest.approx(5122, rel=1e-9)


def test_plain_standard_errors_would_be_wrong(case, both):
    """What the calibration changes is far more than the tolerance."""
    _, _, survey = case
    ours, *_ = both
    whole = ours[(ours["question"] == "api00") & ours[DIMENSIONS].isna().all(axis=1)]
    frame = survey.table(
        "SELECT api00 AS y, weight, stratum, psu FROM response"
        if "psu" in survey.columns
        else "SELECT api00 AS y, weight, stratum, id AS psu FROM response"
    )
    z = frame["weight"] * (frame["y"] - np.average(frame["y"], weights=frame["weight"]))
    z = z / frame["weight"].sum()
    by_psu = z.groupby([frame["stratum"], frame["psu"]], observed=True).sum()
    n_h = by_psu.groupby(level=0, observed=True).transform("size")
    spread = by_psu - by_psu.groupby(level=0, observed=True).transform("mean")
    plain = np.sqrt((spread**2 * n_h / (n_h - 1).clip(lower=1)).sum())
    assert abs(plain / whole["se"].iloc[0] - 1) > 0.01
