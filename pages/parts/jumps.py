"""Jump marks: a page's headings under its title, each a link to where it stands.

The address is the selection's (`address.py`): browser.js scrolls to a heading and leaves the
address as it is, so that no run begins and nothing is reset.
"""

from __future__ import annotations

from collections.abc import Sequence

from locales import Lang, translate
from pages.parts.html import text as _html

FEWEST = 3  # headings; fewer are seen at a glance


def heading(title: str, place: int) -> str:
    """The heading at this place of its page, from 0: the jump mark of that place leads to it."""
    return f'<h2 class="db-section" id="{_anchor(place)}" tabindex="-1">{_html(title)}</h2>'


def jump_marks(titles: Sequence[str], lang: Lang) -> str:
    """The list of a page's headings, in their order; empty where they are few."""
    if len(titles) < FEWEST:
        return ""
    label = _html(translate(lang, "On this page"))
    links = "".join(
        f'<li><a href="#{_anchor(place)}">{_html(title)}</a></li>'
        for place, title in enumerate(titles)
    )
    return f'<nav class="db-jumps" aria-label="{label}"><span>{label}</span><ul>{links}</ul></nav>'


def _anchor(place: int) -> str:
    """The same in every language and selection, so that a page drawn anew keeps its headings."""
    return f"section-{place + 1}"
