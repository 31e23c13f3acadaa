"""The frame of a page and of a figure: title, answer, selection; headline, chart, small print."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from export.csv import to_csv
from export.printed import html_table
from figures.context import Context, NotAsked
from figures.exhibit import Exhibit
from figures.key_figures import KeyFigure
from figures.selection_words import selection_in_words
from pages.parts.source import exhibit
from survey.labels import question_text

# The modebar's buttons are of no use beside our own actions, and one uploads to a foreign service.
_CHART = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}


def head(context: Context, title: str, answer: str = "") -> None:
    """The reader's question, one sentence that answers it, the selection in words."""
    st.title(title, anchor=False)
    lines = [f'<p class="db-answer">{_html(answer)}</p>'] if answer else []
    synthetic = ""
    if context.codebook.synthetic:
        said = context.say("synthetic demo data")
        synthetic = f' · <span class="db-synthetic">{_html(said)}</span>'
    words = _html(selection_in_words(context))
    st.html("".join(lines) + f'<p class="db-selection">{words}{synthetic}</p>')


def key_figure_row(context: Context, figures: Sequence[KeyFigure]) -> None:
    """The key figures of a page side by side, each with its interval and how it moved."""
    label = context.say("95% interval")
    cells = [
        f'<div><span class="name">{_html(figure.name)}</span>'
        f'<span class="value">{_html(figure.value)}</span>'
        f'<span class="more">{_html(label)} {_html(figure.interval)}</span>'
        f'<span class="more">{_html(figure.change)}</span></div>'
        for figure in figures
    ]
    st.html(f'<div class="db-figures">{"".join(cells)}</div>')


def _html(text: str) -> str:
    """Text for HTML; an interval is not broken at its dash."""
    return re.sub(r"(?<=\d)–(?=\d)", "\N{WORD JOINER}–\N{WORD JOINER}", escape(text))


def lead(text: str) -> None:
    """A sentence that introduces a group of figures."""
    st.html(f'<p class="db-question">{_html(text)}</p>')


def section(title: str) -> None:
    """A heading between groups of figures."""
    st.header(title, anchor=False)


def show(
    context: Context, make: Callable[..., Exhibit], *arguments: Any, **options: Any
) -> Exhibit | None:
    """The exhibit `make(context, …)` with all that belongs to it.

    A sentence instead where the question was not asked in this wave.
    """
    try:
        made = exhibit(context, make, *arguments, **options)
    except NotAsked as failure:
        text = question_text(context.codebook, failure.question, context.lang)
        st.info(f"{text} – {failure.text(context.lang)}")
        return None
    with st.container(gap="small", key=f"exhibit-{made.id}"):
        st.html(
            f'<h3 class="db-headline">{_html(made.headline)}</h3>'
            f'<p class="db-question">{_html(made.question)} · {_html(made.unit)}</p>'
        )
        st.plotly_chart(
            made.chart,
            theme=None,
            config=_CHART,
            key=f"chart-{made.id}",
            alt=made.alternative,
        )
        small = f'<p class="db-small">{" · ".join(map(_html, made.small_print))}</p>'
        if made.legend:
            small += f'<p class="db-small">{"; ".join(map(_html, made.legend))}</p>'
        st.html(small)
        with st.expander(context.say("Table and download"), type="compact"):
            for name, table, wording in made.tables:
                heading = f'<p class="db-question">{_html(name)}</p>' if name else ""
                caption = name or made.question
                st.html(heading + html_table(table, wording, made.headings, caption))
            st.download_button(
                context.say("Download table (CSV)"),
                lambda: _csv(context, made),
                file_name=f"{context.codebook.survey}-{context.selection.wave}-{made.id}.csv",
                mime="text/csv",
                key=f"csv-{made.id}",
                on_click="ignore",
                type="tertiary",
            )
    return made


def _csv(context: Context, made: Exhibit) -> bytes:
    codebook, lang = context.codebook, context.lang
    parts = [codebook.title.text(lang)]
    if codebook.source is not None:
        parts.append(codebook.source.text(lang))
    if codebook.synthetic:
        parts.append(context.say("synthetic demo data"))
    return to_csv(made.table, filters=made.filters, source="; ".join(parts))


def nothing_asked(context: Context) -> None:
    """The survey has no question of the page's topic."""
    st.info(context.say("This survey asks nothing on this topic. Choose another page."))
