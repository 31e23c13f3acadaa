"""The frame round every page: language, filters, pages, and what is the same on all of them."""

from __future__ import annotations

import streamlit as st

from figures.context import Context
from locales import N_, Lang, translate
from pages.parts import address, sidebar, style
from pages.parts.browser import narrow_window
from pages.parts.reader import hand_over
from pages.parts.source import ASKING, open_survey, snapshot
from survey.address import language
from survey.failure import Failure
from survey.site import site

QUESTIONS = (
    ("overview.py", N_("Overview"), ""),
    ("maturity.py", N_("Maturity"), "maturity"),
    ("strategy.py", N_("Strategy"), "strategy"),
    ("barriers.py", N_("Barriers"), "barriers"),
)
STATEMENTS = (
    ("imprint.py", N_("Imprint"), "imprint"),
    ("privacy.py", N_("Privacy"), "privacy"),
    ("accessibility.py", N_("Accessibility"), "accessibility"),
)


def main() -> None:
    """One run: read the address, draw the sidebar, hand over, run the page."""
    here = site()
    theme = st.context.theme.type or "light"
    st.set_page_config(page_title=here.name, layout="wide", initial_sidebar_state="auto")
    st.html(style.sheet(here.name, theme))
    try:
        published = snapshot()
        surveys = {name: open_survey(published, name) for name in published.surveys}
    except Failure as failure:
        lang = language(address.read(), here.languages)
        _pages(lang, only=STATEMENTS)
        st.title(here.name)
        st.error(failure.text(lang))
        return
    codebooks = {name: survey.codebook for name, survey in surveys.items()}
    selection, complaints, fresh = address.selection(codebooks, here)
    with st.sidebar:
        selection = sidebar.draw(selection, codebooks, here.languages, fresh=fresh)
    address.write(selection, codebooks[selection.survey])
    page = _pages(selection.lang, only=QUESTIONS + STATEMENTS)
    hand_over(
        Context(
            survey=surveys[selection.survey],
            selection=selection,
            theme_name=theme,
            narrow=narrow_window(selection.lang),
            asking=ASKING,
        )
    )
    for complaint in complaints:
        st.warning(complaint.text(selection.lang))
    page.run()


def _pages(lang: Lang, only: tuple[tuple[str, str, str], ...]):  # type: ignore[no-untyped-def]
    made = {
        file: st.Page(file, title=translate(lang, title), url_path=path or None, default=not path)
        for file, title, path in only
    }
    about = [made[file] for file, _, _ in STATEMENTS if file in made]
    questions = [page for page in made.values() if page not in about]
    return st.navigation({"": questions, translate(lang, "About"): about})


main()
