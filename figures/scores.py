"""A score: its profile over dimensions; an estimate over the waves."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from charts.alternative import describe
from charts.change import change
from charts.drawing import drawing
from charts.profile import profile
from charts.wording import Wording
from estimation.query import NotAsked, Query, waves_with
from figures.changes import change_since
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.selection_words import filters_in_words
from figures.sentences import (
    headed,
    nothing_to_say,
    reliable,
    single,
    with_interval,
)
from survey.codebook import Score, variable

SCORE_UNIT = "points"


def what_it_is(context: Context, score: Score) -> str:
    """One sentence: which dimensions the score is the mean of, and where its levels begin."""
    names = ", ".join(each.label.text(context.lang) for each in score.dimensions)
    levels = ", ".join(
        context.say("{level} from {start:g}", level=each.label.text(context.lang), start=each.from_)
        for each in score.levels
    )
    text = context.say(
        "The score is the mean of {count} dimensions ({names}), each on 0–100.",
        count=len(score.dimensions),
        names=names,
    )
    return f"{text} {levels}." if levels else text


def dimensions(context: Context, name: str, score: Score) -> Exhibit:
    """The dimensions of a score, the selection beside all firms; the weakest one is named."""
    targets = ",".join(variable(score.id, dimension.id) for dimension in score.dimensions)
    query = context.query(targets)
    table, wording = context.table(query), context.wording(query, SCORE_UNIT)
    everyone = context.table(replace(query, where=())) if query.where else None
    label, everyone_label = filters_in_words(context, query.where), context.say("all firms")
    chart = drawing(
        profile,
        table,
        "item",
        wording,
        group_label=label,
        everyone=everyone,
        everyone_label=everyone_label,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(table, wording, "item"),
        headline=_weakest(context, table, wording),
        unit=context.say("mean points of 0–100"),
        table=table,
        wording=wording,
        further=[] if everyone is None else [(everyone_label, everyone, wording)],
    )


def _weakest(context: Context, table: pd.DataFrame, wording: Wording) -> str:
    found = reliable(table, "item")
    if not found:
        return nothing_to_say(table, wording)
    return context.say(
        "Weakest dimension – {weakest}: {value}; strongest – {strongest}: {best}",
        weakest=wording.label("item", found[-1].code),
        value=with_interval(found[-1], wording),
        strongest=wording.label("item", found[0].code),
        best=with_interval(found[0], wording),
    )


def waves(
    context: Context,
    name: str,
    target: str,
    *,
    unit: str,
    words: str,
    option: str | None = None,
    label: str = "",
) -> Exhibit:
    """An estimate over the waves in which its question was asked.

    `option` (`3|4`) is a joint share and `label` what it is called.
    """
    asked = regular_waves_with(context, target)
    first = context.query(target, option=option, wave=asked[-1])
    query = replace(first, waves=asked)
    table, wording = context.table(query), context.wording(query, unit)
    return exhibit(
        context,
        name,
        query,
        chart=drawing(change, table, wording),
        alternative=describe(table, wording, "wave"),
        headline=headed(label, _movement(context, query, table, wording, context.selection.wave)),
        unit=words,
        table=table,
        wording=wording,
    )


def regular_waves_with(context: Context, target: str) -> tuple[str, ...]:
    """The waves, events apart, in which a question was asked. Raises NotAsked for none."""
    name = target.partition(".")[0]
    regular = context.codebook.regular_waves
    asked = tuple(w for w in waves_with(context.codebook, name) if w in regular)
    if not asked:
        raise NotAsked((name,), None, ())
    return asked


def _movement(
    context: Context, query: Query, table: pd.DataFrame, wording: Wording, wave: str
) -> str:
    """The chosen wave, and how it moved since the one before it that can be read."""
    values = {each: single(table[table["wave"] == each]) for each in query.waves}
    now = values.get(wave)
    if now is None:
        return nothing_to_say(table, wording)
    text = f"{wording.label('wave', wave)}: {with_interval(now, wording)}"
    earlier = [each for each in query.waves[: query.waves.index(wave)] if values[each] is not None]
    if not earlier:
        return text
    moved = change_since(context, replace(query, waves=(wave,)), earlier[-1], wording)
    return f"{text}; {moved}" if moved else text
