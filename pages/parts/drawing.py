"""The parts of a page as they are drawn: findings, a figure, its numbers, a key figure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

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
from pages.parts.html import json_in_attribute
from pages.parts.html import text as _html
from pages.parts.opening import (
    drawings_ahead,
    explorer_link,
    figure_link,
    file_links,
    pin_link,
)
from pages.parts.tables import tables
from stage.figure import chart_json


def findings_html(context: Context, targets: Sequence[str], dimensions: Sequence[str]) -> str:
    """The strongest differences under a heading, each with its evidence; empty where none is."""
    found = findings(context, targets, dimensions)
    if not found:
        return ""
    say = context.say
    sentences = "".join(f"<li>{_html(each.sentence)}</li>" for each in found)
    evidence = "".join(
        f"<li>{_html(each.sentence)} {_html(' · '.join((each.question, *each.facts)))}"
        f"{copy_button(context, cited_finding(context, each))}</li>"
        for each in found
    )
    title, summary = _html(say("What stands out")), _html(say("How sure, and from what"))
    return (
        f"<h2>{title}</h2>"
        f'<ul class="db-findings">{sentences}</ul>'
        f'<details class="db-small"><summary>{summary}</summary>'
        f"<ul>{evidence}</ul></details>"
    )


def figure_html(context: Context, made: Exhibit, heading: str, name: str, explore: bool) -> str:
    """A figure of the page `name`, whole: one message to the browser, and no widget in it."""
    again = _html(context.say("Calculate again:"))
    return _exhibit(
        context,
        made,
        _chart(made, heading, drawings_ahead(context, name, made))
        + _small_print(made)
        + _actions(context, made, explore, name)
        # browser.js leaves it as the reader left it
        + f'<details class="db-numbers" data-kept="{_html(made.id)}">'
        f"<summary>{_html(context.say('Table and download'))}</summary>"
        f'{tables(context, made)}<p class="db-actions">{file_links(context, name, made)}</p>'
        f'<p class="db-small">{again} <code>{_html(made.command)}</code></p></details>',
    )


def draw_unaddressed(context: Context, made: Exhibit, heading: str, *, explore: bool) -> None:
    """A figure that has no address: its numbers are in the reader's hands only."""
    with st.container(gap="small"):
        words = _small_print(made) + _actions(context, made, explore, name="")
        st.html(_exhibit(context, made, _chart(made, heading) + words))
        with st.expander(context.say("Table and download"), type="compact"):
            st.html(tables(context, made))
            downloads(context, made)
            again = _html(context.say("Calculate again:"))
            st.html(f'<p class="db-small">{again} <code>{_html(made.command)}</code></p>')


def _exhibit(context: Context, made: Exhibit, inside: str) -> str:
    fitting = "narrow" if context.narrow else "wide"  # style.css holds back what does not fit
    name = _html(made.id)
    return f'<div class="db-exhibit" data-name="{name}" data-for="{fitting}">{inside}</div>'


def _chart(made: Exhibit, heading: str, ahead: str = "") -> str:
    """Headline, question and chart, which `charts.js` draws from what it carries.

    `ahead`: the addresses of drawings that it may get before they are asked for.
    """
    others = f'data-ahead="{escape(ahead, quote=True)}" ' if ahead else ""
    return (
        f'<{heading} class="db-headline">{_html(made.headline)}</{heading}>'
        f'<p class="db-question" data-marks="{_html(",".join(made.marks))}">'
        f"{_dotted((made.question, made.unit))}</p>"
        f'<div class="db-chart" role="figure" aria-label="{escape(made.alternative, quote=True)}" '
        f'style="height: {made.chart.layout.height}px" data-chart="{_html(made.id)}" {others}'
        f"data-figure='{json_in_attribute(chart_json(made))}'></div>"
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
