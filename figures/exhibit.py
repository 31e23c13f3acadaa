"""A figure with everything that stands round it: headline, question, small print, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.marks import legend
from charts.values import read
from charts.wording import Wording
from estimation import Query
from figures.context import Context
from locales import N_
from locales.numbers import integer, percent
from survey.labels import cut_labels, question_text, wave_labels
from survey.selection import Filter

_BASES = {
    "answered": N_("Base: firms that answered"),
    "cases": N_("Base: firms that saw the question (cases)"),
}


@dataclass(frozen=True)
class Exhibit:
    """What a reader sees of one figure, in one language and theme.

    id
        Stable name of the figure on its page, for links, files and widgets.
    table
        The estimate table behind it, codes throughout; `wording` has the labels.
    filters
        The filters in the selection grammar, written into downloads.
    """

    id: str
    headline: str
    question: str
    unit: str
    chart: go.Figure
    alternative: str
    small_print: tuple[str, ...]
    table: pd.DataFrame
    wording: Wording
    headings: Mapping[str, str]
    filters: str


def exhibit(
    context: Context,
    name: str,
    query: Query,
    *,
    chart: go.Figure,
    alternative: str,
    headline: str,
    unit: str,
    table: pd.DataFrame,
    wording: Wording,
    notes: Sequence[str] = (),
) -> Exhibit:
    """Put an exhibit together; what is the same for every figure is written here once."""
    headings = {
        cut.dimension: context.codebook.dimensions[cut.dimension].label.text(context.lang)
        for cut in query.by
    }
    asked = query.measures[0]
    item = asked.item if len(query.measures) == 1 else ""
    return Exhibit(
        id=name,
        headline=headline,
        question=question_text(context.codebook, asked.question, context.lang, item),
        unit=unit,
        chart=chart,
        alternative=f"{headline}. {alternative}",
        small_print=(*_small_print(context, query, table, headings), *notes),
        table=table,
        wording=wording,
        headings=headings,
        filters=" ".join(str(each) for each in query.where),
    )


def selection_in_words(
    context: Context, where: Sequence[Filter] | None = None, *, wave: bool = True
) -> str:
    """ "Erhebung 2024 · Baugewerbe · 10–49 Beschäftigte"; without filters "alle Betriebe".

    `where` are the filters of a figure, by default those of the reader.
    """
    lang, codebook = context.lang, context.codebook
    where = context.selection.where if where is None else where
    parts = [wave_labels(codebook, lang)[context.selection.wave]] if wave else []
    for each in where:
        labels = cut_labels(codebook, each.cut, lang)
        parts.append(", ".join(labels.get(code, code) for code in each.codes))
    if not where:
        parts.append(context.say("all firms"))
    return " · ".join(parts)


def _small_print(
    context: Context, query: Query, table: pd.DataFrame, headings: Mapping[str, str]
) -> list[str]:
    lang, say = context.lang, context.say
    base = say(_BASES[query.measures[0].base])
    lines = [f"{base}, {_counts(context, query)}", selection_in_words(context, query.where)]
    lines.append(say("95 % interval from the sampling design"))
    lines += legend(read(table), lang)
    if context.codebook.source is not None:
        lines.append(say("Source: {source}", source=context.codebook.source.text(lang)))
    if context.codebook.synthetic:
        lines.append(say("synthetic demo data"))
    return lines


def _counts(context: Context, query: Query) -> str:
    """ "n = 1.498 von 1.534 Befragten (2 % ohne Antwort)", of all items together."""
    counts = context.asking.nonresponse(context.survey, query)
    answered, asked = counts["answered"], counts["asked"]
    if np.isnan(answered).any() or not len(counts):
        return "n = ·"
    low, high, lang = answered.min(), answered.max(), context.lang
    n = integer(high, lang) if low == high else f"{integer(low, lang)}–{integer(high, lang)}"
    return context.say(
        "n = {n} of {asked} respondents ({share} without an answer)",
        n=n,
        asked=integer(asked.max(), lang),
        share=percent(1 - answered.mean() / asked.mean(), lang),
    )
