"""What each page shows, found by the name of its page and of the figure."""

from __future__ import annotations

import pytest

from estimation.query import NotAsked
from figures.catalogue import CONTENTS, view, views
from figures.context import Context
from survey.address import Selection
from survey.explored import Explored
from survey.snapshot import current_snapshot


def context(survey, **more) -> Context:
    codebook = survey.codebook
    return Context(survey, Selection(codebook.survey, codebook.latest_wave, **more))


@pytest.mark.parametrize("page", CONTENTS)
def test_a_figure_is_found_by_its_name_and_bears_it(demo, page):
    here = context(demo)
    found = views(here, page)
    names = [each.id for each in found]
    assert names
    assert len(set(names)) == len(names)
    for each in found:
        assert view(here, page, each.id) == each
        try:
            made = each.make(here, *each.arguments, **each.options)
        except NotAsked:
            continue
        assert made.id == each.id


def test_an_unknown_name_is_none(demo):
    assert view(context(demo), "barriers", "nothing") is None


def test_the_explorer_has_the_figure_of_the_address(demo):
    asked = Explored(question="strategy_status", by=("size",))
    (found,) = views(context(demo, explored=asked), "explorer")
    assert "strategy_status" in found.id


def test_a_survey_shows_only_the_topics_that_it_asks(published_home):
    survey = current_snapshot(published_home).survey("handwerk-umfrage")
    here = context(survey)
    for page in CONTENTS:
        if page in ("maturity", "strategy", "barriers", "support", "participation", "learning"):
            asked = bool(survey.codebook.topic(page)) or (
                page == "maturity" and survey.codebook.scores
            )
            assert bool(views(here, page)) == bool(asked), page
    assert not list(CONTENTS["learning"](here))
