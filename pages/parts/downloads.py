"""The downloads of a figure: its numbers for spreadsheets, and as codes for machines."""

from __future__ import annotations

from datetime import date

import streamlit as st

from figures.context import Context
from figures.exhibit import Exhibit
from figures.taken_along import Origin, Taken, codes, name_of, spreadsheet


def names(context: Context, made: Exhibit) -> tuple[str, str]:
    """What the two files of a figure are called."""
    return name_of(context, made, "-excel.csv"), name_of(context, made, ".csv")


def downloads(context: Context, made: Exhibit, called: tuple[str, str]) -> None:
    """Two buttons side by side; a file is made when it is asked for. `called` are its `names`."""
    with st.container(horizontal=True, gap="medium", key=f"downloads-{made.id}"):
        _button(
            context.say("Download for spreadsheets (CSV)"),
            lambda: spreadsheet(_taken(context, made)),
            called[0],
        )
        _button(
            context.say("Download as codes, all decimals (CSV)"),
            lambda: codes(_taken(context, made)),
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


def _taken(context: Context, made: Exhibit) -> Taken:
    return Taken(context, made, Origin("", date.today()))
