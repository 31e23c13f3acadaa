"""A survey's own boundaries: kept in the published file, refused where they do not fit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.load import load
from survey.failure import Failure
from survey.snapshot import current_snapshot

ROOT = Path(__file__).parents[2]
FILE = "regionen.geojson"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The second survey, which brings its regions, to be changed."""
    return Path(shutil.copytree(ROOT / "tests/surveys/handwerk", tmp_path / "handwerk"))


def test_they_are_in_the_published_file(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    load(folder, home)
    (folder / FILE).unlink()  # the published survey needs it no longer
    survey = current_snapshot(home).survey("handwerk-umfrage")
    found = survey.boundaries("region")
    assert found is not None
    assert set(found.areas) == set(survey.codebook.dimensions["region"].scheme.codes(""))
    assert found.credit.text("en") == "made-up boundaries"
    assert survey.boundaries("trade") is None


def test_other_boundaries_are_another_snapshot(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = load(folder, home).snapshot
    assert load(folder, home).snapshot == before
    file = folder / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("made-up", "invented"), "utf-8")
    assert load(folder, home).snapshot != before


def test_a_missing_file_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / FILE).unlink()
    with pytest.raises(Failure) as caught:
        load(folder, tmp_path / "home")
    assert FILE in caught.value.text("de") and "'region'" in caught.value.text("en")


def test_a_code_without_an_area_is_refused(folder: Path, tmp_path: Path) -> None:
    file = folder / FILE
    text = file.read_text(encoding="utf-8").replace('"code": "sued"', '"code": "harz"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Failure) as caught:
        load(folder, tmp_path / "home")
    assert "sued" in caught.value.text("en")


def test_an_unknown_code_and_other_encodings_are_refused(folder: Path, tmp_path: Path) -> None:
    file = folder / FILE
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('"code": "sued"', '"code": "south"'), encoding="utf-8")
    with pytest.raises(Failure) as caught:
        load(folder, tmp_path / "home")
    assert "south" in caught.value.text("en")
    file.write_bytes(good.replace("made-up", "für uns").encode("latin-1"))
    with pytest.raises(Failure) as caught:
        load(folder, tmp_path / "home")
    assert "UTF-8" in caught.value.text("en")
