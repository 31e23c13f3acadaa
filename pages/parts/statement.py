"""A page of the site file: imprint, privacy, accessibility."""

from __future__ import annotations

import streamlit as st

from locales import translate
from pages.parts.reader import spoken
from survey.codebook import Text
from survey.site import site


def statement(title: str, text: Text) -> None:
    """Title, text, and who to write to. Needs no published survey."""
    lang = spoken()
    st.title(translate(lang, title), anchor=False)
    st.markdown(text.text(lang), anchors=False)
    contact = site().contact
    lines = [contact.organisation.text(lang), contact.address.text(lang), contact.email]
    st.header(translate(lang, "Contact"), anchor=False)
    st.text("\n".join(filter(None, [*lines, contact.phone])))
