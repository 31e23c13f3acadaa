"""Where does my own firm stand? Its answers beside the firms of its sector and size."""

import streamlit as st

from figures.questionnaire import questionnaire
from figures.self_check import answer_in_words, compared_with
from pages.parts.browser import to_the_top
from pages.parts.own_profile import missing_in_words, own_profile
from pages.parts.page import Page
from pages.parts.plain import note
from pages.parts.questionnaire import (
    filled,
    forget,
    form_headings,
    placed_by,
    questionnaire_form,
    whole_selection,
)
from pages.parts.reader import reader
from survey.self_assessment import assess

context, placed = whole_selection(reader()), placed_by(reader())
codebook, say = context.codebook, context.say
score = next(iter(codebook.scores), None)
given = filled(context)
own = beside = None
answer = ""
if score is not None and given is not None:
    own = assess(codebook, score, given.answers)
    beside = compared_with(context, score, given.where)
    answer = answer_in_words(context, score, own, beside)

with Page(context, say("Where does your firm stand?"), answer) as page:
    page.lead(
        say(
            "Answer the questions of the survey and see your firm beside others. Your answers "
            "serve this page only: they are not stored and are gone when you close it."
        )
    )
    if score is None:
        page.nothing_asked()
    else:
        asked = questionnaire(codebook, score)
        to_the_top(given.turn if given else 0)
        if own is not None and own.total is not None:
            own_profile(page, context, score, own, beside, given, asked)
            with st.expander(say("Change your answers")):
                questionnaire_form(context, score, asked, placed, page.section)
        else:
            if own is not None:
                note(missing_in_words(context, score, own))
            page.jumps(form_headings(context, score, asked))
            questionnaire_form(context, score, asked, placed, page.section)
        if given is not None:
            st.button(say("Delete my answers"), on_click=forget, args=(context,), type="tertiary")
