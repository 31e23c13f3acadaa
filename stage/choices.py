"""What can be chosen on the stage without leaving it: the wave, and one filter per dimension.

What the release plan refuses is there and cannot be chosen: whoever presents sees it before, not
after the hall has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from estimation import Query
from estimation.release import nothing_shown
from figures.context import Context
from survey.labels import cut_labels, wave_labels
from survey.offered_level import offered_level
from survey.published import IN_USE
from survey.selection import Cut, Filter

_MOST = 5  # lists that fit a panel beside the figure
SEVERAL = "|"


class Option(NamedTuple):
    """What a list offers: code (empty for "all"), label, whether it is chosen, why it cannot be."""

    code: str
    label: str
    chosen: bool
    refused: str = ""


class Choice(NamedTuple):
    """A list: the parameter of the address that it sets, what it is called, what it offers."""

    name: str
    label: str
    options: tuple[Option, ...]


def choices(context: Context, query: Query | None = None) -> tuple[Choice, ...]:
    """The lists for a figure's survey; `query` is what the figure asks for."""
    codebook, selection, lang = context.codebook, context.selection, context.lang
    made: list[Choice] = []
    waves = wave_labels(codebook, lang)
    if len(waves) > 1:
        options = [
            Option(wave, waves[wave], wave == selection.wave, _not_asked(context, query, wave))
            for wave in reversed(list(waves))
        ]
        made.append(Choice("wave", context.say("Survey wave"), tuple(options)))
    for name, dimension in codebook.dimensions.items():
        chosen = selection.codes(name)
        cut = Cut(name, offered_level(selection, codebook, name, chosen))
        labels = cut_labels(codebook, cut, lang)
        options = [Option("", context.say("all"), not chosen)]
        if len(chosen) > 1:
            several = ", ".join(labels[code] for code in chosen)
            options.append(Option(SEVERAL.join(chosen), several, True))
        options += [
            Option(code, label, chosen == (code,), _refused(context, query, Filter(cut, (code,))))
            for code, label in labels.items()
        ]
        made.append(Choice(name, dimension.label.text(lang), tuple(options)))
    return tuple(made[:_MOST])


def refusals(lists: Iterable[Choice]) -> tuple[str, ...]:
    """Why something in the lists cannot be chosen, each reason once."""
    reasons = [option.refused for each in lists for option in each.options if option.refused]
    return tuple(dict.fromkeys(reasons))


def _not_asked(context: Context, query: Query | None, wave: str) -> str:
    if query is None:
        return ""
    question = context.codebook.question.get(query.measures[0].question)
    if question is None or context.codebook.asked_in(question, wave):
        return ""
    return context.say("not asked in this wave")


def _refused(context: Context, query: Query | None, wanted: Filter) -> str:
    """Why the figure would show nothing under one more filter. A filter on what it is cut by is no
    filter of its numbers.
    """
    name = wanted.cut.dimension
    if query is None or any(cut.dimension == name for cut in query.by):
        return ""
    others = tuple(each for each in query.where if each.cut.dimension != name)
    reason = nothing_shown(context.survey, replace(query, where=(*others, wanted)))
    if reason is None:
        return ""
    if len(others) + len(query.by) < IN_USE:
        return context.say("too few firms")
    return context.say("at most two characteristics at once, three would lead to single firms")
