"""Reading a warehouse that is empty, damaged or from tomorrow: a sentence each, no stack trace."""

from __future__ import annotations

import json

import duckdb
import pandas as pd
import pytest

from survey.failure import Failure
from survey.published import FORMAT
from survey.snapshot import UnknownSurvey, current_snapshot
from survey.warehouse import NoSnapshot, UnreadableSnapshot, current_name, home
from tests.estimation.published import warehouse

CODEBOOK = {
    "survey": "small",
    "title": "Small",
    "design": {"id": "id"},
    "waves": [{"id": "1", "label": "One", "file": "1.csv"}],
    "dimensions": {"size": {"column": "n", "classification": "size-eu", "label": "Size"}},
    "questions": [{"id": "amount", "topic": "change", "type": "numeric", "column": "a",
                   "unit": "Euro", "text": "Amount"}],
}  # fmt: skip
FRAME = pd.DataFrame({"wave": ["1", "1"], "size": ["0-9", "10-49"], "amount": [1.0, 2.0]})


@pytest.fixture
def published(tmp_path):
    return warehouse(tmp_path, {"small": (CODEBOOK, FRAME)})


def said(failure: Failure) -> str:
    assert failure.text("de")
    return failure.text("en")


def test_a_good_warehouse(published):
    snapshot = current_snapshot(published)
    assert (snapshot.name, snapshot.surveys) == ("snapshot-test", ("small",))
    survey = snapshot.survey("small")
    assert survey.codebook.survey == "small"
    assert survey.codes_present("size", 1) == {"0-9", "10-49"}
    assert survey.design["psus"].tolist() == [2]
    assert snapshot.only_survey() == "small"
    survey.close()


def test_nothing_published(tmp_path):
    with pytest.raises(NoSnapshot) as caught:
        current_snapshot(tmp_path)
    assert "Nothing has been published" in said(caught.value)
    assert "python -m etl load" in said(caught.value)
    with pytest.raises(NoSnapshot):
        current_snapshot(tmp_path / "not" / "there")


def test_a_file_in_place_of_the_warehouse(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(NoSnapshot):
        current_name(file)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"surveys": {}}', '{"format": 1}', '{"format": "x", "surveys": {}}']
)
def test_a_damaged_manifest(published, content):
    (published / "snapshot-test.json").write_text(content)
    with pytest.raises(UnreadableSnapshot) as caught:
        current_snapshot(published)
    assert "cannot be read" in said(caught.value)
    assert "python -m etl rollback" in said(caught.value)


@pytest.mark.parametrize("content", [b"", b"\n", b"snapshot-gone.json\n", b"\xff\xfe\x00"])
def test_a_damaged_current(published, content):
    (published / "current").write_bytes(content)
    with pytest.raises(UnreadableSnapshot) as caught:
        current_snapshot(published)
    assert "cannot be read" in said(caught.value)


@pytest.mark.parametrize("rest", [{"surveys": {}}, {"rooms": []}], ids=["same keys", "other keys"])
def test_a_newer_format(published, rest):
    (published / "snapshot-test.json").write_text(json.dumps({"format": FORMAT + 1, **rest}))
    with pytest.raises(UnreadableSnapshot) as caught:
        current_snapshot(published)
    assert "newer version" in said(caught.value)
    assert f"format {FORMAT + 1}, this version reads up to {FORMAT}" in said(caught.value)


def test_keys_of_a_later_version_of_the_same_format_are_passed_over(published):
    manifest = json.loads((published / "snapshot-test.json").read_text()) | {"made": "today"}
    (published / "snapshot-test.json").write_text(json.dumps(manifest))
    assert current_snapshot(published).surveys == ("small",)


def test_a_survey_whose_file_is_gone(published):
    snapshot = current_snapshot(published)
    snapshot.file("small").unlink()
    with pytest.raises(UnreadableSnapshot) as caught:
        snapshot.survey("small")
    assert "small-00000000.duckdb cannot be read" in said(caught.value)
    assert not snapshot.file("small").exists(), "reading must not make a file"


def test_a_survey_whose_file_is_damaged(published):
    snapshot = current_snapshot(published)
    snapshot.file("small").write_bytes(b"not a database" * 1000)
    with pytest.raises(UnreadableSnapshot):
        snapshot.survey("small")


def test_a_database_that_is_no_survey(published):
    snapshot = current_snapshot(published)
    snapshot.file("small").unlink()
    duckdb.connect(str(snapshot.file("small"))).close()
    with pytest.raises(UnreadableSnapshot):
        snapshot.survey("small")


def test_unknown_and_several_surveys(tmp_path):
    other = {**CODEBOOK, "survey": "other"}
    snapshot = current_snapshot(
        warehouse(tmp_path, {"small": (CODEBOOK, FRAME), "other": (other, FRAME)})
    )
    with pytest.raises(UnknownSurvey) as caught:
        snapshot.survey("smal")
    assert "There is no survey 'smal'" in said(caught.value)
    assert "Choose from: other, small." in said(caught.value)
    with pytest.raises(UnknownSurvey) as caught:
        snapshot.only_survey()
    assert "Name one of them: other, small." in said(caught.value)


def test_where_the_warehouse_is(monkeypatch, tmp_path):
    monkeypatch.delenv("BAROMETER_HOME", raising=False)
    assert home() == home("data/warehouse")
    monkeypatch.setenv("BAROMETER_HOME", str(tmp_path))
    assert home() == tmp_path
    assert home("elsewhere").name == "elsewhere"
