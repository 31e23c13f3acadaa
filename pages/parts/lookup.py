"""The codebook to look things up in: a search, its entries to open, and downloads."""

from __future__ import annotations

from html import escape
from itertools import groupby

import streamlit as st

from export.codebook import codebook_table, codebook_yaml
from figures.codebook_entries import CodebookEntry, codebook_entries, found
from figures.context import Context
from figures.kept import once
from locales import Lang, translate_plural
from pages.parts.address import search, searched
from pages.parts.listing import listing_table
from pages.parts.plain import note

_OPEN = 3  # so many entries found are opened at once


def lookup(context: Context) -> None:
    """A box to search in, the number of entries found, and the entries by topic.

    The search stands in the address, so that a link leads to what was found.
    """
    say, lang = context.say, context.lang
    entries = once(context, codebook_entries)
    key, wanted = f"lookup:{context.codebook.survey}:{lang}", searched()
    st.session_state[key] = wanted
    st.text_input(
        say("Search questions, answers, codes and columns (Enter)"),
        key=key,
        placeholder=say("for example: staff"),
        on_change=search,
        args=(key,),
    )
    chosen = found(entries, wanted)
    count = translate_plural(lang, "{n} entry", "{n} entries", len(chosen))
    st.html(f'<p class="db-small" role="status">{escape(count)}</p>')
    if not chosen:
        note(say("No entry holds all of these words. Search for fewer or shorter ones."))
    opened = bool(wanted) and len(chosen) <= _OPEN
    for group, members in groupby(chosen, key=lambda entry: entry.group):
        body = "".join(_entry(entry, lang, opened=opened) for entry in members)
        st.html(f'<h3 class="db-headline">{escape(group)}</h3>{body}')
    _downloads(context)


def _entry(entry: CodebookEntry, lang: Lang, *, opened: bool) -> str:
    tables = "".join(listing_table(table, lang) for table in entry.tables)
    return (
        f'<details class="db-entry"{" open" * opened}>'
        f"<summary>{escape(entry.wording)} <code>{escape(entry.name)}</code></summary>"
        f'<p class="db-small">{escape(" · ".join(entry.facts))}</p>{tables}</details>'
    )


def _downloads(context: Context) -> None:
    say, codebook = context.say, context.codebook
    files = (
        (say("Codebook for spreadsheets (CSV)"), ".csv", "text/csv"),
        (say("Codebook to load again (YAML)"), ".yaml", "application/yaml"),
    )
    made = {
        ".csv": lambda: codebook_table(codebook, context.lang),
        ".yaml": lambda: codebook_yaml(codebook),
    }
    with st.container(horizontal=True, gap="medium"):
        for label, end, kind in files:
            st.download_button(
                label,
                made[end],
                file_name=f"{codebook.survey}-codebook{end}",
                mime=kind,
                key=f"codebook{end}",
                on_click="ignore",
                type="tertiary",
            )
