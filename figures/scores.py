"""A score: its profile over dimensions, its levels, its course over the waves."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from charts.alternative import describe
from charts.change import change
from charts.profile import profile
from charts.wording import Wording
from estimation.query import waves_with
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, selection_in_words
from figures.sentences import change_since, reliable, single, too_few, with_interval
from survey.codebook import Score, variable

SCORE_UNIT = "points"


def dimensions(context: Context, name: str, score: Score) -> Exhibit:
    """The dimensions of a score, the selection beside all firms; the weakest one is named."""
    targets = ",".join(variable(score.id, dimension.id) for dimension in score.dimensions)
    query = context.query(targets)
    table = context.table(query)
    everyone = context.table(replace(query, where=())) if query.where else None
    wording = context.wording(query, SCORE_UNIT)
    found = reliable(table, "item")
    if found:
        headline = context.say(
            "Weakest dimension – {weakest}: {value}; strongest – {strongest}: {best}",
            weakest=wording.label("item", found[-1].code),
            value=with_interval(found[-1], wording),
            strongest=wording.label("item", found[0].code),
            best=with_interval(found[0], wording),
        )
    else:
        headline = too_few(wording)
    chart = profile(
        table,
        "item",
        wording,
        context.theme,
        group_label=selection_in_words(context, wave=False),
        everyone=everyone,
        everyone_label=context.say("all firms"),
        narrow=context.narrow,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(table, wording, "item"),
        headline=headline,
        unit=context.say("mean points of 0–100"),
        table=table,
        wording=wording,
    )


def waves(context: Context, name: str, target: str, *, unit: str, words: str) -> Exhibit:
    """An estimate over the waves in which its question was asked."""
    asked = waves_with(context.codebook, target.partition(".")[0])
    query = replace(context.query(target), waves=asked)
    table = context.table(query)
    wording = context.wording(query, unit)
    headline = _movement(table, wording)
    return exhibit(
        context,
        name,
        query,
        chart=change(table, wording, context.theme, narrow=context.narrow),
        alternative=describe(table, wording, "wave"),
        headline=headline,
        unit=words,
        table=table,
        wording=wording,
    )


def _movement(table: pd.DataFrame, wording: Wording) -> str:
    """The last wave beside the one before."""
    values = [single(table[table["wave"] == wave]) for wave in table["wave"]]
    known = [(w, v) for w, v in zip(table["wave"], values, strict=True) if v is not None]
    if not known:
        return too_few(wording)
    wave, last = known[-1]
    text = f"{wording.label('wave', wave)}: {with_interval(last, wording)}"
    if len(known) == 1:
        return text
    before, value = known[-2]
    return f"{text}, {change_since(last, value, wording, wording.label('wave', before))}"
