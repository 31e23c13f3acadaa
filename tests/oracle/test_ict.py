"""The firm ICT survey, loaded and estimated from the command line, equals R's svyby."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
FILES = ROOT.parent / "shared" / "data" / "ict"
pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not FILES.exists(), reason="../shared/data/ict is not on this machine"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def loaded(home):
    done = run("etl", "load", "tests/real/ict", "--files", FILES, "--home", home, "--json")
    return json.loads(done)


def run(module: str, *arguments: object) -> str:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_every_row_is_accounted_for(loaded):
    (file,) = loaded["files"]
    assert file["rows_read"] == 650
    assert file["rows_read"] == file["rows_loaded"] + file["rows_quarantined"]
    assert (file["in_scope"], file["respondents"]) == (544, 506)


def test_big_data_by_division_equals_svyby(loaded, home, rscript, tmp_path):
    table = pd.read_csv(
        io.StringIO(
            run("estimation", "big_data", "--survey", "ict", "--by", "division", "--home", home)
        ),
        dtype={"option": str, "division": str},
    )
    ours = table[table["option"] == "TRUE"].set_index("division")
    rscript(Path(__file__).with_name("ict.R"), FILES / "ict_firms.csv", tmp_path / "r.csv")
    theirs = pd.read_csv(tmp_path / "r.csv", dtype={"division": str}).set_index("division")
    assert list(ours.index) == list(theirs.index)
    assert theirs["respondents"].iloc[0] == 506
    assert theirs["answered"].iloc[0] == 391 == ours["n"].sum()
    for column in ("estimate", "se"):
        np.testing.assert_allclose(ours[column], theirs[column], rtol=1e-8, atol=1e-15)
