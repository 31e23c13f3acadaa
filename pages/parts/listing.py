"""A listing as an HTML table: words on the left, numbers on the right."""

from __future__ import annotations

from html import escape

from figures.listing import Listing
from locales import Lang, translate


def listing_table(listing: Listing, lang: Lang, style: str = "db db-counts") -> str:
    """The table in a window of its own, which scrolls where it is wider than the page."""
    head = "".join(
        f'<th scope="col"{_style(listing, place)}>{escape(text)}</th>'
        for place, text in enumerate(listing.heads)
    )
    body = "".join(f"<tr>{_row(listing, row)}</tr>" for row in listing.rows)
    name = escape(translate(lang, "Table: {caption}", caption=listing.caption), quote=True)
    return (
        f'<div class="db-scroll" role="region" tabindex="0" aria-label="{name}">'
        f'<table class="{style}"><caption>{escape(listing.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(listing: Listing, row: tuple[str, ...]) -> str:
    """The first cell names the row; details stand in it once more, for a narrow window."""
    name, *cells = row
    under = "".join(
        f'<span class="db-under">{escape(cell)}</span>' for cell in cells[: listing.details]
    )
    return f'<th scope="row">{escape(name)}{under}</th>' + "".join(
        f"<td{_style(listing, place)}>{escape(cell)}</td>"
        for place, cell in enumerate(cells, start=1)
    )


def _style(listing: Listing, place: int) -> str:
    """How a column is set: numbers on the right, details not in a narrow window."""
    if place >= len(listing.heads) - listing.numbers:
        return ' class="number"'
    return ' class="db-wide"' if 0 < place <= listing.details else ""
