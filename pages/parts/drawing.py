"""The parts of a page as they are drawn: findings, a figure, its numbers, a key figure."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.marks import HIDDEN, UNRELIABLE, legend
from charts.values import HIDDEN as NOTHING
from figures.citation import citation, cited_finding
from figures.context import Context
from figures.exhibit import Exhibit
from figures.findings import findings
from figures.key_figures import KeyFigure
from pages.parts.copying import copy_button
from pages.parts.downloads import downloads
from pages.parts.html import text as _html
from pages.parts.opening import explorer_link, figure_link, file_links, pin_link
from pages.parts.tables import tables

# The modebar's buttons are of no use beside our own actions, and one uploads to a foreign service.
_CHART = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False}


def draw_findings(context: Context, targets: Sequence[str], dimensions: Sequence[str]) -> None:
    found = findings(context, targets, dimensions)
    if not found:
        return
    say = context.say
    st.header(say("What stands out"), anchor=False)
    sentences = "".join(f"<li>{_html(each.sentence)}</li>" for each in found)
    evidence = "".join(
        f"<li>{_html(each.sentence)} {_html(' · '.join((each.question, *each.facts)))}"
        f"{copy_button(context, cited_finding(context, each))}</li>"
        for each in found
    )
    summary = _html(say("How sure, and from what"))
    st.html(
        f'<ul class="db-findings">{sentences}</ul>'
        f'<details class="db-small"><summary>{summary}</summary>'
        f"<ul>{evidence}</ul></details>"
    )


def draw_figure(context: Context, made: Exhibit, heading: str, name: str, explore: bool) -> None:
    """A figure of the page `name`, whole: few messages to the browser, and none is a widget."""
    with st.container(gap="small", key=f"exhibit-{made.id}"):
        _draw_chart(context, made, heading)
        again = _html(context.say("Calculate again:"))
        st.html(
            _small_print(made)
            + _actions(context, made, explore, name)
            # browser.js leaves it as the reader left it
            + f'<details class="db-numbers" data-kept="{_html(made.id)}">'
            f"<summary>{_html(context.say('Table and download'))}</summary>"
            f'{tables(context, made)}<p class="db-actions">{file_links(context, name, made)}</p>'
            f'<p class="db-small">{again} <code>{_html(made.command)}</code></p></details>'
        )


def draw_unaddressed(context: Context, made: Exhibit, heading: str, *, explore: bool) -> None:
    """A figure that has no address: its numbers are in the reader's hands only."""
    with st.container(gap="small", key=f"exhibit-{made.id}"):
        _draw_chart(context, made, heading)
        st.html(_small_print(made) + _actions(context, made, explore, name=""))
        with st.expander(context.say("Table and download"), type="compact"):
            st.html(tables(context, made))
            downloads(context, made)
            again = _html(context.say("Calculate again:"))
            st.html(f'<p class="db-small">{again} <code>{_html(made.command)}</code></p>')


def _draw_chart(context: Context, made: Exhibit, heading: str) -> None:
    """Headline, question and chart."""
    st.html(
        f'<{heading} class="db-headline">{_html(made.headline)}</{heading}>'
        f'<p class="db-question" data-marks="{_html(",".join(made.marks))}">'
        f"{_html(made.question)} · {_html(made.unit)}</p>"
    )
    drawn_for = "narrow" if context.narrow else "wide"  # style.css holds back what does not fit
    st.plotly_chart(
        made.chart,
        theme=None,
        config=_CHART,
        key=f"chart-{drawn_for}-{made.id}",
        alt=made.alternative,
    )


def _small_print(made: Exhibit) -> str:
    small = f'<p class="db-small">{_dotted(made.small_print)}</p>'
    if made.legend:
        small += f'<p class="db-small">{"; ".join(map(_html, made.legend))}</p>'
    return small


def _actions(context: Context, made: Exhibit, explore: bool, name: str) -> str:
    actions = [copy_button(context, citation(context, made))]
    if explore:
        actions.append(explorer_link(context, made))
    if name:
        actions.append(figure_link(context, name, made))
        actions.append(pin_link(context, name, made))
    return f'<p class="db-actions">{"".join(actions)}</p>'


def _dotted(parts: Sequence[str]) -> str:
    """Parts with dots between them; no line begins with a dot or breaks within "n = 412"."""
    return _html("\N{NO-BREAK SPACE}· ".join(parts)).replace("n = ", "n&nbsp;=&nbsp;")


def card(figure: KeyFigure, label: str) -> str:
    interval = f"{label} {figure.interval}" if figure.interval else ""
    more = (interval, figure.n, figure.change)
    return (
        f'<div><span class="name">{_html(figure.name)}</span>'
        f'<span class="value">{_html(figure.value)}</span>'
        + "".join(f'<span class="more">{_html(line)}</span>' for line in more if line)
        + "</div>"
    )


def signs_explained(printed: Sequence[str], context: Context) -> str:
    """What the signs mean that stand for or round these values."""
    signs = {HIDDEN: "hidden", UNRELIABLE: "unreliable"}
    flags = [signs.get(text) or ("limited" if text.startswith("(") else "") for text in printed]
    sentences = legend([NOTHING._replace(flag=flag) for flag in flags], context.lang)
    return f'<p class="db-small">{"; ".join(map(_html, sentences))}</p>' if sentences else ""
