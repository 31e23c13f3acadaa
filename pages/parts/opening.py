"""The ways on from a figure: to the explorer, to a page of its own, to its numbers as files."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from figures.context import Context
from figures.exhibit import Exhibit
from pages.parts.ahead import other_waves, switched_on
from stage.figure import (
    downloads,
    drawing_address,
    figure_address,
    page_downloads,
    pictures,
)
from survey.address import write_address


def explorer_link(context: Context, made: Exhibit) -> str:
    """The link as HTML; empty where the explorer cannot ask the figure's question.

    It is a link to be copied or opened in a new tab; `browser.js` follows it without a new page.
    """
    if made.explored is None:
        return ""
    selection = replace(context.selection, explored=made.explored, measure="")
    address = urlencode(write_address(selection, context.codebook), doseq=True)
    href, label = escape(f"explorer?{address}", quote=True), context.say("Open in the explorer")
    return f'<a class="db-open" data-explore href="{href}" target="_self">{escape(label)}</a>'


def figure_link(context: Context, page: str, made: Exhibit) -> str:
    """The link to the figure alone, as HTML: to be sent on, embedded or shown."""
    href = escape(figure_address(context, page, made.id), quote=True)
    label = context.say("This figure alone")
    return f'<a class="db-open" href="{href}" target="_blank" rel="noopener">{escape(label)}</a>'


def drawings_ahead(context: Context, page: str, made: Exhibit) -> str:
    """The addresses of the figure in other waves, for `shelf.js`; none where none is made."""
    others = other_waves(context) if switched_on() else []
    return " ".join(drawing_address(each, page, made.id) for each in others)


def page_links(context: Context, page: str) -> str:
    """The links to all figures of a page as one file, as HTML."""
    links = "".join(
        f'<a class="db-open" href="{escape(href, quote=True)}" download target="_self">'
        f"{escape(label)}</a>"
        for label, href in page_downloads(context, page)
    )
    said = escape(context.say("All figures of this page:"))
    return f'<p class="db-actions db-page-files"><span>{said}</span>{links}</p>'


def pin_link(context: Context, page: str, made: Exhibit) -> str:
    """The link that puts the figure into the running order, as HTML; `browser.js` does it without
    leaving the page.
    """
    codes = {"pin": [f"{page}/{made.id}"], **write_address(context.selection, context.codebook)}
    href = escape(f"running-orders?{urlencode(codes, doseq=True)}", quote=True)
    label, done = context.say("Pin"), context.say("Pinned")
    return (
        f'<a class="db-open" data-pin data-done="{escape(done, quote=True)}" href="{href}" '
        f'target="_self">{escape(label)}</a>'
    )


def file_links(context: Context, page: str, made: Exhibit) -> str:
    """The links to the figure as files and pictures, as HTML; each is made when asked for."""
    files = [(*each, 'download target="_self"') for each in downloads(context, page, made.id)]
    drawn = [(*each, 'target="_blank" rel="noopener"') for each in pictures(context, page, made.id)]
    return "".join(
        f'<a class="db-open" href="{escape(href, quote=True)}" {how}>{escape(label)}</a>'
        for label, href, how in files + drawn
    )
