"""Two groups of firms side by side: sector against sector, a district against the whole state.

A row for each answer, item or dimension of a score; the differences carry their interval, and the
headline speaks only of one that holds after correction over all rows.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from charts.alternative import describe_pairs
from charts.drawing import drawing
from charts.dumbbell import dumbbell, side_of
from charts.marks import digits_of
from charts.values import read
from charts.wording import Wording
from estimation import Query
from estimation.pairs import Pair
from figures.comparisons import NO_PROOF
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.one_number import one_number
from figures.selection_words import everyone_in_words, one_row
from figures.sentences import headed, nothing_to_say, with_interval
from figures.shares import matters
from locales import N_
from survey.codebook import MultipleQuestion, ScaleQuestion, SingleQuestion, variable
from survey.explored import EVERYONE, REST, contrast_level, sides
from survey.labels import cut_labels, unit
from survey.selection import Cut, Filter

_CLEAR = 0.05  # of the corrected p values
_WIDEST = N_(
    "“{group}” against “{against}”, widest difference – {row}: {first} against {second}"
)  # fmt: skip
_ONE = N_("“{group}” against “{against}” – {row}: {first} against {second}")
_CHANCE = N_("“{group}” against “{against}”: no difference beyond chance")


def two_groups(context: Context, name: str, target: str, dimension: str, contrast: str) -> Exhibit:
    """Both sides of a contrast (`F:G`, `F:rest`, `15003:all`) along a dimension."""
    query, rows, words = _asked(context, target)
    level = contrast_level(context.codebook, dimension, contrast)
    assert level is not None, "the address was read with this codebook"
    cut = Cut(dimension, level)
    query = context.cut_by(query, cut)
    group, against = sides(contrast)
    (wave,) = query.waves
    table = context.contrasts(query, Pair(wave, group, wave, against))
    labels = _labels(context, query, cut, (group, against))
    wording = _wording(context, query, target, words[0])
    printed = _printed(query, cut, (group, against))
    said = context.say("Difference: {group} less {against}", group=labels[0], against=labels[1])
    counted = context.say(
        "Differences tested at 5 percent, corrected for {n} comparisons", n=len(table)
    )
    question = context.codebook.question.get(target.partition(".")[0])
    ticks = range(question.scale.min, question.scale.max + 1) if isinstance(
        question, ScaleQuestion
    ) else ()  # fmt: skip
    return exhibit(
        context,
        name,
        printed,
        chart=drawing(
            dumbbell,
            table,
            rows,
            wording,
            labels=labels,
            ticks=[float(point) for point in ticks],
            highlight=_highlight(context, target),
        ),
        alternative=describe_pairs(table, wording, rows, labels),
        headline=_headline(context, table, rows, wording, labels),
        unit=words[1],
        table=context.table(printed),
        wording=wording,
        further=[(said, table, wording)],
        marks=(),
        notes=[*([counted] if len(table) > 1 else []), context.say(NO_PROOF)],
    )


def _asked(context: Context, target: str) -> tuple[Query, str, tuple[str, str]]:
    """The query, the column of its rows, the unit of the chart and in words."""
    name, _, item = target.partition(".")
    codebook, say = context.codebook, context.say
    shown, share = one_number(context, target), ("percent", say("share of firms"))
    if name in codebook.score:
        if item in ("level", "weakest"):
            return context.query(target), "option", share
        parts = [variable(name, each.id) for each in codebook.score[name].dimensions]
        every = target if item else ",".join([name, *parts])
        points = ("points", say("mean points of 0–100"))
        return context.query(every), "item" if not item else "question", points
    question = codebook.question[name]
    if isinstance(question, SingleQuestion):
        option, _ = matters(context, target)
        if question.items and not item:
            return context.query(target, option=option), "item", share
        codes = question.codes if len(question.options) > 2 else ()
        every = ",".join(dict.fromkeys([*codes, option]))
        return context.query(target, option=every), "option", share
    if isinstance(question, MultipleQuestion):
        several = say("share of firms, several answers possible")
        return context.query(target), "item", ("percent", several)
    words = unit(question, context.lang)
    drawn = "" if isinstance(question, ScaleQuestion) else words
    return context.query(target), "question" if shown else "item", (drawn, words)


def _printed(query: Query, cut: Cut, codes: tuple[str, str]) -> Query:
    """The query of the table: of two groups only these, otherwise all of them."""
    if codes[1] in (REST, EVERYONE):
        return query
    return replace(query, where=(*query.where, Filter(cut, codes)))


def _labels(context: Context, query: Query, cut: Cut, codes: tuple[str, str]) -> tuple[str, str]:
    known = {
        **cut_labels(context.codebook, cut, context.lang),
        REST: context.say("all other firms"),
        EVERYONE: everyone_in_words(context, query.where),
    }
    return known[codes[0]], known[codes[1]]


def _wording(context: Context, query: Query, target: str, unit: str) -> Wording:
    """The labels of the rows: what is joint, the whole score, the single number."""
    wording = one_row(context, context.wording(query, unit), query)
    name = target.partition(".")[0]
    labels = {column: dict(each) for column, each in wording.labels.items()}
    shown = one_number(context, target)
    labels["question"] = {name: (shown.label if shown else "") or context.say("Mean")}
    if name in context.codebook.score:
        labels["item"][""] = context.codebook.score[name].title.text(context.lang)
    elif isinstance(context.codebook.question[name], SingleQuestion):
        joint, label = matters(context, target)
        labels["option"].setdefault(joint, headed("", label))
    return replace(wording, labels=labels)


def _highlight(context: Context, target: str) -> tuple[str, ...]:
    """The rows that matter most: the whole score, the joint share, items named in the codebook."""
    name, _, item = target.partition(".")
    if name in context.codebook.score:
        return () if item else ("",)
    question = context.codebook.question[name]
    if isinstance(question, SingleQuestion):
        joint, _ = matters(context, target)
        return (joint,) if "|" in joint and len(question.options) > 2 else ()
    if isinstance(question, MultipleQuestion | ScaleQuestion) and not item:
        return question.highlight
    return ()


def _headline(
    context: Context, table: pd.DataFrame, rows: str, wording: Wording, labels: tuple[str, str]
) -> str:
    said = {"group": labels[0], "against": labels[1]}
    sound = table[table["flag"] == ""]
    if sound.empty:
        return nothing_to_say(table, wording)
    clear = sound[sound["p_adjusted"] < _CLEAR]
    if clear.empty:
        return context.say(_CHANCE, **said)
    widest = clear.loc[[clear["estimate"].abs().idxmax()]]
    (first,), (second,) = (read(side_of(widest, side), rows) for side in ("group", "against"))
    digits = digits_of([first, second], wording)
    return context.say(
        _ONE if len(table) == 1 else _WIDEST,
        row=wording.label(rows, first.code),
        first=with_interval(first, wording, digits),
        second=with_interval(second, wording, digits),
        **said,
    )
