"""The downloads of a figure: its numbers for spreadsheets, and as codes for machines."""

from __future__ import annotations

import streamlit as st

from export.csv import file_name, to_csv
from export.spreadsheet import to_spreadsheet
from figures.context import Context
from figures.exhibit import Exhibit
from figures.headings import headings
from figures.selection_words import filters_in_words


def names(context: Context, made: Exhibit) -> tuple[str, str]:
    """What the two files of a figure are called."""
    survey = context.codebook.survey
    spreadsheet, codes = (
        file_name(survey, made.table, made.id, made.filters, end) for end in ("-excel.csv", ".csv")
    )
    return spreadsheet, codes


def downloads(context: Context, made: Exhibit, called: tuple[str, str]) -> None:
    """Two buttons side by side; a file is made when it is asked for. `called` are its `names`."""
    with st.container(horizontal=True, gap="medium", key=f"downloads-{made.id}"):
        _button(
            context.say("Download for spreadsheets (CSV)"),
            lambda: _spreadsheet(context, made),
            called[0],
        )
        _button(
            context.say("Download as codes, all decimals (CSV)"),
            lambda: to_csv(made.table, filters=made.filters, source="; ".join(_source(context))),
            called[1],
        )


def _button(label: str, data, name: str) -> None:  # type: ignore[no-untyped-def]
    st.download_button(
        label,
        data,
        file_name=name,
        mime="text/csv",
        key=name,
        on_click="ignore",
        type="tertiary",
    )


def _spreadsheet(context: Context, made: Exhibit) -> bytes:
    say = context.say
    # a filter on what the figure is cut by is a highlight on the page and no filter of its numbers
    where = [each for each in context.selection.where if str(each) in made.filters]
    above = [
        (say("Finding"), made.headline),
        (say("Question"), made.question),
        (say("Unit"), made.unit),
        (say("Selection"), filters_in_words(context, where)),
        (say("Filters as codes"), made.filters or "–"),
    ]
    below = [*made.small_print, *made.legend, *_source(context)]
    return to_spreadsheet(
        made.tables, headings(context, made), above=above, below=list(dict.fromkeys(below))
    )


def _source(context: Context) -> list[str]:
    codebook, lang = context.codebook, context.lang
    parts = [codebook.title.text(lang)]
    if codebook.source is not None:
        parts.append(codebook.source.text(lang))
    if codebook.synthetic:
        parts.append(context.say("synthetic demo data"))
    parts.append(context.say("data state {version}", version=context.survey.version))
    return parts
