"""Files to take along: what their address answers."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import urlencode

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from figures.catalogue import view, views
from figures.context import Context
from stage.download import FORMATS, download
from stage.files import files
from stage.orders.folder import load
from survey.address import Selection
from survey.selection import Cut, Filter
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


def test_a_page_is_a_presentation_with_a_slide_for_each_figure(demo):
    answer = ask(download, urlencode({"page": "barriers", "format": "pptx", "size": "10-49"}))
    name = "kmu-st-2024-page-barriers_size-10-49.pptx"
    assert f'filename="{name}"' in answer.headers["content-disposition"]
    slides = Presentation(BytesIO(answer.body)).slides
    where = (Filter(Cut("size", ""), ("10-49",)),)
    context = Context(demo, Selection("kmu-st", demo.codebook.latest_wave, where=where))
    made = [v.make(context, *v.arguments, **v.options) for v in views(context, "barriers")]
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert [title.replace("\u2060", "") for title in titles] == [m.headline for m in made]
    for slide, each in zip(slides, made, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        for said in (each.question, each.under.base, each.under.method, each.command):
            assert said in notes
        foot = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        for said in each.small_print:
            assert said.replace("fett: ", "▸ ") in foot


def test_a_page_of_html_works_without_a_network():
    answer = ask(download, urlencode({"page": "barriers", "format": "html"}))
    page = answer.body.decode()
    assert page.count('class="chart"') == 4
    own = page.replace(files()["plotly.js"].read_text(encoding="utf-8"), "")
    assert len(own) < len(page)  # plotly.js stands in it
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", own)
    assert not re.search(r"url\((?!\"?data:)", own)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ({"format": "doc"}, "xlsx"),
        ({}, "xlsx"),
        ({"format": "xlsx", "figure": ""}, "pptx, html"),
        ({"format": "xlsx", "figure": "none"}, "barriers-by-sector"),
        ({"format": "xlsx", "page": "none"}, "overview"),
        ({"format": "xlsx", "size": "huge"}, "size=huge"),
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


def test_a_running_order_is_a_presentation_with_all_its_slides():
    order = load("demo")
    answer = ask(download, urlencode({"order": "demo", "format": "pptx", "lang": "en"}))
    assert answer.status_code == 200
    assert 'filename="demo-en.pptx"' in answer.headers["content-disposition"]
    found = list(Presentation(BytesIO(answer.body)).slides)
    assert len(found) == len(order.slides)
    for slide, wanted in zip(found, order.slides, strict=True):
        drawn = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]
        assert len(drawn) == (wanted.kind == "figure")
        if wanted.kind in ("title", "text", "logos"):
            assert slide.shapes.title.text_frame.text == wanted.title.en
        if wanted.notes:
            notes = slide.notes_slide.notes_text_frame.text
            assert " ".join(wanted.notes.en.split()) in " ".join(notes.split())


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ({"order": "none", "format": "pptx"}, "demo"),
        ({"order": "demo", "format": "xlsx"}, "pptx"),
        ({"order": "../demo", "format": "pptx"}, ""),
    ],
)
def test_a_running_order_that_cannot_be_had_says_why(address, word):
    answer = ask(download, urlencode({**address, "lang": "en"}))
    assert answer.status_code == 404
    assert word in answer.body.decode()
