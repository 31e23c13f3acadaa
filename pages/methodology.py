"""How is it calculated? The project's methodology, as `docs/` has it, in the reader's language."""

from pathlib import Path

import streamlit as st

from pages.parts.reader import spoken

DOCS = Path(__file__).parents[1] / "docs"
FILES = {"de": DOCS / "methodik.md", "en": DOCS / "methodology.md"}

title, _, text = FILES[spoken()].read_text(encoding="utf-8").partition("\n")
st.title(title.removeprefix("# "), anchor=False)
st.markdown(text, anchors=False)
