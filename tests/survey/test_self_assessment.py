"""One firm's score by hand: the same as the ETL's for every firm that was published."""

from __future__ import annotations

import pytest

from survey.codebook import MultipleQuestion, variable
from survey.self_assessment import assess
from survey.snapshot import current_snapshot

SURVEYS = {"kmu-st": "2024", "handwerk-umfrage": None}


def _answers(codebook, score, row):
    """The answers of a published firm as codes; what is missing is not there."""
    found = {}
    for item in (item for dimension in score.dimensions for item in dimension.items):
        question, name = codebook.question[item.question], variable(item.question, item.item or "")
        value = row[name]
        if value is None:
            continue
        if isinstance(question, MultipleQuestion):
            found[name] = question.selected if value else question.unselected
        else:
            found[name] = str(value)
    return found


@pytest.mark.parametrize("name", SURVEYS)
def test_every_firm_has_the_score_that_was_published(published_home, name):
    survey = current_snapshot(published_home).survey(name)
    book = survey.codebook
    score = book.scores[0]
    relation = survey.responses().filter(f"wave = '{SURVEYS[name] or book.latest_wave}'")
    columns = relation.columns
    compared = complete = 0
    for values in relation.fetchall():
        row = dict(zip(columns, values, strict=True))
        own = assess(book, score, _answers(book, score, row))
        for dimension in score.dimensions:
            published = row[f"{score.id}.{dimension.id}"]
            mine = own.dimensions[dimension.id]
            assert (mine is None) == (published is None)
            assert mine is None or mine == pytest.approx(published, abs=1e-9)
        assert (own.total is None) == (row[score.id] is None)
        compared += 1
        if own.total is not None:
            complete += 1
            assert own.total == pytest.approx(row[score.id], abs=1e-9)
            assert own.level == row[f"{score.id}.level"]
            assert own.weakest == row[f"{score.id}.weakest"]
    assert compared > 100
    assert complete > 50
    assert name != "kmu-st" or complete < compared  # firms with too few answers were among them
