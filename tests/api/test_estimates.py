"""The API answers the command line's table, or says which parameter is wrong and what it may be."""

from __future__ import annotations

import json
from io import StringIO

import pandas as pd
import pytest

from api.app import RATE
from estimation.__main__ import main

ASKED = [
    {"question": "barriers", "by": "size"},
    {"question": "maturity.level", "by": "sector:group,size", "wave": "2024"},
    {"question": "barriers.staff", "where": ["size=10-49|50-249", "sector:group=F"], "wave": "all"},
    {"question": "strategy_status", "option": "3|4", "by": "district", "ci": "logit"},
    {"question": "it_spend", "statistic": "median"},
]


def flags(query: dict) -> list[str]:
    words = [query["question"], "--survey", "kmu-st"]
    for name, value in query.items():
        for each in value if isinstance(value, list) else [value]:
            words += [] if name == "question" else [f"--{name}", each]
    return words


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("query", ASKED, ids=lambda q: q["question"])
def test_the_table_is_that_of_the_command_line(ask, capsys, query, form):
    answer = ask("/estimates", survey="kmu-st", format=form, **query)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/csv" if form == "csv" else "application")
    assert main([*flags(query), "--format", form]) == 0
    read = pd.read_csv if form == "csv" else pd.read_json
    ours, theirs = (
        read(StringIO(text)) for text in (answer.body.decode(), capsys.readouterr().out)
    )
    assert len(ours) > 0
    # a server adds sums that it has, the command line counts once: the last digit may differ
    pd.testing.assert_frame_equal(ours, theirs, rtol=1e-12, atol=0)


@pytest.mark.parametrize(
    ("wrong", "parameter", "allowed"),
    [
        ({"survey": "nix"}, "survey", "kmu-st"),
        ({"question": "nix"}, "question", "barriers"),
        ({"question": ""}, "question", "barriers"),
        ({"wave": "1999"}, "wave", "2024"),
        ({"by": "colour"}, "by", "sector:group"),
        ({"where": "size=huge"}, "where", "size"),
        ({"where": "size"}, "where", "size"),
        ({"option": "9"}, "option", "1"),
        ({"statistic": "mode"}, "statistic", "median"),
        ({"ci": "wald"}, "ci", "beta"),
        ({"format": "xml"}, "format", "csv"),
        ({"deff": "maybe"}, "deff", "true"),
        ({"sise": "10-49"}, "sise", "where"),
        ({"wave": ["2024", "2021"]}, "wave", ""),
    ],
    ids=str,
)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_wrong_parameter_is_named_with_what_it_may_be(ask, wrong, parameter, allowed, lang):
    query = {"survey": "kmu-st", "question": "barriers", **wrong}
    answer = ask("/estimates", lang=lang, **query)
    body = json.loads(answer.body)
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == lang
    assert body["parameter"] == parameter
    assert not allowed or allowed in body["allowed"]
    assert len(body["detail"]) > 10
    assert "Traceback" not in answer.body.decode()


def test_the_same_answer_need_not_be_sent_twice(ask):
    first = ask("/estimates", survey="kmu-st", question="maturity")
    again = ask("/estimates", {"If-None-Match": f'"x", {first.headers["etag"]}'},
                survey="kmu-st", question="maturity")  # fmt: skip
    assert (again.status, again.body) == (304, b"")
    other = ask("/estimates", {"If-None-Match": first.headers["etag"]},
                survey="kmu-st", question="barriers")  # fmt: skip
    assert other.status == 200


@pytest.mark.parametrize("path", ["/surveys", "/codebook", "/openapi.json", "/catalogue"])
def test_another_release_sends_the_answer_again(ask, path, monkeypatch):
    query = {"survey": "kmu-st"} if path == "/codebook" else {}
    first = ask(path, **query)
    assert ask(path, {"If-None-Match": first.headers["etag"]}, **query).status == 304
    monkeypatch.setattr("survey.tags.program", lambda: "the next release")
    again = ask(path, {"If-None-Match": first.headers["etag"]}, **query)
    assert again.status == 200
    assert again.headers["etag"] != first.headers["etag"]


def test_three_dimensions_are_hidden_and_the_header_says_why(ask):
    answer = ask("/estimates", survey="kmu-st", question="barriers.staff", by="sector:group,size",
                 where="district=15003")  # fmt: skip
    rows = json.loads(answer.body)
    assert {row["flag"] for row in rows} == {"hidden"}
    assert {row["estimate"] for row in rows} == {None}
    assert "three would lead to single firms" in answer.headers["barometer-hidden"]


def test_who_asks_too_often_is_told_when_to_ask_again(ask, monkeypatch):
    monkeypatch.setenv(RATE.variable, "3/minute")
    RATE.forget()
    answers = [ask("/surveys") for _ in range(4)]
    assert [each.status for each in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert ask("/health").status == 200
    RATE.forget()


def test_it_may_be_read_from_other_sites_but_not_written(ask):
    answer = ask("/surveys", {"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    refused = ask("/surveys", method="POST")
    assert refused.status == 405
    assert json.loads(refused.body)["detail"]
    lost = ask("/nowhere", {"Accept-Language": "en-GB"})
    assert lost.status == 404
    assert "openapi.json" in json.loads(lost.body)["detail"]


def test_a_mistake_of_ours_is_a_sentence(ask, monkeypatch):
    monkeypatch.setattr("api.answers.estimate", lambda *a, **o: 1 / 0)
    answer = ask("/estimates", survey="kmu-st", question="maturity", lang="en")
    assert answer.status == 500
    assert "operator" in json.loads(answer.body)["detail"]
    assert "ZeroDivision" not in answer.body.decode()


def test_without_a_published_survey_it_says_so(ask, monkeypatch, tmp_path):
    monkeypatch.setenv("BAROMETER_HOME", str(tmp_path))
    assert ask("/health").status == 503
    answer = ask("/estimates", question="maturity")
    assert answer.status == 503
    assert "etl load" in json.loads(answer.body)["detail"]
