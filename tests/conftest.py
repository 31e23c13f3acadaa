"""A published warehouse that many tests read: loaded once per run, never written to again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from survey.snapshot import PublishedSurvey, current_snapshot

ROOT = Path(__file__).parents[1]
SLOW = ("tests/browser/", "tests/faults/", "tests/attack/")
SURVEYS = ("data/kmu-st", "tests/surveys/handwerk")

# a busy machine is no fault of what is tested
settings.register_profile(
    "patient", settings.get_profile(settings.get_current_profile_name()), deadline=None
)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first, lest one process works on the last of them alone."""
    items.sort(key=lambda item: not item.nodeid.startswith(SLOW))


def load(folder: str | Path, home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """`python -m etl load` as a user runs it."""
    command = [sys.executable, "-m", "etl", "load", str(folder), "--home", str(home), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the demo survey and the second survey."""
    home = tmp_path_factory.mktemp("published")
    for survey in SURVEYS:
        load(survey, home)
    return home


@pytest.fixture(scope="session")
def demo(published_home: Path) -> PublishedSurvey:
    """The demo survey, published."""
    return current_snapshot(published_home).survey("kmu-st")
