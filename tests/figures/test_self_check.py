"""The self-check: a firm's own answers beside released estimates, on the page and on paper."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from charts.alternative import describe
from charts.own_profile import own_profile
from charts.theme import theme
from estimation.__main__ import main
from figures.profile_paper import profile_paper
from figures.questionnaire import choices, questionnaire
from figures.self_check import (
    against_group,
    compared_with,
    left_out_in_words,
    offers_for,
    own_beside_group,
)
from locales.numbers import decimal, decimal_range, integer
from survey.selection import parse_filter
from survey.self_assessment import assess
from tests.export.test_typesetting import text_of

DAY = date(2026, 11, 29)
GROUPS = {
    "sector and size": ["sector:group=F", "size=10-49"],
    "sector": ["sector:group=K-N"],
    "everyone": [],
}


def _answered(context, last: bool) -> dict[str, str]:
    """All questions answered by their first or last choice, strategy by the first."""
    score = context.codebook.scores[0]
    found = {}
    for dimension, asked in questionnaire(context.codebook, score).items():
        for each in asked:
            found[each.variable] = list(choices(context, each))[-1 if last else 0]
        if dimension == "strategy":
            found |= {each.variable: next(iter(choices(context, each))) for each in asked}
    return found


def _paper(context, where, barriers=("cost",), answers=None):
    book = context.codebook
    score = book.scores[0]
    answers = _answered(context, last=True) if answers is None else answers
    own = assess(book, score, answers)
    beside = compared_with(context, score, [parse_filter(book, each) for each in where])
    offers = offers_for(own.weakest, barriers)
    asked = questionnaire(book, score)
    paper = profile_paper(context, score, own, beside, answers, asked, offers, barriers, DAY)
    return own, beside, paper


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("where", GROUPS.values(), ids=GROUPS)
def test_the_paper_prints_the_group_as_the_command_line_does(
    reading, published_home, capsys, where, lang
):
    context = reading(lang=lang)
    own, beside, paper = _paper(context, where)
    assert [str(each) for each in beside.query.where] == where
    targets = ["maturity", *(f"maturity.{each}" for each in own.dimensions)]
    text = text_of(paper.pdf())
    for target, row in zip(targets, paper.rows, strict=True):
        filters = [part for each in where for part in ("--where", each)]
        capsys.readouterr()
        main([target, "--survey", "kmu-st", *filters, "--home", str(published_home),
              "--format", "json"])  # fmt: skip
        (asked,) = json.loads(capsys.readouterr().out)
        assert asked["flag"] == ""
        digits = 1 if where == [] else 0
        assert row.group == decimal(asked["estimate"], lang, digits)
        assert row.interval == decimal_range(asked["ci_low"], asked["ci_high"], lang, digits)
        assert row.n == integer(asked["n"], lang)
        assert f"{row.group} {row.interval} {row.n} {row.place}" in text
    mine = [row.own for row in paper.rows]
    values = [own.total, *own.dimensions.values()]
    assert mine == [decimal(value, lang, 1 if where == [] else 0) for value in values]


def test_a_group_of_too_few_firms_gives_way_to_a_wider_one(reading):
    context = reading(lang="de")
    asked = [parse_filter(context.codebook, each) for each in ("sector:group=F", "size=GE250")]
    beside = compared_with(context, context.codebook.scores[0], asked)
    assert beside.query.where == (asked[0],)
    assert beside.left_out == (asked[1],)
    assert "250" in left_out_in_words(context, beside)
    assert all(flag in ("", "limited") for flag in beside.table["flag"])


def test_the_score_of_an_earlier_wave_is_not_asked_for_where_it_was_not(reading):
    context = reading(wave="2019")
    beside = compared_with(context, context.codebook.scores[0], [])
    (wave,) = beside.query.waves
    assert wave in context.codebook.regular_waves
    assert beside.total.estimate is not None


def test_the_weakest_dimension_and_its_offers_are_named(reading):
    _, _, paper = _paper(reading(lang="de"), ["sector:group=F"], barriers=())
    assert paper.weakest.startswith("Schwächste Dimension – Digitale Strategie: 0 Punkte")
    assert [row.name for row in paper.rows if row.weakest] == ["Digitale Strategie"]
    assert [each.name for each in paper.offers] == ["Mittelstand-Digital Zentrum Magdeburg"]
    assert "Digitale Strategie" in paper.offers[0].reason


def test_barriers_that_were_named_bring_their_offers(reading):
    _, _, without = _paper(reading(lang="en"), [], barriers=())
    _, _, with_cost = _paper(reading(lang="en"), [], barriers=("cost",))
    more = {each.name for each in with_cost.offers} - {each.name for each in without.offers}
    assert "Sachsen-Anhalt WEITERBILDUNG" in more
    (reason,) = [each.reason for each in with_cost.offers if "WEITERBILDUNG" in each.name]
    assert reason == "Fits: Cost"
    assert not any("go-digital" in each.name for each in with_cost.offers)  # it ended


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_paper_holds_all_answers_and_says_that_they_were_not_stored(reading, lang):
    context = reading(lang=lang)
    _, _, paper = _paper(context, ["size=0-9"])
    text = text_of(paper.pdf())
    for _, answers in paper.answers:
        for each in answers:
            assert re.sub(r"\s+", " ", f"{each.question} {each.answer}") in text
    said = {"de": "sie wurden nicht gespeichert", "en": "they were not stored"}[lang]
    assert said in text
    assert {"de": "synthetische Demodaten", "en": "synthetic demo data"}[lang] in text
    assert "29" in text
    assert context.survey.version in text


def test_where_a_value_lies_follows_the_interval_as_printed(reading):
    context = reading(lang="en")
    _, beside, _ = _paper(context, ["sector:group=F"])
    group, wording = beside.total, context.wording(beside.query, "points")
    assert against_group(context, group.estimate, group, wording) == "near the mean"
    assert against_group(context, group.low - 1, group, wording) == "below the mean"
    assert against_group(context, group.high + 1, group, wording) == "above the mean"
    assert against_group(context, None, group, wording) == "–"


def test_an_incomplete_assessment_has_neither_level_nor_weakest(reading):
    context = reading()
    answers = _answered(context, last=True)
    kept = {name: code for name, code in answers.items() if not name.startswith("green")}
    own = assess(context.codebook, context.codebook.scores[0], kept)
    assert own.dimensions["green"] is None
    assert own.dimensions["data"] is not None
    assert own.total is None
    assert own.level == own.weakest == ""


@pytest.mark.parametrize("narrow", [False, True])
def test_the_figure_draws_group_with_intervals_and_own_values(reading, narrow):
    context = reading(lang="de")
    own, beside, _ = _paper(context, ["sector:group=F"])
    made = own_beside_group(context, "own", context.codebook.scores[0], own, beside)
    wording = context.wording(beside.query, "points")
    chart = own_profile(
        beside.table, "item", own.dimensions, wording, theme("light"),
        own_label="Ihr Unternehmen", group_label="Baugewerbe", narrow=narrow,
    )  # fmt: skip
    type(chart)(chart.to_dict())  # its parts are valid
    diamonds = [t for t in chart.data if t.marker.symbol == "diamond"]
    assert len(diamonds) == 1
    assert list(diamonds[0].x) == [round(value, 1) for value in own.dimensions.values()]
    dots = [t for t in chart.data if t.error_x.array is not None]
    assert list(dots[0].x) == [round(value, 1) for value in beside.table["estimate"]]
    assert made.alternative.startswith(made.headline)
    assert describe(beside.table, wording, "item") in made.alternative
