"""A firm's profile on the page: beside its group, the offers that fit, and all of it as a paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from export.csv import file_name
from export.papers import PrintedOffer
from figures.context import Context
from figures.profile_paper import offer_in_words, profile_paper
from figures.questionnaire import Asked
from figures.self_check import Beside, left_out_in_words, offers_for, own_beside_group
from pages.parts.page import Page
from pages.parts.plain import note, refuse
from pages.parts.questionnaire import Filled
from survey.codebook import Score
from survey.failure import Failure
from survey.offers import Offer
from survey.self_assessment import Assessment


def own_profile(
    page: Page,
    context: Context,
    score: Score,
    own: Assessment,
    beside: Beside,
    filled: Filled,
    asked: Mapping[str, tuple[Asked, ...]],
) -> None:
    """Everything that follows from the answers; nothing of it enters a cache."""
    say = context.say
    if wider := left_out_in_words(context, beside):
        note(wider)
    page.show_own(own_beside_group(context, "own-profile", score, own, beside))
    found = _offers(context, own, filled)
    page.section(say("Offers that fit"))
    if not found:
        page.lead(say("There is no offer for it in this list."))
    for each in found:
        words = offer_in_words(context, score, own, each, filled.barriers)
        st.html(_offer(words, each.source.text(context.lang)))
    where = " ".join(str(each) for each in beside.query.where)
    name = file_name(context.codebook.survey, beside.table, "self-check", where, ".pdf")
    st.download_button(
        say("Save as PDF"),
        lambda: profile_paper(
            context,
            score,
            own,
            beside,
            filled.answers,
            asked,
            found,
            filled.barriers,
            date.today(),
        ).pdf(),
        file_name=name,
        mime="application/pdf",
        key="own-profile-pdf",
        on_click="ignore",
    )


def missing_in_words(context: Context, score: Score, own: Assessment) -> str:
    """Which dimensions lack answers; empty where the score is complete."""
    missing = [
        each.label.text(context.lang)
        for each in score.dimensions
        if own.dimensions[each.id] is None
    ]
    if not missing:
        return ""
    return context.say(
        "Too few answers for a profile. Please answer more of: {dimensions}.",
        dimensions=", ".join(missing),
    )


def _offers(context: Context, own: Assessment, filled: Filled) -> tuple[Offer, ...]:
    try:
        return offers_for(own.weakest, filled.barriers)
    except Failure as failure:
        refuse(failure, context.lang)
        return ()


def _offer(each: PrintedOffer, named: str) -> str:
    """The offer; of the line on its source the name is the link."""
    source, named = escape(each.source), escape(named)
    if each.link:
        link = f'<a href="{escape(each.link, quote=True)}" rel="noopener">{named}</a>'
        source = source.replace(named, link)
    return (
        f'<div class="db-offer"><p><b>{escape(each.name)}</b>, {escape(each.provider)}</p>'
        f"<p>{escape(each.what)}</p><p>{escape(each.reason)}</p>"
        f'<p class="db-small">{source}</p></div>'
    )
