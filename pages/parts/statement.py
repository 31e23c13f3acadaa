"""A page of the site file: imprint, privacy, accessibility."""

from __future__ import annotations

import streamlit as st

from locales import translate
from pages.parts import address
from survey.address import language
from survey.codebook import Text
from survey.site import site


def statement(title: str, text: Text) -> None:
    """Title, text, and who to write to. Needs no published survey."""
    here = site()
    lang = language(address.read(), here.languages)
    st.title(translate(lang, title))
    st.markdown(text.text(lang))
    contact = here.contact
    lines = [contact.organisation.text(lang), contact.address.text(lang), contact.email]
    st.subheader(translate(lang, "Contact"))
    st.text("\n".join(filter(None, [*lines, contact.phone])))
