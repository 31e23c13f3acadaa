"""The way towards using something: how many get how far, and where most are lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from charts.alternative import describe
from charts.drawing import drawing
from charts.funnel import funnel
from charts.marks import digits_of
from charts.values import Value
from charts.wording import Wording
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.sentences import nothing_to_say, reliable, with_interval
from locales.numbers import signed_points
from survey.codebook import SingleQuestion


def steps_of(context: Context, question: SingleQuestion) -> dict[str, str]:
    """The steps of an ordered question after its first answer: joint share -> what it is called.

    `1|2|3|4` are those who got to the first step or beyond it. The names are the `reached` of the
    options, else "at least" and the option's label.
    """
    codes = question.codes
    return {
        "|".join(codes[i:]): option.reached.text(context.lang)
        if option.reached
        else context.say("at least “{label}”", label=option.label.text(context.lang))
        for i, option in enumerate(question.options)
        if i
    }


def way(context: Context, name: str, question: SingleQuestion) -> Exhibit:
    """A row per item of an ordered grid, a shrinking bar per step, the best known item on top."""
    steps = steps_of(context, question)
    query = context.query(question.id, option=",".join(steps))
    table = context.table(query)
    plain = context.wording(query)
    wording = replace(plain, labels={**plain.labels, "option": steps})
    chart = drawing(
        funnel,
        table,
        "item",
        wording,
        steps=list(steps),
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(table, wording, "item", "option"),
        headline=_headline(context, table, list(steps), wording),
        unit=context.say(
            "share of firms that got at least so far; between them what is lost, in points"
        ),
        table=table,
        wording=wording,
    )


def best_known(table: pd.DataFrame, steps: Sequence[str]) -> tuple[Value, Value] | None:
    """First and last step of the item that most got to; None where both are not reliable."""
    found = {v.codes: v for v in reliable(table, "item", "option")}  # the highest first
    for (item, step), value in found.items():
        if step == steps[0] and (item, steps[-1]) in found:
            return value, found[item, steps[-1]]
    return None


def _headline(context: Context, table: pd.DataFrame, steps: list[str], wording: Wording) -> str:
    """ "Zuschüsse: bekannt 47 % (43–51 %), genutzt 10 % (8–13 %), dazwischen −37 Punkte"."""
    pair = best_known(table, steps)
    if pair is None:
        return nothing_to_say(table, wording)
    first, last = pair
    digits = digits_of(pair, wording)
    lost = round(last.estimate or 0.0, digits) - round(first.estimate or 0.0, digits)
    return context.say(
        "{item}: {first_step} {first}, {last_step} {last}; on the way {lost}",
        item=wording.label("item", first.code),
        first_step=wording.label("option", steps[0]),
        first=with_interval(first, wording, digits),
        last_step=wording.label("option", steps[-1]),
        last=with_interval(last, wording, digits),
        lost=signed_points(lost, context.lang, digits, of_percent=True),
    )
