"""A listing as an HTML table: words on the left, numbers on the right."""

from __future__ import annotations

from html import escape

from figures.listing import Listing
from locales import Lang, translate


def listing_table(listing: Listing, lang: Lang, style: str = "db db-counts") -> str:
    """The table in a window of its own, which scrolls where it is wider than the page."""
    first = len(listing.heads) - listing.numbers
    head = "".join(
        f'<th scope="col"{_right(place >= first)}>{escape(text)}</th>'
        for place, text in enumerate(listing.heads)
    )
    body = "".join(f"<tr>{_row(row, first)}</tr>" for row in listing.rows)
    name = escape(translate(lang, "Table: {caption}", caption=listing.caption), quote=True)
    return (
        f'<div class="db-scroll" role="region" tabindex="0" aria-label="{name}">'
        f'<table class="{style}"><caption>{escape(listing.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: tuple[str, ...], first: int) -> str:
    """The first cell names the row."""
    name, *cells = row
    return f'<th scope="row">{escape(name)}</th>' + "".join(
        f"<td{_right(place >= first)}>{escape(cell)}</td>"
        for place, cell in enumerate(cells, start=1)
    )


def _right(number: bool) -> str:
    return ' class="number"' if number else ""
