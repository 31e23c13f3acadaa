"""The tag of an answer changes with whatever may change the answer, and with nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from survey.tags import is_known, program, tag_of

FILES = {
    "api/answers.py": "1",
    "stage/templates/figure.html.jinja": "<h1>",
    "locales/de.po": "msgid",
    "charts/theme.py": "ink",
    "data/site.yaml": "name: one",
}


@pytest.fixture
def release(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def version(root: Path) -> str:
    program.cache_clear()
    found = program(root)
    program.cache_clear()
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_the_program_counts(release, name):
    before = version(release)
    (release / name).write_text(FILES[name] + " ")
    assert version(release) != before
    (release / name).write_text(FILES[name])
    assert version(release) == before


def test_what_does_not_change_an_answer_does_not_count(release):
    before = version(release)
    for name in ("api/__pycache__/answers.pyc", "etl/load.py", "data/warehouse/current", "x.md"):
        (release / name).parent.mkdir(parents=True, exist_ok=True)
        (release / name).write_text("new")
    os.utime(release / "api/answers.py", (0, 0))
    assert version(release) == before


def test_a_file_with_another_name_counts(release):
    before = version(release)
    (release / "api/answers.py").rename(release / "api/other.py")
    assert version(release) != before


def test_what_a_client_has_is_recognised_as_the_standard_says():
    tag = tag_of("snapshot-1", "/figure")
    assert tag == tag_of("snapshot-1", "/figure") != tag_of("snapshot-2", "/figure")
    for given in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        assert is_known(tag, given)
    for given in ("", '"x"', tag[1:-1]):
        assert not is_known(tag, given)
