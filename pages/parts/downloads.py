"""The downloads of a figure that has no address: with answers of the reader, or other sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from figures.context import Context
from figures.exhibit import Exhibit
from figures.taken_along import Origin, Taken, codes, name_of, spreadsheet


def downloads(context: Context, made: Exhibit) -> None:
    """Two buttons side by side; a file is made when it is asked for."""
    taken = Taken(context, made, Origin("", date.today()))
    with st.container(horizontal=True, gap="medium", key=f"downloads-{made.id}"):
        _button(taken, context.say("Download for spreadsheets (CSV)"), spreadsheet, "-excel.csv")
        _button(taken, context.say("Download as codes, all decimals (CSV)"), codes, ".csv")


def _button(taken: Taken, label: str, make: Callable[[Taken], bytes], end: str) -> None:
    name = name_of(taken.context, taken.made, end)
    st.download_button(
        label,
        lambda: make(taken),
        file_name=name,
        mime="text/csv",
        key=name,
        on_click="ignore",
        type="tertiary",
    )
