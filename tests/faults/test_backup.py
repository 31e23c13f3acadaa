"""A copy made by `deploy/backup` while surveys are published is whole, whenever it is made."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from estimation import estimate, parse_query
from survey.snapshot import current_snapshot
from tests.conftest import ROOT, load

pytestmark = pytest.mark.faults
SURVEY, QUESTION = "handwerk-umfrage", "fahrplan"


def backup(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "deploy" / "backup"), str(source), str(target)]
    return subprocess.run(command, capture_output=True, text=True)


def read(home: Path) -> str:
    """The name of the data state, all of whose surveys were read and answer."""
    published = current_snapshot(home)
    for name in published.surveys:
        assert published.survey(name).codebook.survey == name
    survey = published.survey(SURVEY)
    assert len(estimate(survey, parse_query(survey.codebook, QUESTION))) > 0
    return published.name


def publications(folder: Path, home: Path) -> list[str]:
    """Publish the survey five times, each time a firm less; the data states."""
    file = folder / "handwerk.tsv"
    found = []
    for _ in range(5):
        lines = file.read_bytes().rstrip(b"\n").split(b"\n")
        file.write_bytes(b"\n".join(lines[:-1]) + b"\n")
        load(folder, home)
        found.append(current_snapshot(home).name)
    return found


def test_a_copy_is_whole_while_others_publish(own_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "handwerk"
    shutil.copytree(ROOT / "tests" / "surveys" / "handwerk", folder)
    grown = tmp_path / "grown"
    seen, copies = {current_snapshot(own_home).name}, 0
    with ThreadPoolExecutor(1) as pool:
        publishing = pool.submit(publications, folder, own_home)
        while not publishing.done():
            fresh = tmp_path / f"fresh-{copies}"
            for copy in (grown, fresh):  # one that grows, one from nothing
                made = backup(own_home, copy)
                assert made.returncode == 0, made.stderr
                seen.add(read(copy))
            shutil.rmtree(fresh)
            copies += 1
        published = publishing.result()
    assert copies > 5
    assert len(seen & set(published)) > 1
    backup(own_home, grown)
    assert read(grown) == published[-1]
    assert not [each for each in grown.iterdir() if each.name.startswith(".")]
    assert (grown / "history.jsonl").read_bytes() == (own_home / "history.jsonl").read_bytes()


def test_a_file_that_vanishes_leaves_the_copy_before(own_home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert backup(own_home, copy).returncode == 0
    before = read(copy)
    (own_home / "gone-0123.duckdb").symlink_to(tmp_path / "nowhere")
    (own_home / "current").write_text("snapshot-of-the-file-that-vanished.json\n")
    assert backup(own_home, copy).returncode != 0
    assert read(copy) == before


def test_what_is_no_warehouse_is_refused(tmp_path: Path) -> None:
    refused = backup(tmp_path, tmp_path / "copy")
    assert refused.returncode == 2
    assert "usage" in refused.stderr
    assert not (tmp_path / "copy").exists()
