"""Our estimates of R's data set apistrat equal R survey's to 1e-8, through the whole pipeline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from estimation import estimate, parse_query
from survey.snapshot import current_snapshot

pytestmark = pytest.mark.oracle
HERE = Path(__file__).parent / "apistrat"
KEYS = ["target", "by", "code", "option"]
NUMBERS = ["estimate", "se", "low", "high"]


@pytest.fixture(scope="module")
def oracle(rscript, tmp_path_factory):
    """The folder with R's data and R's numbers of today."""
    folder = tmp_path_factory.mktemp("apistrat")
    (folder / "version").write_text(rscript(HERE / "apistrat.R", folder))
    return folder


@pytest.fixture(scope="module")
def survey(oracle, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "etl", "load", HERE, "--files", oracle, "--home", home]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return current_snapshot(home).survey("apistrat")


def read(file: Path) -> pd.DataFrame:
    text = dict.fromkeys(KEYS, str)
    return pd.read_csv(file, dtype=text, keep_default_na=False, na_values={"low": ["NaN"]})


def test_r_still_gives_the_committed_numbers(oracle):
    today, committed = read(oracle / "expected.csv"), read(HERE / "expected.csv")
    assert (oracle / "version").read_text().strip() == (HERE / "VERSION").read_text().strip()
    pd.testing.assert_frame_equal(today[KEYS], committed[KEYS])
    np.testing.assert_allclose(
        today[NUMBERS].astype(float), committed[NUMBERS].astype(float), rtol=1e-12
    )


@pytest.mark.parametrize("row", read(HERE / "expected.csv").to_dict("records"), ids=str)
def test_equals_r(survey, row):
    target, _, method = row["target"].partition(":")
    query = parse_query(survey.codebook, target, by=row["by"], interval=method or "beta")
    table = estimate(survey, query)
    if row["by"]:
        table = table[table[row["by"]] == row["code"]]
    ours = table[table["option"] == row["option"]].iloc[0]
    assert ours["df"] == row["df"]
    ours_numbers = ours[["estimate", "se", "ci_low", "ci_high"]].astype(float).to_numpy()
    theirs = np.array([float(row[name]) for name in NUMBERS])
    if (
        row["option"] and not 1e-9 < theirs[0] < 1 - 1e-9
    ):  # R has no interval there; ours is exact Clopper-Pearson
        ours_numbers, theirs = ours_numbers[:2], theirs[:2]
        assert ours["se"] == 0
    np.testing.assert_allclose(ours_numbers, theirs, rtol=1e-8, atol=1e-12)
