"""A figure as files: its numbers with all that says what they are, under the name of what it shows.

The pages, the plain figure and the stage hand out the same files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from charts.framed import INSIDE, Frame, framed
from charts.theme import LIGHT
from export.csv import file_name, to_csv
from export.spreadsheet import to_spreadsheet
from export.workbook import to_workbook
from figures.citation import citation
from figures.context import Context
from figures.exhibit import Exhibit, kept_in_view
from figures.headings import headings
from figures.selection_words import filters_in_words
from locales.numbers import day

if TYPE_CHECKING:
    from export.slides.deck import Slide


@dataclass(frozen=True)
class Origin:
    """Where and when a file was asked for: the figure's own address, and the day."""

    address: str
    on: date


@dataclass(frozen=True)
class Taken:
    """A figure with where it is from, and what somebody noted on it."""

    context: Context
    made: Exhibit
    origin: Origin
    note: str = ""


def name_of(context: Context, made: Exhibit, end: str) -> str:
    """What a file of the figure is called: survey, waves, figure, filters, and `end`."""
    return file_name(context.codebook.survey, made.table, made.id, made.filters, end)


def codes(taken: Taken) -> bytes:
    """The main table as CSV for machines: codes, all decimals."""
    context, made = taken.context, taken.made
    return to_csv(made.table, filters=made.filters, source="; ".join(source_of(context)))


def spreadsheet(taken: Taken) -> bytes:
    """All tables as CSV for spreadsheets: words, numbers as printed."""
    context, made = taken.context, taken.made
    below = [*made.small_print, *made.legend, *source_of(context)]
    return to_spreadsheet(
        made.tables,
        headings(context, made),
        above=_subject(context, made),
        below=list(dict.fromkeys(below)),
    )


def workbook(taken: Taken) -> bytes:
    """All tables as a workbook, with a sheet of notes."""
    context, made, origin = taken.context, taken.made, taken.origin
    notes = notes_on(context, made, origin)
    return to_workbook(made.tables, headings(context, made), notes, made=origin.on)


def notes_on(context: Context, made: Exhibit, origin: Origin) -> list[tuple[str, str]]:
    """What a figure is and rests on, as pairs of what it is and how it is called."""
    say, under = context.say, made.under
    pairs = [
        *_subject(context, made),
        (say("Base"), under.base),
        (say("Method"), ". ".join(part for part in (under.method, *under.notes) if part)),
        (say("Marks"), "; ".join(made.legend)),
        (say("Source"), under.source),
        (say("Licence"), under.licence),
        (say("Data"), under.synthetic),
        (say("Data state"), context.survey.version),
        (say("Citation"), cited(context, made, origin)),
        (say("Calculate again"), made.command),
    ]
    return [(name, text) for name, text in pairs if text]


def picture(context: Context, made: Exhibit) -> go.Figure:
    """The figure for paper, with its words in it; `{date}` is left for the browser.

    In the light theme, whatever the reader's is, and for the width of a page of text.
    """
    under = (
        " · ".join(made.small_print),
        "; ".join(made.legend),
        origin_in_words(context, "{date}"),
    )
    frame = Frame(made.headline, f"{made.question} · {made.unit}", under)
    return framed(made.drawing.figure(LIGHT, width=INSIDE), frame, LIGHT)


def origin_in_words(context: Context, on: str) -> str:
    """Survey and data state, and `on` which day they were had."""
    return context.say(
        "{survey} · data state {version} · retrieved on {day}",
        survey=context.codebook.title.text(context.lang),
        version=context.survey.version,
        day=on,
    )


def presentation(taken: Sequence[Taken], title: str) -> bytes:
    """A slide for each figure: of one, of a page, of a running order."""
    from export.slides.deck import deck  # takes as long to import as all else: when it is needed

    return deck([slide_of(each) for each in taken], title, taken[0].origin.on)


def slide_of(taken: Taken) -> Slide:
    """A figure as a slide, somebody's note on it before what the notes of each figure say."""
    from export.slides.deck import Slide

    context, made = taken.context, taken.made
    notes = notes_on(context, made, taken.origin)
    small = " · ".join(_pointed(context, made.small_print))
    return Slide(
        lang=context.lang,
        headline=made.headline,
        question=f"{made.question} · {made.unit}",
        drawing=made.drawing,
        alternative=made.alternative,
        foot=[each for each in (small, "; ".join(made.legend)) if each],
        notes=[*([taken.note, ""] if taken.note else []), *(f"{n}: {text}" for n, text in notes)],
    )


def _pointed(context: Context, lines: Sequence[str]) -> list[str]:
    """The lines as a slide needs them: what is bold on a page has a pointer there."""
    bold = kept_in_view(context, ("any",))
    pointer = context.say("▸ what the survey looks at above all")
    return [pointer if line in bold else line for line in lines]


def cited(context: Context, made: Exhibit, origin: Origin) -> str:
    """The citation with address and day filled in."""
    on = day(origin.on, context.lang)
    return citation(context, made).replace("{address}", origin.address).replace("{date}", on)


def source_of(context: Context) -> Sequence[str]:
    """Survey, source, whether it is synthetic, data state."""
    book, lang = context.codebook, context.lang
    parts = [book.title.text(lang)]
    if book.source is not None:
        parts.append(book.source.text(lang))
    if book.synthetic:
        parts.append(context.say("synthetic demo data"))
    return [*parts, context.say("data state {version}", version=context.survey.version)]


def _subject(context: Context, made: Exhibit) -> list[tuple[str, str]]:
    say = context.say
    # a filter on what the figure is cut by is a highlight on the page and no filter of its numbers
    where = [each for each in context.selection.where if str(each) in made.filters]
    return [
        (say("Finding"), made.headline),
        (say("Question"), made.question),
        (say("Unit"), made.unit),
        (say("Selection"), made.under.selection or filters_in_words(context, where)),
        (say("Filters as codes"), made.filters or "–"),
    ]
