"""Two ends of a dimension side by side: firms that order a change and firms that shape it together.

What firms do is nobody's experiment: the figure says that a difference is no proof of cause. So
that it can be looked at within like firms, it stands for each size as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from charts.alternative import describe_pairs
from charts.drawing import drawing
from charts.dumbbell import dumbbell, holds_zero, printed_difference
from charts.marks import digits_of, interval
from charts.values import read
from charts.wording import Wording
from estimation.pairs import Pair
from estimation.query import Query
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.selection_words import everyone_in_words
from figures.sentences import nothing_to_say
from locales import N_
from survey.codebook import ScaleQuestion, SingleQuestion
from survey.labels import cut_labels, unit
from survey.selection import Cut, Filter

ALL = ""  # the row of all firms
NO_PROOF = N_("A difference between groups of firms is no proof of cause.")
_APART = N_("“{group}” against “{against}”: {difference} ({interval}) on a scale of {low}–{high}")
_CHANCE = N_(
    "“{group}” against “{against}”: {difference} ({interval}) on a scale of {low}–{high}, "
    "which may be chance"
)


def dimension_on(context: Context, topic: str) -> str | None:
    """The dimension that stands on the column of an ordered question of this topic."""
    columns = {
        question.column
        for question in context.codebook.topic(topic)
        if isinstance(question, SingleQuestion) and question.ordered and question.column
    }
    found = (n for n, d in context.codebook.dimensions.items() if d.options and d.column in columns)
    return next(found, None)


def ends_apart(
    context: Context, name: str, question: ScaleQuestion, dimension: str, within: str = ""
) -> Exhibit:
    """The mean of a rating at the two ends of `dimension`, and their difference with its interval.

    A row for all firms, and one per code of the dimension `within`, as far as one of them can be
    shown.
    """
    cut = Cut(dimension, context.codebook.dimensions[dimension].default_level)
    query = context.cut_by(context.query(question.id), cut)
    codes = context.codebook.dimensions[dimension].scheme.codes(cut.level)
    ends = (codes[-1], codes[0])
    rows = dict(_rows(context, query, within))
    parts = [_contrast(context, each, ends).assign(**{"row": code}) for code, each in rows.items()]
    table = pd.concat(parts, ignore_index=True)
    plain = context.wording(query, "")
    names = {ALL: everyone_in_words(context, query.where)}
    if within:
        names |= _labels(context, within)
    wording = replace(plain, labels={**plain.labels, "row": names})
    labels = (wording.label(dimension, ends[0]), wording.label(dimension, ends[1]))
    scale = range(question.scale.min, question.scale.max + 1)
    said = context.say("Difference: {group} less {against}", group=labels[0], against=labels[1])
    return exhibit(
        context,
        name,
        query,
        chart=drawing(
            dumbbell,
            table,
            "row",
            wording,
            labels=labels,
            ticks=[float(point) for point in scale],
            highlight=(ALL,) if len(rows) > 1 else (),
        ),
        alternative=describe_pairs(table, wording, "row", labels),
        headline=_difference(context, question, table, wording, labels),
        unit=unit(question, context.lang),
        table=context.table(query),
        wording=plain,
        further=[(said, table, wording)],
        notes=[context.say(NO_PROOF)],
        headings={"row": context.say("Firms")},
        marks=(),
        contrast=":".join(ends),
    )


def _rows(context: Context, query: Query, within: str) -> Iterator[tuple[str, Query]]:
    """All firms, then each code of the other dimension unless the reader filters by it."""
    yield ALL, query
    if not within or any(each.cut.dimension == within for each in query.where):
        return
    cut = context.coarsest(within)
    for code in context.codebook.dimensions[within].scheme.codes(cut.level):
        yield code, replace(query, where=(*query.where, Filter(cut, (code,))))


def _labels(context: Context, within: str) -> dict[str, str]:
    return dict(cut_labels(context.codebook, context.coarsest(within), context.lang))


def _contrast(context: Context, query: Query, ends: tuple[str, str]) -> pd.DataFrame:
    (wave,) = query.waves
    return context.contrasts(query, Pair(wave, ends[0], wave, ends[1]))


def _difference(
    context: Context,
    question: ScaleQuestion,
    table: pd.DataFrame,
    wording: Wording,
    labels: tuple[str, str],
) -> str:
    """ "Gemeinsam gestaltet gegen von oben angeordnet: +1,4 Punkte der Skala (1,1–1,7)"."""
    whole = table[table["row"] == ALL]
    (value,) = read(whole)
    if value.estimate is None or value.limited:
        return nothing_to_say(table, wording)
    digits = digits_of([value], wording)
    said = {
        "group": labels[0],
        "against": labels[1],
        "difference": printed_difference(value, wording, digits),
        "interval": interval(value, wording, digits),
        "low": question.scale.min,
        "high": question.scale.max,
    }
    return context.say(_CHANCE if holds_zero(value) else _APART, **said)
