"""How is it calculated? The project's methodology, as `docs/` has it, in the reader's language."""

from pathlib import Path

import streamlit as st

from pages.parts.html import Written
from pages.parts.jumps import heading, jump_marks
from pages.parts.reader import spoken

DOCS = Path(__file__).parents[1] / "docs"
FILES = {"de": DOCS / "methodik.md", "en": DOCS / "methodology.md"}

title, _, text = FILES[spoken()].read_text(encoding="utf-8").partition("\n")
st.title(title.removeprefix("# "), anchor=False)
lead, *sections = text.split("\n## ")
st.markdown(lead, anchors=False)
st.html(Written(jump_marks([each.partition("\n")[0] for each in sections], spoken())))
for place, section in enumerate(sections):
    name, _, words = section.partition("\n")
    st.html(Written(heading(name, place)))
    st.markdown(words, anchors=False)
