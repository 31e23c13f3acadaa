"""Scores whose dimensions share answers, or share out the boxes of one question."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.estimation import firms
from tests.estimation.published import warehouse
from tests.pages.conftest import ROOT

SHARES = {
    "the same box": (("a",), ("a",)),
    "boxes of one question": (("a", "b"), ("c",)),
    "some of both": (("a", "b"), ("b", "c")),
}


@pytest.mark.parametrize("shared", SHARES)
def test_each_box_stands_in_the_self_check_once(tmp_path, monkeypatch, shared):
    book = firms.codebook()
    for dimension, items in zip(book["scores"][0]["dimensions"], SHARES[shared], strict=True):
        dimension["items"] = [{"question": "ticks", "item": item} for item in items]
    monkeypatch.setenv("BAROMETER_HOME", str(warehouse(tmp_path, {"firms": (book, firms.firms())})))
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    app.switch_page("self_check.py").run()
    assert not app.exception and not app.error
    boxes = {box.key.rpartition(":")[2]: box for box in app.checkbox if ":ticks." in box.key}
    asked = {name.removeprefix("ticks.") for name in boxes if name.startswith("ticks.")}
    assert asked == {item for items in SHARES[shared] for item in items}
    boxes["ticks.a"].check()
    button = next(each for each in app.button if each.label == "Show my profile")
    button.click().run()
    assert not app.exception and not app.error
