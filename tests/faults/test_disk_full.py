"""A disk that runs full: a sentence, nothing published, nothing half left behind."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import firms
from etl.load import load
from survey.snapshot import current_snapshot
from tests.etl.surveys import published_state

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
SIZE = 24_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small tmpfs cannot be mounted here (needs root)")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """A file that leaves so many bytes free."""
    filler = disk / "filler"
    filler.write_bytes(b"x" * max(shutil.disk_usage(disk).free - leave, 0))
    return filler


@pytest.mark.parametrize("leave", [0, 40_000, 500_000, 1_500_000, 2_500_000])
def test_a_full_disk(small_disk: Path, tmp_path: Path, leave: int) -> None:
    home, survey = small_disk / "home", tmp_path / "survey"
    firms.write_survey(survey, 200)
    first = load(survey, home)
    firms.write_survey(survey, 30_000)
    filler = fill(small_disk, leave)
    state = published_state(home)
    command = [sys.executable, "-m", "etl", "load", str(survey), "--home", str(home), "--json"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 1, result.stderr
    error = json.loads(result.stdout)["error"]
    assert "no space left" in error["en"]
    assert "kein Platz" in error["de"]
    assert "Traceback" not in result.stderr
    assert published_state(home) == state
    assert not list(home.glob(".build-*"))
    assert not [p.name for p in home.iterdir() if p.name.endswith(".new")]
    assert current_snapshot(home).name == first.snapshot
    filler.unlink()
    assert load(survey, home).changed
