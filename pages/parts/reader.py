"""What every page has in hand: the context of this run, handed over by the frame."""

from __future__ import annotations

import streamlit as st

from figures.context import Context

_KEY = "context"


def hand_over(context: Context) -> None:
    """Give the context of this run to the page that comes next."""
    st.session_state[_KEY] = context


def reader() -> Context:
    """The context of this run."""
    found: Context = st.session_state[_KEY]
    return found
