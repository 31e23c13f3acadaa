"""Which offer fits which barrier: a quiet table, and each offer with its date and source."""

from __future__ import annotations

from html import escape

import streamlit as st

from figures.context import Context
from figures.offers import Helped, fitting
from locales.numbers import period
from pages.parts.page import Page
from pages.parts.plain import refuse
from survey.failure import Failure
from survey.offers import Offer


def heading(context: Context) -> list[str]:
    """What `offers` writes over them; nothing where it shows none."""
    try:
        shown = fitting(context).offers
    except Failure:
        return []
    return [context.say("Which offers fit which barrier")] if shown else []


def offers(page: Page, context: Context) -> None:
    """The barriers named most with the offers that help; nothing where there are none."""
    try:
        found = fitting(context)
    except Failure as failure:
        refuse(failure, context.lang)
        return
    if not found.offers:
        return
    say = context.say
    page.section(say("Which offers fit which barrier"))
    page.lead(
        say(
            "The barriers named most in this selection and what is there against them. "
            "Conditions change: ask the provider before you rely on them."
        )
    )
    st.html(_table(context, found.barriers))
    for offer in found.offers:
        st.html(_offer(context, offer))


def _table(context: Context, barriers: tuple[Helped, ...]) -> str:
    say, lang = context.say, context.lang
    caption = escape(say("Which offers fit which barrier"))
    heads = (say("Barrier"), say("Share of firms (95% interval)"), say("Offers"))
    none = say("none in this list")
    rows = "".join(
        f'<tr><th scope="row">{escape(each.barrier)}</th><td>{_unbroken(each.share)}</td>'
        f"<td>{escape(', '.join(o.name.text(lang) for o in each.offers) or none)}</td></tr>"
        for each in barriers
    )
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    return (
        f'<div class="db-scroll" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="db"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _unbroken(share: str) -> str:
    """ "63 % (60–67 %)": a line may break before the interval, not within."""
    return " ".join(f'<span class="db-whole">{escape(part)}</span>' for part in share.split(" "))


def _offer(context: Context, offer: Offer) -> str:
    """Name and provider; what for whom; as of when, from where."""
    say, lang = context.say, context.lang
    ended = say("ended: {day}", day=period(offer.ended, lang)) if offer.ended else ""
    source = escape(say("Source: {source}", source=offer.source.text(lang)))
    if offer.link:
        label = escape(offer.source.text(lang))
        link = f'<a href="{escape(offer.link, quote=True)}" rel="noopener">{label}</a>'
        source = source.replace(label, link)
    small = [escape(ended), escape(say("as of: {day}", day=period(offer.as_of, lang))), source]
    if offer.copied:
        small.append(escape(say("not read at the provider")))
    return (
        f'<div class="db-offer"><p><b>{escape(offer.name.text(lang))}</b>, '
        f"{escape(offer.provider.text(lang))}</p>"
        f"<p>{escape(offer.what.text(lang))} – {escape(offer.who.text(lang))}</p>"
        f'<p class="db-small">{" · ".join(filter(None, small))}</p></div>'
    )
