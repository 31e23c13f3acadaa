"""Where do the numbers come from? Waves, files, findings, what is hidden, codebook, citation."""

from datetime import UTC, datetime

import streamlit as st

from figures import loading, withheld
from figures.kept import once
from figures.publications import citation, publications
from pages.parts.lookup import lookup
from pages.parts.page import Page
from pages.parts.plain import plain
from pages.parts.reader import reader

context = reader()
say = context.say

with Page(
    context, say("Where do the numbers come from?"), loading.in_a_sentence(context), selected=False
) as page:
    noticed = once(context, loading.noticed)
    sections = [
        say("Waves and response"),
        say("Files"),
        *([say("What was noticed while loading")] if noticed.rows else []),
        say("What is not shown"),
        say("Codebook"),
        say("Publications and citation"),
        say("Method"),
    ]
    page.jumps(sections)
    page.section(say("Waves and response"))
    page.counts(once(context, loading.waves))
    page.lead(
        say(
            "Response rate: firms that answered as a share of the firms in scope, without weights. "
            "Firms that are part of no estimate, see below, are not counted as answered."
        )
    )
    page.section(say("Files"))
    page.counts(once(context, loading.files))
    page.lead(
        say(
            "Rows read = rows loaded + rows quarantined. Every row that could not be used is kept "
            "aside with the reason; nothing is dropped in silence."
        )
    )
    if noticed.rows:
        page.section(say("What was noticed while loading"))
        page.counts(noticed)
        page.lead(say("Counts of rows and values by kind; no single firm is shown here."))
    page.section(say("What is not shown"))
    for rule in withheld.rules(context):
        page.lead(rule)
    hidden = once(context, withheld.partly_hidden)
    if hidden.rows:
        page.counts(hidden, folded=True)
    whole, never = once(context, withheld.never_hidden), once(context, withheld.always_hidden)
    if whole:
        page.lead(say("Shown whole: {tables}.", tables=", ".join(whole)))
    if never:
        page.lead(say("Never shown: {tables}.", tables=", ".join(never)))
    page.section(say("Codebook"))
    lookup(context)
    page.section(say("Publications and citation"))
    page.counts(publications(context))
    st.markdown("> " + plain(citation(context, datetime.now(UTC).date())))
    page.section(say("Method"))
    page.lead(say("How estimates, intervals, signs and protection are calculated, with sources:"))
    st.page_link("methodology.py", label=say("Methodology"))
