"""Before the first reader comes: everything imported, surveys opened, their first figures made."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from typing import Any

from figures.any_question import any_question, chartable
from figures.context import Context
from figures.key_figures import key_figures
from figures.matrices import items_by, two_dimensions
from figures.rankings import groups
from figures.regions import mapped_dimension, region_map
from figures.scores import dimensions as profile
from figures.scores import waves
from figures.shares import steps
from pages.parts.respondents import respondents
from pages.parts.source import ASKING, open_survey, snapshot
from survey.address import Selection
from survey.codebook import MultipleQuestion
from survey.failure import Failure
from survey.indicators import indicators
from survey.site import site


def warm() -> None:
    """Make the tables that the pages show by default; the caches of `source` keep them.

    What cannot be made is left to the page that asks for it, which also says why.
    """
    try:
        published = snapshot()
        here = site()
        names = sorted(published.surveys, key=lambda name: name != here.default_survey)
        for name in names:
            survey = open_survey(published, name)
            wave = survey.codebook.latest_wave
            selection = Selection(name, wave, lang=here.languages[0])
            for _ in _figures(Context(survey, selection, asking=ASKING)):
                pass
    except Failure as failure:
        logging.getLogger(__name__).info("not warmed: %s", failure)
    # What is there now lives as long as the process and need not be looked through again.
    gc.collect()
    gc.freeze()


def _figures(context: Context) -> Iterator[object]:
    codebook = context.codebook
    first, *others = codebook.dimensions
    points: dict[str, Any] = {"unit": "points", "words": ""}
    yield respondents(context)
    yield list(key_figures(context))
    for score in codebook.scores:
        if others:
            yield two_dimensions(context, "", score.id, first, others[0], **points)
        yield groups(context, "", score.id, first, **points)
        yield profile(context, "", score)
        if len(codebook.waves) > 1:
            yield waves(context, "", score.id, **points)
        if score.levels:
            for dimension in [first, *others][:2]:
                yield steps(context, "", f"{score.id}.level", dimension)
    if (mapped := mapped_dimension(context)) is not None:
        for indicator in list(indicators(codebook))[:1]:
            yield region_map(context, "", indicator, mapped)
    for topic in ("barriers", "strategy", "maturity"):
        for question in codebook.topic(topic):
            if not chartable(question) or not codebook.asked_in(question, context.selection.wave):
                continue
            yield any_question(context, question, first)
            if isinstance(question, MultipleQuestion):
                for dimension in [first, *others][:2]:
                    yield items_by(context, "", question, dimension)
