"""A figure on its own: what its address answers, without a browser."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from shutil import copytree
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.responses import Response

from figures.catalogue import CONTENTS, views
from figures.context import Context
from stage.figure import figure_address
from stage.routes import asset, embed, figure
from survey.address import Selection
from survey.selection import Cut, Filter
from tests.stage.asking import ask


@pytest.fixture(autouse=True)
def home(published_home, monkeypatch):
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))


def text(response: Response) -> str:
    return response.body.decode()


def charts(response: Response) -> dict:
    found = re.search(r'type="application/json">(.*?)</script>', text(response), re.S)
    assert found
    return json.loads(found[1])


def context(demo, **more) -> Context:
    return Context(demo, Selection("kmu-st", demo.codebook.latest_wave, **more))


@pytest.mark.parametrize("page", CONTENTS)
def test_every_figure_of_every_page_has_an_address(demo, page):
    here = context(demo)
    for view in views(here, page):
        address = urlsplit(figure_address(here, page, view.id))
        assert address.path == "figure"
        answer = ask(figure, address.query)
        assert answer.status_code == 200, (view.id, text(answer))
        made = view.make(here, *view.arguments, **view.options)
        assert f"<h1>{escape(made.headline)}</h1>" in text(answer).replace("&#39;", "&#x27;")
        assert set(charts(answer)) == {"wide", "narrow", "paper"}
        assert charts(answer)["wide"]["data"]
        assert 'lang="de"' in text(answer)


def test_the_filter_language_and_theme_of_the_address_hold(demo):
    where = (Filter(Cut("size", ""), ("10-49",)),)
    address = urlsplit(
        figure_address(context(demo, where=where, lang="en"), "barriers", "barriers")
    ).query
    found = ask(figure, address + "&theme=dark")
    assert 'lang="en"' in text(found)
    assert "10–49" in text(found)
    everybody = ask(figure, urlsplit(figure_address(context(demo), "barriers", "barriers")).query)
    assert charts(found)["wide"] != charts(everybody)["wide"]
    assert context(demo).theme.background not in re.search(r":root {.*}", text(found))[0]
    back = re.search(r'href="(barriers\?[^"]*)"', text(found))
    assert back
    assert parse_qs(back[1].partition("?")[2].replace("&amp;", "&"))["size"] == ["10-49"]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("", "overview"),
        ("page=barriers", "barriers-by-sector"),
        ("page=barriers&figure=none", "barriers-by-sector"),
        ("page=barriers&figure=barriers&theme=pink", "dark"),
        ("page=strategy&figure=<script>alert(1)</script>", "strategy_status"),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(query, word):
    answer = ask(figure, query + "&lang=en")
    assert answer.status_code == 404
    assert word in text(answer)
    assert "<script>alert" not in text(answer)


def test_a_wrong_filter_is_left_out_and_said():
    answer = ask(figure, "page=barriers&figure=barriers&size=huge&lang=en")
    assert answer.status_code == 200
    assert "size=huge" in text(answer)


def test_what_was_answered_is_not_sent_again():
    query = urlencode({"page": "barriers", "figure": "barriers"})
    first = ask(figure, query)
    again = ask(figure, query, [("if-none-match", first.headers["etag"])])
    assert (again.status_code, again.body) == (304, b"")
    other = ask(figure, query + "&size=10-49", [("if-none-match", first.headers["etag"])])
    assert other.status_code == 200


def test_another_release_sends_it_again(monkeypatch):
    query = urlencode({"page": "barriers", "figure": "barriers"})
    first = ask(figure, query)
    monkeypatch.setattr("survey.tags.program", lambda: "the next release")
    again = ask(figure, query, [("if-none-match", first.headers["etag"])])
    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]


def test_an_embed_is_the_same_figure_without_margins():
    query = urlencode({"page": "barriers", "figure": "barriers"})
    alone, framed = ask(figure, query), ask(embed, query)
    assert charts(framed) == {name: charts(alone)[name] for name in ("wide", "narrow")}
    assert "download" not in text(framed)
    assert 'class="embed"' in text(framed)


def test_nothing_is_asked_of_other_hosts():
    page = text(ask(figure, "page=region&figure=map-maturity"))
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links
    assert not [each for each in links if "//" in each]


def test_the_files_of_the_page_are_kept_for_long():
    for name in ("figure.css", "figure.js", "plotly.js", "sans.woff2"):
        answer = ask(asset, name=name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert ask(asset, name="../routes.py").status_code == 404


def test_a_question_that_the_wave_did_not_ask_is_said_with_the_waves_that_did():
    answer = ask(figure, "page=change&figure=pandemic_effect&wave=2019&lang=en")
    assert answer.status_code == 404
    assert "Not asked in this wave" in text(answer)


def test_a_damaged_survey_takes_no_other_away(published_home, tmp_path, monkeypatch):
    home = tmp_path / "home"
    copytree(published_home, home)
    (other,) = home.glob("handwerk-umfrage-*.duckdb")
    other.write_bytes(b"no database")
    monkeypatch.setenv("BAROMETER_HOME", str(home))
    assert ask(figure, "page=barriers&figure=barriers&survey=kmu-st").status_code == 200


def test_what_is_pasted_elsewhere_leads_to_the_embed(demo):
    where = (Filter(Cut("size", ""), ("10-49",)),)
    address = urlsplit(figure_address(context(demo, where=where), "barriers", "barriers")).query
    page = text(ask(figure, address))
    pasted = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page, re.S)[1])
    frame = re.search(r'<iframe src="([^"]+)" title="([^"]+)"', pasted)
    target = urlsplit(unescape(frame[1]))
    assert (target.netloc, target.path) == ("example.org", "/embed")
    framed = text(ask(embed, target.query))
    assert f"<h1>{frame[2]}</h1>" in framed
    assert charts(ask(embed, target.query))["wide"] == charts(ask(figure, address))["wide"]
    assert "<pre" not in framed
