"""Text that Streamlit must not read as Markdown: labels of a codebook, values of an address."""

from __future__ import annotations

import re

import streamlit as st

from locales import Lang, Message
from survey.failure import Failure

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")
# What Markdown would read as more than text; a hyphen or a dot within a line it leaves alone.
_READ_AS_MORE = re.compile(r"[\\`*_\[\]~<$]|:\w+:|^\s*([#>+-]|\d+[.)])", re.MULTILINE)


def label(text: str) -> str:
    """A widget's label, escaped only where it must be.

    Streamlit draws it as Markdown, but reads it out to screen readers as it stands, backslashes
    and all.
    """
    return plain(text) if _READ_AS_MORE.search(text) else text


def plain(text: str) -> str:
    """The text as it stands: no image is loaded, no link made, no emphasis set."""
    return _MARKDOWN.sub(r"\\\1", text)


def warn(message: Message, lang: Lang) -> None:
    """A sentence on what could not be used."""
    st.warning(plain(message.text(lang)))


def refuse(failure: Failure, lang: Lang) -> None:
    """A sentence on what has to be mended first."""
    st.error(plain(failure.text(lang)))


def note(text: str) -> None:
    """A sentence in place of a figure."""
    st.info(plain(text))
