"""The frame of a page and of a figure: title, answer, selection; headline, chart, small print."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from export.csv import to_csv
from export.printed import html_table
from figures.context import Context, NotAsked
from figures.exhibit import Exhibit, selection_in_words
from survey.labels import question_text

# The modebar's buttons are of no use beside our own actions, and one uploads to a foreign service.
_CHART = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}


def head(context: Context, title: str, answer: str = "") -> None:
    """The reader's question, one sentence that answers it, the selection in words."""
    st.title(title, anchor=False)
    lines = [f'<p class="db-answer">{escape(answer)}</p>'] if answer else []
    synthetic = ""
    if context.codebook.synthetic:
        synthetic = f' · <span class="db-synthetic">{context.say("synthetic demo data")}</span>'
    words = escape(selection_in_words(context))
    st.html("".join(lines) + f'<p class="db-selection">{words}{synthetic}</p>')


def section(title: str) -> None:
    """A heading between groups of figures."""
    st.header(title, anchor=False)


def show(context: Context, make: Callable[[], Exhibit]) -> Exhibit | None:
    """A figure with all that belongs to it; a sentence instead where there is none to make."""
    try:
        made = make()
    except NotAsked as failure:
        text = question_text(context.codebook, failure.question, context.lang)
        st.info(f"{text} – {failure.text(context.lang)}")
        return None
    with st.container(gap="small", key=f"exhibit-{made.id}"):
        st.html(
            f'<h3 class="db-headline">{escape(made.headline)}</h3>'
            f'<p class="db-question">{escape(made.question)} · {escape(made.unit)}</p>'
        )
        st.plotly_chart(
            made.chart,
            theme=None,
            config=_CHART,
            key=f"chart-{made.id}",
            alt=made.alternative,
        )
        st.html(f'<p class="db-small">{" · ".join(map(escape, made.small_print))}</p>')
        with st.expander(context.say("Table and download")):
            st.html(html_table(made.table, made.wording, made.headings, made.question))
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
