"""The frame round every page: language, filters, pages, and what is the same on all of them."""

from __future__ import annotations

import logging
from dataclasses import replace

import streamlit as st

from figures.context import Context
from figures.kept import ASKING
from locales import LANGUAGES, N_, Lang, translate
from pages.parts import address, sidebar, style
from pages.parts.browser import listen, narrow_window, to_be_explored
from pages.parts.html import Written
from pages.parts.plain import note, refuse, warn
from pages.parts.reader import hand_over, speak
from pages.parts.source import snapshot
from survey.address import language
from survey.failure import Failure
from survey.served import served_surveys
from survey.site import Site, site

EXPLORER = "explorer"
QUESTIONS = (
    ("overview.py", N_("Overview"), ""),
    ("maturity.py", N_("Maturity"), "maturity"),
    ("strategy.py", N_("Strategy"), "strategy"),
    ("barriers.py", N_("Barriers"), "barriers"),
    ("support.py", N_("Support"), "support"),
    ("participation.py", N_("Participation"), "participation"),
    ("learning.py", N_("Learning"), "learning"),
    ("change.py", N_("Change"), "change"),
    ("region.py", N_("Region"), "region"),
    ("benchmark.py", N_("Benchmark"), "benchmark"),
    ("explorer.py", N_("Explorer"), EXPLORER),
    ("brief.py", N_("Brief"), "brief"),
    ("self_check.py", N_("Self-check"), "self-check"),
    ("running_orders.py", N_("Running orders"), "running-orders"),
)
DATA = ("data_and_method.py", N_("Data and method"), "data")
STATEMENTS = (
    ("methodology.py", N_("Methodology"), "methodology"),
    ("imprint.py", N_("Imprint"), "imprint"),
    ("privacy.py", N_("Privacy"), "privacy"),
    ("accessibility.py", N_("Accessibility"), "accessibility"),
)
_BROKEN = N_(
    "This page could not be drawn for this selection; the operator finds the reason in the log. "
    "Choose another page or other filters."
)
_STATEMENT_PATHS = tuple(path for _, _, path in STATEMENTS)
_OF_ALL_FIRMS = ("benchmark", "self-check")
_OF_NO_SELECTION = (*_STATEMENT_PATHS, "running-orders")
_WITHOUT_FILTERS = (DATA[2], *_OF_NO_SELECTION, *_OF_ALL_FIRMS)


def main() -> None:
    """One run: read the address, draw the sidebar, hand over, run the page."""
    try:
        here = site()
    except Failure as failure:
        refuse(failure, LANGUAGES[0])
        return
    theme = st.context.theme.type or "light"
    narrow = narrow_window()
    try:
        surveys, damaged = served_surveys(snapshot())
    except Failure as failure:
        _without_data(here, theme, failure)
        return
    codebooks = {name: survey.codebook for name, survey in surveys.items()}
    selection, complaints, fresh = address.selection(codebooks, here)
    with st.sidebar:
        lang = sidebar.language(selection.lang, here.languages, fresh=fresh)
    page = _frame(here, theme, lang, narrow=narrow)
    if (explored := to_be_explored()) is not None:
        st.switch_page("explorer.py", query_params=explored)
    selection, notes = replace(selection, lang=lang), []
    if page.url_path == DATA[2]:  # about a whole survey: which one, but no filters
        with st.sidebar:
            selection = sidebar.which_survey(selection, codebooks, fresh=fresh)
    elif page.url_path not in _OF_NO_SELECTION:  # they know no filters, but keep those chosen
        show = sidebar.survey_and_wave if page.url_path in _OF_ALL_FIRMS else sidebar.filters
        with st.sidebar:
            selection, notes = show(selection, codebooks, fresh=fresh)
    exploring = page.url_path == EXPLORER
    shown = address.write(
        selection,
        codebooks[selection.survey],
        exploring=exploring,
        searching=page.url_path == DATA[2],
    )
    hand_over(
        Context(
            survey=surveys[selection.survey],
            selection=shown,
            theme_name=theme,
            narrow=narrow,
            asking=ASKING,
        )
    )
    for each in damaged:
        refuse(each, lang)
    for complaint in complaints:
        warn(complaint, lang)
    for each in notes:
        note(each.text(lang))
    try:
        page.run()
    except Exception:  # a mistake of ours: the log has it, the reader a sentence
        logging.getLogger(__name__).exception("page %s, %s", page.url_path, address.read())
        st.error(translate(lang, _BROKEN))


def _without_data(here: Site, theme: str, failure: Failure) -> None:
    """Nothing to show: the statements can be read all the same."""
    asked = language(address.read(), here.languages)
    with st.sidebar:
        lang = sidebar.language(asked, here.languages, fresh=False)
    page = _frame(here, theme, lang, narrow=narrow_window())
    if page.url_path in _STATEMENT_PATHS:
        page.run()
        return
    st.title(here.name, anchor=False)
    refuse(failure, lang)


def _frame(here: Site, theme: str, lang: Lang, *, narrow: bool) -> st.Page:
    """Pages, browser title, style and the language of the document; the page that was asked for."""
    made = _pages(lang)
    about = [made[file] for file, _, _ in (DATA, *STATEMENTS)]
    questions = [page for page in made.values() if page not in about]
    page = st.navigation({"": questions, translate(lang, "About"): about}, expanded=True)
    st.set_page_config(page_title=f"{page.title} – {here.name}", layout="wide")
    if here.logo is not None:
        st.logo(str(here.logo_file), size="large")
    filters = page.url_path not in _WITHOUT_FILTERS
    sheet = style.sheet(here.name, here.subtitle.text(lang), theme, lang=lang, filters=filters)
    st.html(Written(sheet))
    listen(lang, narrow=narrow)
    speak(lang)
    return page


def _pages(lang: Lang) -> dict[str, st.Page]:
    """The pages by their files: made once for a session and language, as it costs a millisecond."""
    kept: dict[str, st.Page] | None = st.session_state.get(f"pages:{lang}")
    if kept is None:
        kept = {
            file: st.Page(
                file, title=translate(lang, title), url_path=path or None, default=not path
            )
            for file, title, path in (*QUESTIONS, DATA, *STATEMENTS)
        }
        st.session_state[f"pages:{lang}"] = kept
    return kept


main()
