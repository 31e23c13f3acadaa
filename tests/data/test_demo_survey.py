"""The demo survey is what its generator writes, byte for byte, and says that it is synthetic."""

from __future__ import annotations

import subprocess
import sys

import pytest

from survey.codebook import read_codebook
from tests.conftest import ROOT

DEMO = ROOT / "data" / "kmu-st"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    subprocess.run([sys.executable, DEMO / "generate.py", folder], check=True)
    return folder


@pytest.mark.parametrize("wave", ["2019", "2021", "2024"])
def test_the_committed_file_is_the_generated_one(generated, wave):
    name = f"kmu-st-{wave}.csv"
    assert (generated / name).read_bytes() == (DEMO / name).read_bytes()


def test_it_is_synthetic_and_asks_what_the_pages_show():
    codebook = read_codebook(DEMO)
    assert codebook.synthetic
    assert {"staff", "cost", "affinity"} <= {
        item.id for item in codebook.question["barriers"].items
    }
    assert len(codebook.score["maturity"].dimensions) == 6
    assert len(codebook.question["strategy_status"].codes) == 5
