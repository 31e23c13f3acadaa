"""R as the oracle: where it is missing the tests are skipped with a reason, in CI they fail."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def rscript():
    """Run an R script that needs the package survey; returns what it printed."""
    missing = shutil.which("Rscript") is None or _without_survey()
    if missing:
        packages = "r-base-core r-cran-survey r-cran-mass"
        reason = f"R with the packages survey and MASS is missing: apt-get install {packages}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    def run(script: Path, *arguments: object) -> str:
        done = subprocess.run(
            ["Rscript", str(script), *map(str, arguments)],
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    return run


def _without_survey() -> bool:
    asked = subprocess.run(["Rscript", "-e", "library(survey); library(MASS)"], capture_output=True)
    return asked.returncode != 0
