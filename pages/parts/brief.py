"""A brief on the page: of whom, its figures with their scales, and the same as a paper."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from export.csv import named
from export.papers import Brief, PrintedFigure, Strip
from figures.context import Context
from figures.regions import mapped_dimension
from figures.selection_words import filters_in_words
from pages.parts.address import look_at
from survey.labels import cut_labels
from survey.selection import Cut, Filter

Where = tuple[Filter, ...]


def subject(context: Context) -> None:
    """Of whom the brief is: all firms, a sector, a district; or what the filters hold."""
    offered = _subjects(context)
    chosen = context.selection.where
    if chosen not in offered:
        offered[chosen] = filters_in_words(context, chosen)
    key = f"subject:{context.codebook.survey}:{context.lang}"
    st.session_state[key] = chosen
    st.selectbox(
        context.say("A brief on"),
        list(offered),
        format_func=lambda where: offered.get(where, ""),
        key=key,
        on_change=look_at,
        args=(key,),
        placeholder=context.say("choose"),
        width=480,
    )


def show_brief(context: Context, made: Brief) -> None:
    """The figures under each other, each with its scale; then the small print and the paper."""
    notes = "".join(f'<p class="db-small">{escape(note)}</p>' for note in made.notes)
    st.html("".join(map(_figure, made.figures)) + notes)
    where = " ".join(str(each) for each in context.selection.where)
    name = named(context.codebook.survey, [context.selection.wave], "brief", where, ".pdf")
    st.download_button(
        context.say("Save as PDF"),
        made.pdf,
        file_name=name,
        mime="application/pdf",
        key="brief-pdf",
        on_click="ignore",
    )
    with st.expander(context.say("Calculate again"), type="compact"):
        lines = "".join(f"<li><code>{escape(each.command)}</code></li>" for each in made.figures)
        st.html(f'<ul class="db-small">{lines}</ul>')


def _subjects(context: Context) -> dict[Where, str]:
    """All firms, the codes of the survey's first dimension, those of the one that is mapped."""
    book = context.codebook
    found: dict[Where, str] = {(): context.say("all firms")}
    first = next(iter(book.dimensions))
    cuts = [Cut(first, book.dimensions[first].level_ids[-1])]
    if (mapped := mapped_dimension(context)) is not None and mapped != first:
        cuts.append(Cut(mapped, book.dimensions[mapped].level_ids[0]))
    for cut in cuts:
        name = book.dimensions[cut.dimension].label.text(context.lang)
        for code, label in cut_labels(book, cut, context.lang).items():
            found[(Filter(cut, (code,)),)] = f"{name}: {label}"
    return found


def _figure(each: PrintedFigure) -> str:
    more = "".join(
        f'<span class="more">{_whole(line)}</span>' for line in (each.interval, each.n) if line
    )
    sentences = "".join(f"<p>{_whole(sentence)}</p>" for sentence in each.sentences)
    return (
        f'<div class="db-brief"><div><span class="value">{escape(each.value)}</span>{more}</div>'
        f'<div><h2 class="db-headline">{escape(each.name)}</h2>'
        f'<p class="db-question">{escape(each.question)}</p>{_strip(each.strip)}{sentences}'
        "</div></div>"
    )


def _strip(strip: Strip) -> str:
    """The scale of 0-100; its numbers stand beside it in words."""
    parts = []
    if strip.low is not None and strip.high is not None:
        ends = f"left:{strip.low:.1f}%;right:{100 - strip.high:.1f}%"
        parts.append(f'<i class="hair" style="{ends}"></i>')
    if strip.everyone is not None:
        parts.append(f'<i class="all" style="left:{strip.everyone:.1f}%"></i>')
    if strip.value is not None:
        kind = "dot limited" if strip.limited else "dot"
        parts.append(f'<i class="{kind}" style="left:{strip.value:.1f}%"></i>')
    return f'<div class="db-strip" aria-hidden="true">{"".join(parts)}</div>'


def _whole(text: str) -> str:
    """Text for HTML; an interval is not broken at its dash."""
    return re.sub(r"(?<=\d)–(?=\d)", "\N{WORD JOINER}–\N{WORD JOINER}", escape(text))
