"""How many firms a selection rests on."""

from __future__ import annotations

import math

from figures.any_question import chartable
from figures.context import Context
from locales.numbers import NO_BREAK_SPACE, integer
from survey.codebook import Codebook


def respondents(context: Context) -> str:
    """ "n = 189": the respondents of the wave under the reader's filters, words if too few."""
    targets = _put_to_everybody(context.codebook, context.selection.wave)
    if not targets:
        return ""
    counts = context.asking.nonresponse(context.survey, context.query(",".join(targets)))
    most = counts["asked"].max()
    if math.isnan(most):
        return context.say("too few respondents")
    return f"n{NO_BREAK_SPACE}={NO_BREAK_SPACE}{integer(most, context.lang)}"


def _put_to_everybody(codebook: Codebook, wave: str) -> list[str]:
    """What all respondents have: a score; else the first items of all questions together have it.

    Not every question is put to everybody, so the most that were asked any of them are meant.
    """
    if codebook.scores:
        return [codebook.scores[0].id]
    return [
        ".".join([question.id, *(item.id for item in question.items[:1])])
        for question in codebook.questions
        if chartable(question) and (not question.waves or wave in question.waves)
    ]
