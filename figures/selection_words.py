"""The selection in words: over a page, in small print, beside a value that stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.wording import Wording
from estimation import Query
from figures.context import Context
from survey.labels import cut_labels, wave_labels
from survey.selection import Filter


def selection_in_words(context: Context) -> str:
    """ "Erhebung 2024 · Baugewerbe · 10–49 Beschäftigte"; without filters "alle Unternehmen"."""
    wave = wave_labels(context.codebook, context.lang)[context.selection.wave]
    return f"{wave} · {filters_in_words(context, context.selection.where)}"


def filters_in_words(context: Context, where: Sequence[Filter]) -> str:
    """ "Baugewerbe · 10–49 Beschäftigte"; without filters "alle Unternehmen"."""
    return " · ".join(_labels(context, each) for each in where) or context.say("all firms")


def everyone_in_words(context: Context, where: Sequence[Filter]) -> str:
    """What a row is compared with: "alle Unternehmen", or "10–49 Beschäftigte insgesamt"."""
    if not where:
        return context.say("all firms")
    return context.say("{selection} in total", selection=filters_in_words(context, where))


def one_row(context: Context, wording: Wording, query: Query) -> Wording:
    """The wording of a figure with a single row, which is named by the selection."""
    name = {query.measures[0].question: filters_in_words(context, query.where)}
    return replace(wording, labels={**wording.labels, "question": name})


def _labels(context: Context, each: Filter) -> str:
    labels = cut_labels(context.codebook, each.cut, context.lang)
    return ", ".join(labels.get(code, code) for code in each.codes)
