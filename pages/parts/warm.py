"""Before the first reader comes: everything imported, surveys opened, their first figures made."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from figures.any_question import chartable
from figures.context import Context
from figures.findings import findings
from figures.kept import ASKING
from figures.key_figures import key_figures
from figures.matrices import two_dimensions
from figures.of_question import views
from figures.rankings import groups
from figures.regions import mapped_dimension, region_map
from figures.scores import dimensions as profile
from figures.scores import waves
from figures.shares import steps
from pages.parts.respondents import respondents
from pages.parts.source import snapshot
from survey.address import Selection
from survey.codebook import variable
from survey.failure import Failure
from survey.indicators import indicators
from survey.offered_level import offered_level
from survey.selection import Cut, Filter
from survey.served import served_survey
from survey.site import site
from survey.tags import program

_PAUSE = 0.02  # seconds


def warm() -> None:
    """Make the tables that the pages show by default; the caches of `source` keep them.

    What cannot be made is left to the page that asks for it, which also says why.
    """
    program()  # of the files that were loaded, before somebody replaces them by a newer release
    try:
        published = snapshot()
        here = site()
        names = sorted(published.surveys, key=lambda name: name != here.default_survey)
        for name in names:
            survey = served_survey(published, name)
            wave = survey.codebook.latest_wave
            selection = Selection(name, wave, lang=here.languages[0])
            context = Context(survey, selection, asking=ASKING)
            _made(_of_scores(context))
            _made(_of_topics(context))
            for each in _filtered(context):
                _made(_of_scores(each))
    except Failure as failure:
        logging.getLogger(__name__).info("not warmed: %s", failure)
    # What is there now lives as long as the process and need not be looked through again.
    gc.collect()
    gc.freeze()


def _made(figures: Iterator[object]) -> None:
    """Make them one by one; who already reads comes first."""
    for _ in figures:
        time.sleep(_PAUSE)


def _filtered(context: Context) -> Iterator[Context]:
    """One filter of each dimension, and two together: then the sums are there for all their codes
    (`estimation/kept.py`)."""
    codebook, survey, asked = context.codebook, context.survey, context.selection
    filters = []
    for name in list(codebook.dimensions)[:3]:
        cut = Cut(name, offered_level(asked, codebook, name, ()))
        present = sorted(survey.codes_present(cut.column, 1))
        filters += [Filter(cut, (code,)) for code in present[:1]]
    for several in (*combinations(filters, 1), *combinations(filters, 2)):
        chosen = asked
        for each in several:
            chosen = chosen.filtered(codebook, each)
        yield replace(context, selection=chosen)


def _of_scores(context: Context) -> Iterator[object]:
    """Overview, maturity and region."""
    codebook = context.codebook
    first, *others = codebook.dimensions
    points: dict[str, Any] = {"unit": "points", "words": ""}
    yield respondents(context)
    yield key_figures(context)
    for score in codebook.scores:
        parts = [variable(score.id, dimension.id) for dimension in score.dimensions]
        yield findings(context, (score.id, *parts), tuple(codebook.dimensions)[:2])
        if others:
            yield two_dimensions(context, "", score.id, first, others[0], **points)
        for dimension in [first, *others[1:2]]:
            yield groups(context, "", score.id, dimension, **points)
        yield groups(context, "", f"{score.id}.minimum", first, **points)
        yield profile(context, "", score)
        if len(codebook.waves) > 1:
            yield waves(context, "", score.id, **points)
        if score.levels:
            for dimension in [first, *others][:2]:
                yield steps(context, "", f"{score.id}.level", dimension)
    if (mapped := mapped_dimension(context)) is not None:
        for indicator in list(indicators(codebook))[:1]:
            yield region_map(context, "", indicator, mapped)


def _of_topics(context: Context) -> Iterator[object]:
    """Every question in the figures that its topic's page has for it."""
    codebook = context.codebook
    for topic in dict.fromkeys(question.topic for question in codebook.questions):
        asked = [q for q in codebook.topic(topic) if codebook.asked_in(q, context.selection.wave)]
        for question in asked:
            for view in views(context, question):
                yield view.make(context, *view.arguments, **view.options)
        if names := tuple(q.id for q in asked if chartable(q)):
            yield findings(context, names, tuple(codebook.dimensions)[:2])
