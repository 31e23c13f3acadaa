"""A snapshot with another codebook is published while a reader has filters on."""

from __future__ import annotations

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT, load
from tests.pages.conftest import address, charts


@pytest.fixture
def without_council(tmp_path):
    """The demo survey without the dimension of works councils."""
    folder = tmp_path / "changed"
    shutil.copytree(ROOT / "data" / "kmu-st", folder)
    file = folder / "codebook.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  council:")
    end = text.index("  ownership:", start)
    text = text[:start] + text[end:]
    file.write_text(text, encoding="utf-8")
    return folder


def test_what_the_new_codebook_does_not_know_is_said_and_left_out(
    own_home, monkeypatch, without_council
):
    monkeypatch.setenv("BAROMETER_HOME", str(own_home))
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
    app.query_params["council"] = "1"
    app.query_params["size"] = "10-49"
    app.run()
    assert not app.exception
    load(without_council, own_home)
    app.run()
    assert not app.exception
    assert charts(app)
    assert "council" not in address(app)
    assert address(app)["size"] == ["10-49"]
    said = " ".join(warning.value for warning in app.warning)
    assert "council" in said
