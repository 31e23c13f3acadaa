"""The sentence under a page's title: the reader's question answered with number and interval."""

from __future__ import annotations

from dataclasses import replace

from charts.wording import Wording
from estimation import Query
from estimation.query import NotAsked
from figures.context import Context
from figures.funnels import best_known, steps_of
from figures.selection_words import filters_in_words
from figures.sentences import headed, reliable, single, with_interval
from figures.shares import matters
from survey.codebook import MultipleQuestion, SingleQuestion


def maturity(context: Context) -> str:
    """The mean of the first score and its scale, which stands nowhere else on some pages."""
    for score in context.codebook.scores[:1]:
        name = context.say("{title} (0–100)", title=score.title.text(context.lang))
        return _said(context, name, score.id, "points")
    return ""


def strategy(context: Context) -> str:
    """The joint share of those who have got far with a strategy."""
    for question in context.codebook.topic("strategy"):
        if isinstance(question, SingleQuestion) and question.ordered and not question.items:
            codes, label = matters(context, question.id)
            name = context.say("Strategy {label}", label=label)
            return _said(context, name, question.id, "percent", codes)
    return ""


def barriers(context: Context) -> str:
    """The item that most firms name."""
    return _most_named(context, "barriers")


def support(context: Context) -> str:
    """The programme known best, and how many use it."""
    for question in context.codebook.topic("support"):
        if isinstance(question, SingleQuestion) and question.ordered and question.items:
            steps = steps_of(context, question)
            try:
                query = context.query(question.id, option=",".join(steps))
            except NotAsked:
                return ""
            wording, names = context.wording(query), list(steps.values())
            pair = best_known(context.table(query), list(steps))
            if pair is None:
                return ""
            return context.say(
                "Known best – {label}: {first_step} {first}, {last_step} {last}.",
                label=wording.label("item", pair[0].code),
                first_step=names[0],
                first=with_interval(pair[0], wording),
                last_step=names[-1],
                last=with_interval(pair[1], wording),
            )
    return ""


def participation(context: Context) -> str:
    """The joint share of the first ordered question."""
    return _share(context, "participation")


def learning(context: Context) -> str:
    """The way of learning that most firms name."""
    return _most_named(context, "learning")


def change(context: Context) -> str:
    """The joint share of the first question with options."""
    return _share(context, "change")


def _share(context: Context, topic: str) -> str:
    """The share that matters of a topic's first single question."""
    for question in context.codebook.topic(topic):
        if isinstance(question, SingleQuestion) and not question.items:
            codes, label = matters(context, question.id)
            return _said(context, headed("", label), question.id, "percent", codes)
    return ""


def _most_named(context: Context, topic: str) -> str:
    """The item that most firms name of a topic's first multiple question."""
    for question in context.codebook.topic(topic):
        if isinstance(question, MultipleQuestion):
            try:
                query = context.query(question.id)
            except NotAsked:
                return ""
            found = reliable(context.table(query), "item")
            if found:
                label = context.wording(query).label("item", found[0].code)
                name = context.say("Named most – {label}", label=label)
                return _said(context, name, f"{question.id}.{found[0].code}", "percent")
    return ""


def _said(context: Context, name: str, target: str, unit: str, option: str | None = None) -> str:
    """ "Name: 23 Punkte (21–25) – alle Unternehmen: 32 Punkte (31–33)" for a selection."""
    try:
        query = context.query(target, option=option)
    except NotAsked:
        return ""
    wording = context.wording(query, unit)
    value = _value(context, query, wording)
    if not value:
        return ""
    if not query.where:
        return f"{name}: {value}."
    everyone = _value(context, replace(query, where=()), wording)
    selection = filters_in_words(context, query.where)
    return f"{name}, {selection}: {value} – {context.say('all firms')}: {everyone}."


def _value(context: Context, query: Query, wording: Wording) -> str:
    value = single(context.table(query))
    return "" if value is None else with_interval(value, wording)
