"""The tables of a figure; names in them are links that filter, so the keyboard can do what the
pointer does.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from export.printed import Link, html_table
from figures.context import Context
from figures.exhibit import Exhibit
from figures.headings import headings
from pages.parts.html import text
from survey.address import write_address


def tables(context: Context, made: Exhibit) -> str:
    """All tables of a figure, each under its name."""
    heads, parts = headings(context, made), []
    if any(cut.partition(":")[0] in context.codebook.dimensions for cut in made.marks):
        hint = context.say(
            "A name in the table filters by it, and so does a click on its mark in the figure; "
            "a second time takes the filter back."
        )
        parts.append(f'<p class="db-small">{text(hint)}</p>')
    for name, table, wording in made.tables:
        over = f'<p class="db-question">{text(name)}</p>' if name else ""
        # two figures may share a question, but regions of a page have names of their own
        caption = f"{made.headline}: {name}" if name else made.headline
        link = filter_links(context, made)
        parts.append(over + html_table(table, wording, heads, caption, link))
    return "".join(parts)


def filter_links(context: Context, made: Exhibit) -> Link:
    """The address of the selection filtered by a code, for the columns that the figure is cut by.

    One table has one link per name, lest the keyboard stops at each row. It can be copied and
    opened elsewhere; here `browser.js` follows it without a new page.
    """
    selection, codebook = context.selection, context.codebook
    cuts = {cut.partition(":")[0]: cut for cut in made.marks}
    linked = set[tuple[str, str]]()

    def link(column: str, code: str) -> str:
        if column not in cuts or column not in codebook.dimensions or (column, code) in linked:
            return ""
        linked.add((column, code))
        address = write_address(selection.toggled(codebook, {column: code}), codebook)
        href = escape(f"?{urlencode(address, doseq=True)}", quote=True)
        chosen = escape(f"{cuts[column]}={code}", quote=True)
        return f'href="{href}" data-filter="{chosen}" target="_self"'

    return link
