"""A published warehouse that many tests read: loaded once per run, never written to again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

from survey.snapshot import PublishedSurvey, current_snapshot

ROOT = Path(__file__).parents[1]
# Those that need no warehouse come before those that wait until one is published, and fast ones
# last, so that two processes end together.
SLOW = ("tests/faults/", "tests/etl/test_spark", "tests/browser/", "tests/attack/", "tests/oracle/")
SURVEYS = ("data/kmu-st", "tests/surveys/handwerk")

# a busy machine is no fault of what is tested
settings.register_profile(
    "patient", settings.get_profile(settings.get_current_profile_name()), deadline=None
)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first, lest one process works on the last of them alone."""

    def place(item: pytest.Item) -> int:
        at = [n for n, start in enumerate(SLOW) if item.nodeid.startswith(start)]
        return at[0] if at else len(SLOW)

    items.sort(key=place)


def load(folder: str | Path, home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """`python -m etl load` as a user runs it."""
    command = [sys.executable, "-m", "etl", "load", str(folder), "--home", str(home), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the demo survey and the second survey; all processes of a run share it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    home, done = shared / "published", shared / "published.done"
    try:
        (shared / "published.begun").touch(exist_ok=False)
    except FileExistsError:
        _wait_for(done)
        return home
    for survey in SURVEYS:
        load(survey, home)
    done.touch()
    return home


def _wait_for(file: Path, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not file.exists():
        assert time.monotonic() < end, "the other process published nothing"
        time.sleep(0.2)


@pytest.fixture
def own_home(published_home: Path, tmp_path: Path) -> Path:
    """A copy of the published warehouse, to be written to."""
    return Path(shutil.copytree(published_home, tmp_path / "home"))


@pytest.fixture(scope="session")
def demo(published_home: Path) -> PublishedSurvey:
    """The demo survey, published."""
    return current_snapshot(published_home).survey("kmu-st")
