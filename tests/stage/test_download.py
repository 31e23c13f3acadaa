"""Files to take along: what their address answers."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

import pandas as pd
import pytest
from openpyxl import load_workbook

from figures.catalogue import view
from figures.context import Context
from stage.download import FORMATS, download
from survey.address import Selection
from tests.stage.asking import ask


@pytest.fixture(autouse=True)
def home(published_home, monkeypatch):
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))


def get(**address):
    return ask(download, urlencode({"page": "barriers", "figure": "barriers", **address}))


@pytest.fixture(scope="module")
def table(demo):
    context = Context(demo, Selection("kmu-st", demo.codebook.latest_wave))
    found = view(context, "barriers", "barriers")
    return found.make(context, *found.arguments, **found.options).table


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_a_file_with_a_name_that_says_what_it_is(kind):
    answer = get(format=kind)
    assert answer.status_code == 200
    name = f'filename="kmu-st-2024-barriers{FORMATS[kind].end}"'
    assert answer.headers["content-disposition"].startswith(f"attachment; {name}")
    assert answer.media_type == FORMATS[kind].media_type


def test_the_workbook_has_the_numbers_of_the_figure(table):
    sheet = load_workbook(BytesIO(get(format="xlsx").body))["Zahlen"]
    heads, *rows = sheet.iter_rows(values_only=True)
    found = pd.DataFrame(rows, columns=heads)
    assert found["item"].tolist() == table["item"].tolist()
    for name in ("estimate", "ci_low", "ci_high", "n"):
        assert found[name].tolist() == pytest.approx(table[name].tolist(), rel=1e-15)


def test_the_notes_say_what_it_is_and_where_from():
    sheet = load_workbook(BytesIO(get(format="xlsx", size="10-49", lang="en").body))["Notes"]
    notes = dict(sheet.iter_rows(values_only=True))
    assert notes["Filters as codes"] == "size=10-49"
    assert "10–49 employees" in notes["Selection"]
    assert notes["Data"] == "synthetic demo data"
    assert notes["Licence"] == "CC0-1.0"
    address = "http://example.org/figure?page=barriers&figure=barriers"
    assert address in notes["Citation"]
    assert "size=10-49" in notes["Citation"]
    assert notes["Calculate again"].startswith("python -m estimation barriers")
    assert {"Finding", "Question", "Unit", "Base", "Method", "Source", "Data state"} <= set(notes)


def test_the_codes_are_those_of_the_table(table):
    found = pd.read_csv(BytesIO(get(format="codes").body), dtype={"item": str})
    assert found["item"].tolist() == table["item"].tolist()
    assert found["estimate"].tolist() == pytest.approx(table["estimate"].tolist(), rel=1e-12)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ({"format": "doc"}, "xlsx"),
        ({}, "xlsx"),
        ({"format": "xlsx", "figure": "none"}, "barriers-by-sector"),
        ({"format": "xlsx", "page": "none"}, "overview"),
        ({"format": "xlsx", "page": "change", "figure": "pandemic_effect", "wave": "2019"}, "2021"),
    ],
)
def test_what_cannot_be_had_is_a_page_that_says_why(address, word):
    answer = get(lang="en", **address)
    assert answer.status_code == 404
    assert word in answer.body.decode()
    assert "content-disposition" not in answer.headers


def test_a_figure_of_which_nothing_may_be_shown_is_no_file():
    where = {"sector": "I", "size": "GE250", "district": "15003"}
    answer = get(format="xlsx", lang="en", **where)
    assert answer.status_code == 404
    assert "Nothing of this figure" in answer.body.decode()
