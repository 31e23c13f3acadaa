"""What every page has in hand, handed over by the frame: the language and the context."""

from __future__ import annotations

import streamlit as st

from figures.context import Context
from locales import Lang

_CONTEXT, _LANGUAGE = "context", "reading_language"


def hand_over(context: Context) -> None:
    """Give the context of this run to the page that comes next."""
    st.session_state[_CONTEXT] = context


def reader() -> Context:
    """The context of this run."""
    found: Context = st.session_state[_CONTEXT]
    return found


def speak(lang: Lang) -> None:
    """Say in which language this run is; known even where nothing is published."""
    st.session_state[_LANGUAGE] = lang


def spoken() -> Lang:
    """The language of this run."""
    found: Lang = st.session_state[_LANGUAGE]
    return found
