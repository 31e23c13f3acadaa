"""Findings in words: grammatical in both languages for any survey, and true to the table."""

from __future__ import annotations

import re

import pytest

from figures.context import Context
from figures.difference_words import sentence_of
from figures.findings import findings
from survey.address import read_address
from survey.selection import Cut
from survey.snapshot import current_snapshot

TOPICS = ("maturity", "strategy", "barriers", "support", "participation", "learning", "change")
GERMAN = re.compile(
    r"^[^{}]+: (Bei „[^„“]+“ gilt )?(„[^„“]+“ (im Mittel|gilt für) |„[^„“]+“ für )?"
    r"[−\d.,]+( %| \S+)?( \S+)? \([^()]+\)( nenne?[nt] „[^„“]+“)?, "
    r"[\d.,]+ (Prozentpunkte? |Punkte? |\S+ )?(mehr|weniger|höher|niedriger) "
    r"als bei den übrigen Unternehmen\.$"
)


def topic(context: Context, name: str) -> list[str]:
    scores = [score.id for score in context.codebook.scores] if name == "maturity" else []
    return [*scores, *(question.id for question in context.codebook.topic(name))]


@pytest.fixture(scope="module", params=["kmu-st", "handwerk-umfrage"])
def both(request, published_home):
    """The same reader in German and in English."""
    snapshot = current_snapshot(published_home)
    survey = snapshot.survey(request.param)
    books = {request.param: survey.codebook}

    def reader(lang: str) -> Context:
        address = {"lang": [lang]}
        return Context(survey, read_address(address, books, default_survey=request.param).selection)

    return reader("de"), reader("en")


@pytest.mark.parametrize("name", TOPICS)
def test_every_topic_speaks_german_and_english(both, name):
    german, english = (
        findings(context, topic(context, name), list(context.codebook.dimensions)[:2])
        for context in both
    )
    assert [f.row["p_adjusted"] for f in german] == [f.row["p_adjusted"] for f in english]
    for de, en in zip(german, english, strict=True):
        assert GERMAN.match(de.sentence.replace("\N{NO-BREAK SPACE}", " ")), de.sentence
        assert en.sentence.endswith("than among the other firms.")
        assert "“" in en.sentence
        assert "„" not in en.sentence
        assert all("{" not in text for text in (*de.facts, *en.facts))
        assert de.question
        assert en.question


def test_the_demo_has_something_to_say(reading):
    context = reading(lang="en")
    found = findings(context, ["maturity", "barriers"], ["sector", "size"])
    assert len(found) == 3
    assert len({(f.row["dimension"], f.row["group"]) for f in found}) == 3
    for each in found:
        assert each.row["flag"] == each.row["group_flag"] == each.row["against_flag"] == ""
        assert each.row["p_adjusted"] < 0.05


def test_numbers_are_those_of_the_estimate_table(reading):
    context = reading(lang="en")
    (found,) = findings(context, ["maturity"], ["size"], count=1)
    query = context.cut_by(context.query("maturity"), Cut("size"))
    table = context.table(query).set_index("size")
    own = table.loc[found.row["group"]]
    label = context.wording(query).label("size", str(found.row["group"]))
    assert found.sentence.startswith(f"{label}: “Digital maturity” {own['estimate']:.0f} points ")
    assert f"({own['ci_low']:.0f}–{own['ci_high']:.0f})" in found.sentence
    assert f", {abs(found.row['estimate']):.0f} points " in found.sentence
    assert f"n = {own['n']}" in found.facts[0]
    others = found.row["against_n"]
    assert f"other firms n = {others:,}" in found.facts[0]
    assert any(line.startswith("Source:") for line in found.facts)


def test_the_readers_filters_are_part_of_the_sentence(reading):
    context = reading(lang="en", size="10-49")
    found = findings(context, ["maturity"], ["sector"])
    assert found
    for each in found:
        assert " · 10–49 employees: " in each.sentence
        assert "10–49 employees" in each.facts[0]
    along_the_filter = findings(context, ["maturity"], ["size"])
    assert all(" · " not in each.sentence for each in along_the_filter)


def test_what_the_wave_did_not_ask_is_passed_over(reading):
    context = reading(lang="en", wave="2019")
    asked = [q.id for q in context.codebook.questions if q.waves is None or "2019" in q.waves]
    absent = [q.id for q in context.codebook.questions if q.id not in asked]
    assert absent
    assert findings(context, absent, ["size"]) == ()
    assert findings(context, [], ["size"]) == ()


def test_one_percent_names_in_the_singular(reading):
    context = reading(lang="de")
    query = context.cut_by(context.query("barriers"), Cut("size"))
    row = {
        "question": "barriers", "item": "staff", "option": "1", "statistic": "proportion",
        "wave": "2024", "group": "0-9", "estimate": -0.012, "p_adjusted": 0.01,
        "group_estimate": 0.01, "group_ci_low": 0.002, "group_ci_high": 0.03, "group_n": 400,
        "group_flag": "", "against_estimate": 0.022, "against_ci_low": 0.01,
        "against_ci_high": 0.04, "against_n": 600, "against_flag": "",
    }  # fmt: skip
    one = sentence_of(context, query, row).replace("\N{NO-BREAK SPACE}", " ")
    assert ": 1 % (0–3 %) nennt „" in one
    assert ", 1 Prozentpunkt weniger als" in one
    several = sentence_of(context, query, {**row, "estimate": 0.03, "group_estimate": 0.05})
    assert "nennen „" in several
    assert "3 Prozentpunkte mehr als" in several
    small = {**row, "estimate": 0.00004}
    assert sentence_of(context, query, small) == ""
    finer = sentence_of(context, query, {**row, "estimate": 0.0004})
    assert ", 0,04 Prozentpunkte mehr als" in finer
