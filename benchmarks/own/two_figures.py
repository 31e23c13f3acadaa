"""A page of exactly two figures: dots with intervals by sector, ordered shares by size.

What `benchmarks/wave.py` measures. None of the dashboard's own pages has just these two, so this
one stands outside `st.navigation`; all else is the parts of `pages/`: sidebar, address, figures
with words, table and downloads. Served as a script of its own, under the dashboard's settings.
"""

import streamlit as st

from benchmarks.own.contents import NAME, register
from figures.context import Context
from figures.kept import ASKING
from pages.parts import address, sidebar, style
from pages.parts.browser import listen, narrow_window
from pages.parts.page import Page
from pages.parts.reader import hand_over, speak
from pages.parts.source import snapshot
from survey.served import served_surveys
from survey.site import site

register()
here, theme, narrow = site(), st.context.theme.type or "light", narrow_window()
surveys, _ = served_surveys(snapshot())
codebooks = {name: survey.codebook for name, survey in surveys.items()}
selection, _, fresh = address.selection(codebooks, here)
lang = selection.lang
st.set_page_config(page_title="Two figures", layout="wide")
st.html(style.sheet(here.name, here.subtitle.text(lang), theme, lang=lang))
listen(lang, narrow=narrow)
speak(lang)
with st.sidebar:
    selection, _ = sidebar.filters(selection, codebooks, fresh=fresh)
shown = address.write(selection, codebooks[selection.survey], exploring=False)
context = Context(surveys[selection.survey], shown, theme, narrow, ASKING)
hand_over(context)
with Page(context, "How far are firms in digitalisation?") as page:
    page.fill(NAME)
