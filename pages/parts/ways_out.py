"""Ways out of a selection in which nothing may be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st

from figures.context import Context
from pages.parts.address import drop_filter, reset_filters
from pages.parts.plain import plain


class WayOut(NamedTuple):
    """A button under a note that nothing may be shown: `go(*arguments)` changes the selection."""

    label: str
    go: Callable[..., None]
    arguments: tuple[Any, ...]


def ways_out(context: Context, of_page: Sequence[WayOut]) -> None:
    """Buttons that lead to something that can be shown: those of the page, and fewer filters."""
    say, dimensions = context.say, context.codebook.dimensions
    cuts = [each.cut.dimension for each in context.selection.where]
    filters = [
        WayOut(
            say("Without the filter: {filter}", filter=dimensions[cut].label.text(context.lang)),
            drop_filter,
            (cut,),
        )
        for cut in cuts
    ]
    with st.container(horizontal=True, gap="medium"):
        for i, way in enumerate((*of_page, *filters)):
            st.button(plain(way.label), on_click=way.go, args=way.arguments, key=f"out-{i}")
        if filters:
            st.button(say("Reset filters"), on_click=reset_filters, key="reset-here")
