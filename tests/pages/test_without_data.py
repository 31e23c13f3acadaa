"""No snapshot, a damaged one, one from a newer version: a sentence each, in both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT, charts


@pytest.fixture
def open_empty(tmp_path, monkeypatch):
    monkeypatch.setenv("BAROMETER_HOME", str(tmp_path))

    def open_(lang: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
        app.query_params["lang"] = lang
        return app.run()

    return open_


SAID = {
    "nothing": {"de": "noch nichts veröffentlicht", "en": "Nothing has been published"},
    "damaged": {"de": "kann nicht gelesen werden", "en": "cannot be read"},
    "newer": {"de": "neueren Version", "en": "newer version"},
}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("state", SAID)
def test_a_sentence_instead_of_an_error(open_empty, tmp_path, state, lang):
    if state == "damaged":
        (tmp_path / "current").write_text("snapshot-abc.json")
        (tmp_path / "snapshot-abc.json").write_text('{"format": 1, "sur')
    if state == "newer":
        (tmp_path / "current").write_text("snapshot-abc.json")
        (tmp_path / "snapshot-abc.json").write_text(json.dumps({"format": 99, "surveys": {}}))
    app = open_empty(lang)
    assert not app.exception
    assert SAID[state][lang] in app.error[0].value


@pytest.mark.parametrize("lang", ["de", "en"])
def test_one_damaged_survey_leaves_the_others_their_pages(
    open_empty, tmp_path: Path, published_home: Path, lang: str
):
    shutil.copytree(published_home, tmp_path, dirs_exist_ok=True)
    (damaged,) = tmp_path.glob("handwerk-umfrage-*.duckdb")
    damaged.write_bytes(b"half a file")
    app = open_empty(lang)
    assert not app.exception
    assert [damaged.name in error.value.replace("\\", "") for error in app.error] == [True]
    assert charts(app)
