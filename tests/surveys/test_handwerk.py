"""The second survey is what its generator writes, and fits its codebook."""

from __future__ import annotations

import csv
from pathlib import Path

from survey.codebook import column_of, read_codebook
from tests.conftest import ROOT
from tests.surveys.handwerk.generate import FILE, content

FOLDER = Path(__file__).parent / "handwerk"


def test_the_committed_file_is_what_the_generator_writes():
    assert FILE.read_text(encoding="utf-8") == content()


def test_every_column_of_the_codebook_is_in_the_file_and_the_other_way_round():
    codebook = read_codebook(FOLDER)
    design = codebook.design
    named = {design.id, *design.strata, design.population}
    named |= {dimension.column for dimension in codebook.dimensions.values()}
    named |= {column_of(question, item) for question, item, _ in codebook.variables()}
    with FILE.open(encoding="utf-8") as stream:
        header = next(csv.reader(stream, delimiter="\t"))
    assert set(header) == named


def test_it_shares_no_name_with_the_demo_survey():
    demo = read_codebook(ROOT / "data/kmu-st")
    other = read_codebook(FOLDER)
    assert other.survey != demo.survey
    assert not set(other.question) & set(demo.question)
    assert not set(other.score) & set(demo.score)
    assert not set(other.dimensions) & set(demo.dimensions)
    assert {q.topic for q in other.questions} == {"maturity", "strategy", "barriers", "change"}
