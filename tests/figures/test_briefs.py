"""Briefs: the printed numbers are those of the command line, and no paper tells of few firms."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from pypdf import PdfReader

from charts.marks import bounds, digits_of, printed
from charts.values import read
from charts.wording import Wording
from estimation.__main__ import main
from figures.briefs import brief
from figures.context import Context
from locales.numbers import signed_points
from survey.address import Selection
from survey.snapshot import current_snapshot
from tests.export.test_typesetting import text_of

DAY = date(2026, 11, 29)
DIMENSIONS = ("strategy", "readiness", "human", "data", "automation", "green")
SELECTIONS = {
    "everyone": {},
    "sector": {"sector": ["F"]},
    "sector of a level": {"sector": ["C"], "wave": "2021"},
    "district": {"district": ["15003"]},
    "two filters": {"sector": ["B-E"], "size": ["10-49"]},
    "two codes": {"sector": ["F", "G"]},
    "earliest wave": {"district": ["15002"], "wave": "2019"},
}


def asked(command: str, home, capsys, *more: str) -> list[dict]:
    """What a command of a brief prints."""
    _, _, *arguments = shlex.split(command)[1:]
    capsys.readouterr()
    assert main([*arguments, *more, "--home", str(home), "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def _value(row: dict, wording: Wording):
    (value,) = read(pd.DataFrame([row]))
    return value, digits_of([value], wording)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_the_paper_prints_what_the_command_line_does(
    reading, published_home, capsys, selection, lang
):
    made = brief(reading(lang=lang, **selection), "n = 1", DAY)
    text = text_of(made.pdf())
    assert len(made.figures) == 6
    for each in made.figures:
        (row,) = asked(each.command, published_home, capsys)
        unit = "percent" if row["statistic"] == "proportion" else "points"
        wording = Wording(lang, unit=unit)
        value, digits = _value(row, wording)
        assert each.value == printed(value, wording, digits, long=True)
        assert each.strip.value == (value.estimate and pytest.approx(value.estimate))
        assert (each.strip.low, each.strip.high) == (bounds(value, wording) or (None, None))
        for printed_text in (each.name, each.value, each.interval, each.n, *each.sentences):
            plain = re.sub(r"\s+", " ", printed_text)
            assert plain in text
    assert made.title in text


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_weakest_and_most_named_are_those_of_all_that_is_shown(
    reading, published_home, capsys, selection
):
    made = brief(reading(lang="en", **selection), "n = 1", DAY)
    for name, targets, pick in (
        ("Barrier named most: ", "barriers", max),
        ("Weakest dimension: ", ",".join(f"maturity.{each}" for each in DIMENSIONS), min),
    ):
        (figure,) = [each for each in made.figures if each.name.startswith(name)]
        target = shlex.split(figure.command)[3]
        rows = asked(figure.command.replace(target, targets, 1), published_home, capsys)
        shown = [row for row in rows if row["flag"] in ("", "limited")]
        chosen = pick(shown, key=lambda row: row["estimate"])
        assert target == f"{chosen['question']}.{chosen['item']}"


def test_the_difference_to_the_others_is_the_contrast(reading, published_home, capsys):
    made = brief(reading(lang="en", sector=["F"]), "n = 1", DAY)
    assert all("the other firms" in each.sentences[0] for each in made.figures)
    for each in made.figures:
        command = each.command.replace("--where sector:group=F", "--by sector:group")
        assert command != each.command
        (row,) = asked(command, published_home, capsys, "--contrast", "F:rest")
        share = row["statistic"] == "proportion"
        size = row["estimate"] * (100 if share else 1)
        assert each.sentences[0].startswith(signed_points(size, "en", 0, of_percent=share))


def test_a_difference_is_called_one_only_after_correction_over_the_paper(reading):
    made = brief(reading(lang="en", sector=["F"]), "n = 1", DAY)
    said = [each.sentences[0] for each in made.figures]
    assert any("no difference beyond chance" in sentence for sentence in said)
    assert not all("no difference beyond chance" in sentence for sentence in said)


def test_too_few_firms_leave_signs_and_no_numbers(reading):
    context = reading(lang="de", sector=["F"], size=["GE250"])
    made = brief(context, "zu wenige Befragte", DAY)
    assert {each.value for each in made.figures} <= {"·", "/"}
    for each in made.figures:
        assert each.sentences == ()
        assert each.interval == ""
        assert each.strip.value is each.strip.low is each.strip.high is None
    assert "nicht belastbar genug für eine Angabe" in made.notes[-1]


def test_three_filters_are_hidden_as_everywhere(reading):
    context = reading(lang="de", sector=["G"], size=["10-49"], district=["15003"])
    assert {each.value for each in brief(context, "", DAY).figures} == {"·"}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_brief_is_one_page_and_says_wave_source_and_synthetic(reading, lang):
    context = reading(lang=lang, sector=["K-N"], size=["10-49"])
    pdf = brief(context, "n = 1", DAY).pdf()
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    text = text_of(pdf)
    said = {
        "de": ("Erhebung 2024", "Quelle: ", "synthetische Demodaten", "29. November 2026"),
        "en": ("2024 survey", "Source: ", "synthetic demo data", "29 November 2026"),
    }
    for words in (*said[lang], context.survey.version):
        assert words in text


@pytest.mark.parametrize("lang", ["de", "en"])
def test_another_survey_has_its_own_figures(published_home, lang):
    survey = current_snapshot(published_home).survey("handwerk-umfrage")
    wave = survey.codebook.latest_wave
    made = brief(Context(survey, Selection("handwerk-umfrage", wave, lang=lang)), "", DAY)
    assert 3 <= len(made.figures) <= 6
    assert len({each.name for each in made.figures}) == len(made.figures)
    assert len(PdfReader(BytesIO(made.pdf())).pages) == 1
    assert "synthet" in text_of(made.pdf())
