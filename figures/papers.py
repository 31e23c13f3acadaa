"""What every printed paper says of itself: site, selection, source, data state, marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from charts.marks import legend
from charts.values import Value
from figures.context import Context
from locales import Lang
from locales.numbers import day
from survey.labels import wave_labels
from survey.site import site


class About(TypedDict):
    """The fields of `export.papers.Paper` that are the same for all."""

    lang: Lang
    site: str
    synthetic: str
    foot: str
    page: str
    printed: date


def about(context: Context, printed: date) -> About:
    """Site, survey and data state; `printed` is the day on the paper."""
    say, book = context.say, context.codebook
    return About(
        lang=context.lang,
        site=site().name,
        synthetic=say("synthetic demo data") if book.synthetic else "",
        foot=f"{book.title.text(context.lang)} · "
        + say("data state {version}", version=context.survey.version)
        + " · "
        + say("made on {day}", day=day(printed, context.lang)),
        page=say("Page {n} of {of}", n="{n}", of="{of}"),
        printed=printed,
    )


def notes_on(context: Context, values: Sequence[Value], wave: str) -> tuple[str, ...]:
    """Interval, source and licence, and what the marks mean that occur."""
    book, say = context.codebook, context.say
    origin = [wave_labels(book, context.lang)[wave]]
    if book.source is not None:
        origin.append(say("Source: {source}", source=book.source.text(context.lang)))
    if book.licence is not None:
        origin.append(say("Licence: {licence}", licence=book.licence))
    if book.synthetic:
        origin.append(say("synthetic demo data"))
    marks = legend(values, context.lang)
    return (
        say("95% interval from the sampling design"),
        " · ".join(origin),
        *(["; ".join(marks)] if marks else []),
    )
