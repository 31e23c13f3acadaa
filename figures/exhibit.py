"""A figure with everything that stands round it: headline, question, small print, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Drawing
from charts.marks import legend
from charts.ranking import Order
from charts.values import read
from charts.wording import Wording
from estimation import Query
from estimation.release import why_hidden
from estimation.spelling import command
from figures.context import Context
from figures.selection_words import filters_in_words
from figures.way_to_explorer import explored_as
from locales import N_, Lang, translate
from locales.numbers import integer, percent
from survey.explored import Explored
from survey.labels import question_text, wave_labels

_BASES = {
    "answered": N_("Base: firms with a valid answer"),
    "cases": N_("Base: firms that saw and answered the question (cases)"),
}


class SmallPrint(NamedTuple):
    """What stands under a figure: notes of its own, then what each figure says of itself."""

    notes: tuple[str, ...] = ()
    base: str = ""
    selection: str = ""
    method: str = ""
    source: str = ""
    licence: str = ""
    synthetic: str = ""

    def lines(self, lang: Lang) -> tuple[str, ...]:
        """The lines as they are read, without those that say nothing."""
        source = translate(lang, "Source: {source}", source=self.source) if self.source else ""
        licence = translate(lang, "Licence: {licence}", licence=self.licence)
        lines = (
            *self.notes,
            self.base,
            self.selection,
            self.method,
            source,
            licence if self.licence else "",
            self.synthetic,
        )
        return tuple(line for line in lines if line)


@dataclass(frozen=True)
class Exhibit:
    """What a reader sees of one figure, in one language and theme.

    id
        Stable name of the figure on its page, for links, files and widgets.
    drawing, chart
        What is drawn, and the figure of it in the reader's theme and width.
    tables
        The estimate tables that are drawn, codes throughout, each with what it is called (the
        main one first, under an empty name); `wording` has the labels.
    under
        The small print.
    legend
        What the marks mean that occur in it.
    filters
        The filters in the selection grammar, written into downloads.
    command
        What prints the main table on the command line.
    reason
        Why nothing of it may be shown, whatever its numbers; usually empty.
    marks
        What the codes of its marks belong to, in their order: cuts (`sector:group`), by which a
        reader filters with a click, or columns such as "item".
    explored
        The same question in the explorer; None where that cannot ask it.
    brief
        The small print in its shortest form, for a slide: base and n, wave and filters, source.
    query
        What its main table asks for; None where it is no estimate of a survey.
    """

    id: str
    headline: str
    question: str
    unit: str
    drawing: Drawing
    chart: go.Figure
    alternative: str
    under: SmallPrint
    legend: tuple[str, ...]
    tables: tuple[tuple[str, pd.DataFrame, Wording], ...]
    headings: Mapping[str, str]
    filters: str
    command: str
    reason: str = ""
    marks: tuple[str, ...] = ()
    explored: Explored | None = None
    brief: tuple[str, ...] = ()
    query: Query | None = None

    @property
    def small_print(self) -> tuple[str, ...]:
        """The lines under the figure."""
        return self.under.lines(self.wording.lang)

    @property
    def table(self) -> pd.DataFrame:
        """The main table."""
        return self.tables[0][1]

    @property
    def wording(self) -> Wording:
        """The labels of the main table."""
        return self.tables[0][2]

    @cached_property
    def empty(self) -> bool:
        """Whether there is nothing to draw: all hidden, or too unreliable."""
        return all(v.estimate is None for v in read(self.table))


def exhibit(
    context: Context,
    name: str,
    query: Query,
    *,
    chart: Drawing,
    alternative: str,
    headline: str,
    unit: str,
    table: pd.DataFrame,
    wording: Wording,
    further: Sequence[tuple[str, pd.DataFrame, Wording]] = (),
    notes: Sequence[str] = (),
    headings: Mapping[str, str] | None = None,
    marks: Sequence[str] | None = None,
    contrast: str = "",
) -> Exhibit:
    """Put an exhibit together; what is the same for every figure is written here once.

    `headings` names columns of the tables that are no cuts of the query; `marks` says what the
    codes of its marks belong to where these are not the cuts, `contrast` which two groups it sets
    side by side (`F:G`).
    """
    asked = query.measures[0]
    item = asked.item if len(query.measures) == 1 else ""
    drawn = (("", table, wording), *further)
    hidden = why_hidden(context.survey, query)
    return Exhibit(
        id=name,
        headline=headline,
        question=question_text(context.codebook, asked.question, context.lang, item),
        unit=unit,
        drawing=chart,
        chart=chart.figure(context.theme, narrow=context.narrow),
        alternative=f"{headline}. {alternative}",
        under=_small_print(context, query)._replace(notes=tuple(notes)),
        legend=tuple(legend([v for _, each, _ in drawn for v in read(each)], context.lang)),
        tables=drawn,
        headings={
            cut.dimension: context.codebook.dimensions[cut.dimension].label.text(context.lang)
            for cut in query.by
        }
        | dict(headings or {}),
        filters=" ".join(str(each) for each in query.where),
        command=command(context.codebook, query),
        reason=hidden.text(context.lang) if hidden else "",
        marks=tuple(map(str, query.by if marks is None else marks)),
        explored=explored_as(context.codebook, query, contrast),
        brief=tuple(_brief(context, query)),
        query=query,
    )


def kept_in_view(context: Context, highlight: Sequence[str]) -> list[str]:
    """Why some items are in bold: the codebook keeps them in view."""
    return [context.say("in bold: what the survey looks at above all")] if highlight else []


def in_rows(table: pd.DataFrame, order: Order) -> pd.DataFrame:
    """The table with its rows as a ranking draws them: by estimate, those not drawn last."""
    if order == "given":
        return table
    drawn = [v.estimate for v in read(table)]
    places = sorted(range(len(drawn)), key=lambda i: (drawn[i] is None, -(drawn[i] or 0.0)))
    return table.iloc[places].reset_index(drop=True)


def in_rows_of(table: pd.DataFrame, column: str, sorted_table: pd.DataFrame) -> pd.DataFrame:
    """The table with the codes of `column` in the order they have in another one."""
    rank = {code: i for i, code in enumerate(dict.fromkeys(sorted_table[column]))}
    return table.sort_values(column, key=lambda codes: codes.map(rank), kind="stable")


def _small_print(context: Context, query: Query) -> SmallPrint:
    book, lang, say = context.codebook, context.lang, context.say
    waves = wave_labels(book, lang)
    asked = ", ".join(waves[wave] for wave in query.waves)
    return SmallPrint(
        base=f"{say(_BASES[query.measures[0].base])}{_universe(context, query)}, "
        f"{_counts(context, query)}",
        selection=f"{asked} · {filters_in_words(context, query.where)}",
        method=say("95% interval from the sampling design"),
        source="" if book.source is None else book.source.text(lang),
        licence=book.licence or "",
        synthetic=say("synthetic demo data") if book.synthetic else "",
    )


def _brief(context: Context, query: Query) -> list[str]:
    lang, say = context.lang, context.say
    answered = context.asking.nonresponse(context.survey, query)["answered"]
    waves = wave_labels(context.codebook, lang)
    n = "·"
    if not np.isnan(answered).any():
        low, high = integer(answered.min(), lang), integer(answered.max(), lang)
        n = high if low == high else f"{low}–{high}"
    lines = [
        f"{say(_BASES[query.measures[0].base])}{_universe(context, query)}, n = {n}",
        ", ".join(waves[wave] for wave in query.waves),
        filters_in_words(context, query.where),
        say("95% interval"),
    ]
    if context.codebook.source is not None:
        lines.append(say("Source: {source}", source=context.codebook.source.text(lang)))
    return lines


def _universe(context: Context, query: Query) -> str:
    """Who was asked, where not all were."""
    asked = context.codebook.question.get(query.measures[0].question)
    if asked is None or asked.universe is None:
        return ""
    return context.say(" (asked of: {universe})", universe=asked.universe.text(context.lang))


def _counts(context: Context, query: Query) -> str:
    """ "n = 1.498 von 1.534 Befragten (2 % ohne Antwort)", of all items together, wave by wave."""
    counts, lang = context.asking.nonresponse(context.survey, query), context.lang
    waves = wave_labels(context.codebook, lang)
    parts = []
    for wave, rows in counts.groupby("wave", sort=False):
        answered, asked = rows["answered"], rows["asked"]
        head = f"{waves[str(wave)]} " if len(query.waves) > 1 else ""
        if np.isnan(answered).any():
            parts.append(f"{head}n = ·")
            continue
        low, high = integer(answered.min(), lang), integer(answered.max(), lang)
        parts.append(
            head
            + context.say(
                "n = {n} of {asked} respondents ({share} without an answer)",
                n=high if low == high else f"{low}–{high}",
                asked=integer(asked.max(), lang),
                share=percent(1 - answered.mean() / asked.mean(), lang),
            )
        )
    return ", ".join(parts)
