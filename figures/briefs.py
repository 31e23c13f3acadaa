"""A brief: the six figures that matter of a group of firms, as printed numbers and sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from typing import Any

import numpy as np

from charts.marks import bounds, count, digits_of, interval, printed
from charts.values import Value, read
from charts.wording import Wording
from estimation import Query
from estimation.pairs import REST, Pair
from estimation.query import NotAsked, waves_with
from estimation.significance import adjusted
from estimation.spelling import command
from export.papers import Brief, PrintedFigure, Strip
from figures import answers
from figures.changes import SURE, change_since
from figures.context import Context
from figures.papers import about, notes_on
from figures.selection_words import filters_in_words, selection_in_words
from figures.sentences import headed
from figures.shares import matters
from locales import N_
from locales.numbers import signed_points, signed_range
from survey.codebook import MultipleQuestion, SingleQuestion, variable
from survey.labels import question_text

MOST = 6
_APART = N_("{difference} ({interval}) against the other firms ({others})")
_ALIKE = N_(
    "{difference} ({interval}), no difference beyond chance against the other firms ({others})"
)


@dataclass(frozen=True)
class _Figure:
    """One number that a brief may have: its name and how it is asked for."""

    name: str
    query: Query
    wording: Wording


def brief(context: Context, respondents: str, printed_on: date) -> Brief:
    """The brief of the reader's selection. `respondents` says on how many firms it rests."""
    found = list(islice(_figures(context), MOST))
    values = [read(context.table(each.query))[0] for each in found]
    apart = _against_others(context, found)
    selection = [selection_in_words(context), respondents]
    return Brief(
        **about(context, printed_on),
        kind=context.say("Brief"),
        title=headed("", filters_in_words(context, context.selection.where)),
        answer=answers.maturity(context),
        selection=" · ".join(filter(None, selection)),
        notes=(
            _key(context),
            *notes_on(context, values, context.selection.wave),
        ),
        figures=tuple(
            _printed(context, each, value, apart.get(i, ""))
            for i, (each, value) in enumerate(zip(found, values, strict=True))
        ),
    )


def _key(context: Context) -> str:
    """What the signs on the scale mean."""
    if not context.selection.where:
        return context.say("Scale from 0 to 100. Dot: all firms, with their interval.")
    return context.say(
        "Scale from 0 to 100. Dot: this selection, with its interval; upright line: all firms."
    )


def _printed(context: Context, each: _Figure, value: Value, apart: str) -> PrintedFigure:
    query, wording = each.query, each.wording
    digits = digits_of([value], wording)
    span = interval(value, wording, digits)
    sentences = [apart, _since(context, each)]
    return PrintedFigure(
        name=each.name,
        question=_question(context, query, wording),
        value=printed(value, wording, digits, long=True),
        interval=f"{context.say('95% interval')} {span}" if span else "",
        n=count(value, wording),
        sentences=tuple(filter(None, sentences)),
        strip=_strip(context, query, value, wording),
        command=command(context.codebook, query),
    )


def _question(context: Context, query: Query, wording: Wording) -> str:
    """The wording of the question; of a score, whose title the figure bears, what it counts in."""
    if wording.unit == "points":
        return context.say("mean points of 0–100")
    asked = query.measures[0]
    return question_text(context.codebook, asked.question, context.lang, asked.item)


def _strip(context: Context, query: Query, value: Value, wording: Wording) -> Strip:
    low, high = bounds(value, wording) or (None, None)
    everyone = None
    if query.where:
        everyone = read(context.table(replace(query, where=())))[0].estimate
    return Strip(value.estimate, low, high, value.limited, everyone)


def _since(context: Context, each: _Figure) -> str:
    """How the number moved since the regular wave before."""
    book = context.codebook
    asked = waves_with(book, each.query.measures[0].question)
    earlier = asked[: asked.index(context.selection.wave)]
    regular = [wave for wave in earlier if wave in book.regular_waves]
    if not regular:
        return ""
    said = change_since(context, each.query, regular[-1], each.wording)
    return f"{said}." if said else ""


def _against_others(context: Context, figures: list[_Figure]) -> Mapping[int, str]:
    """The difference of each number to that of all other firms, where one filter is set.

    They are tested together and corrected together (Benjamini & Hochberg). Nothing is said of a
    number with a mark.
    """
    if len(context.selection.where) != 1:
        return {}
    (chosen,) = context.selection.where
    rows: dict[int, Mapping[str, Any]] = {}
    for i, each in enumerate(figures):
        (wave,) = each.query.waves
        whole = replace(each.query, by=(chosen.cut,), where=())
        pair = Pair(wave, "|".join(chosen.codes), wave, REST)
        (row,) = context.contrasts(whole, pair).to_dict("records")
        if not row["flag"] and not math.isnan(row["se"]):
            rows[i] = {str(name): value for name, value in row.items()}
    corrected = adjusted(np.array([row["p"] for row in rows.values()], dtype=float))
    return {
        i: _difference(context, figures[i], row, float(p))
        for (i, row), p in zip(rows.items(), corrected, strict=True)
    }


def _difference(context: Context, each: _Figure, row: Mapping[str, Any], p: float) -> str:
    lang, wording = context.lang, each.wording
    scale = 100.0 if row["statistic"] == "proportion" else 1.0
    others = Value((), row["against_estimate"] * scale, None, None, int(row["against_n"]), "")
    group = Value((), row["group_estimate"] * scale, None, None, int(row["group_n"]), "")
    digits = digits_of([group, others], wording)
    said = context.say(
        _APART if p < SURE else _ALIKE,
        difference=signed_points(
            row["estimate"] * scale, lang, digits, of_percent=wording.unit == "percent"
        ),
        interval=signed_range(row["ci_low"] * scale, row["ci_high"] * scale, lang, digits),
        others=printed(others, wording, digits),
    )
    return f"{said}."


def _figures(context: Context) -> Iterator[_Figure]:
    """The numbers a brief is made of, the most telling first, as far as the wave has them.

    Score, its weakest dimension, strategy, strongest barrier, obstacle to support, involvement;
    where a survey lacks one of them: change, learning, the score's upper levels.
    """
    makers: tuple[Callable[[Context], Iterator[_Figure]], ...] = (
        _score,
        _weakest,
        _strategy,
        _barrier,
        _support,
        lambda c: _share(c, "participation", N_("Involvement: {label}")),
        lambda c: _share(c, "change", N_("Change: {label}")),
        lambda c: _named_most(c, "learning", N_("Learning: {label}")),
        _upper,
    )
    return chain.from_iterable(_asked(context, make) for make in makers)


def _asked(context: Context, make: Callable[[Context], Iterator[_Figure]]) -> list[_Figure]:
    """What `make` finds; nothing where the wave did not ask for it."""
    try:
        return list(make(context))
    except NotAsked:
        return []


def _figure(
    context: Context, name: str, target: str, unit: str = "percent", option: str | None = None
) -> _Figure:
    query = context.query(target, option=option)
    return _Figure(name, query, context.wording(query, unit))


def _score(context: Context) -> Iterator[_Figure]:
    for score in context.codebook.scores[:1]:
        yield _figure(context, score.title.text(context.lang), score.id, "points")


def _weakest(context: Context) -> Iterator[_Figure]:
    for score in context.codebook.scores[:1]:
        targets = ",".join(variable(score.id, each.id) for each in score.dimensions)
        query = context.query(targets)
        shown = _shown(context, query)
        if len(shown) > 1:
            label = context.wording(query).label("item", shown[-1])
            name = context.say("Weakest dimension: {label}", label=label)
            yield _figure(context, name, variable(score.id, shown[-1]), "points")


def _strategy(context: Context) -> Iterator[_Figure]:
    for question in context.codebook.topic("strategy"):
        if isinstance(question, SingleQuestion) and question.ordered and not question.items:
            codes, label = matters(context, question.id)
            name = context.say("Strategy: {label}", label=label)
            yield _figure(context, name, question.id, option=codes)
            return


def _barrier(context: Context) -> Iterator[_Figure]:
    return _named_most(context, "barriers", N_("Barrier named most: {label}"))


def _support(context: Context) -> Iterator[_Figure]:
    """The reason against applying that the codebook highlights, else the one named most."""
    return _named_most(context, "support", N_("Obstacle to support: {label}"), highlighted=True)


def _named_most(
    context: Context, topic: str, name: str, *, highlighted: bool = False
) -> Iterator[_Figure]:
    """The item that most firms name of a topic's first multiple question."""
    for question in context.codebook.topic(topic):
        if isinstance(question, MultipleQuestion):
            query = context.query(question.id)
            named = _shown(context, query)
            wanted = question.highlight if highlighted else ()
            for code in [*wanted, *named][:1]:
                label = context.wording(query).label("item", code)
                yield _figure(context, context.say(name, label=label), f"{question.id}.{code}")
            return


def _share(context: Context, topic: str, name: str) -> Iterator[_Figure]:
    """The share that matters of a topic's first single question."""
    for question in context.codebook.topic(topic):
        if isinstance(question, SingleQuestion) and not question.items:
            codes, label = matters(context, question.id)
            yield _figure(context, context.say(name, label=label), question.id, option=codes)
            return


def _shown(context: Context, query: Query) -> list[str]:
    """The items with a number, the highest first.

    Those of limited reliability too: the highest of the others need not be high at all, and the
    number that is printed bears its mark.
    """
    found = [v for v in read(context.table(query), "item") if v.estimate is not None]
    return [v.code for v in sorted(found, key=lambda v: v.estimate or 0.0, reverse=True)]


def _upper(context: Context) -> Iterator[_Figure]:
    for score in context.codebook.scores[:1]:
        if len(score.levels) > 1:
            codes, label = matters(context, f"{score.id}.level")
            yield _figure(context, label, f"{score.id}.level", option=codes)
