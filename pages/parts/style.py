"""The style sheet of all pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from charts.theme import theme as chart_theme
from locales import Lang, translate

# A dark chart on paper: light and dark change places, hues stay, the background becomes white.
_TURNED = "invert(1) hue-rotate(180deg) brightness(1.1)"


@lru_cache
def sheet(
    name: str, subtitle: str, theme: str = "light", *, lang: Lang = "de", filters: bool = True
) -> str:
    """The style element: the sheet, the colours of the theme, and words that the frame lacks.

    Paper has the light colours, whatever the theme.

    `name` and, smaller, `subtitle` stand over the pages. `filters`: the sidebar has some, and on a
    phone the button that opens it says so.
    """
    opens = translate(lang, "Filters") if filters else translate(lang, "Menu")
    values = {
        **_colours(theme),
        "name": _quoted(name),
        "subtitle": _quoted(subtitle),
        "filter": _quoted(opens),
        "print": _TURNED if theme == "dark" else "none",
    }
    written = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    return (
        f"<style>:root {{ {_variables(values)} }}\n"
        f"@media print {{ :root {{ {_variables(_colours('light'))} }} }}\n{written}</style>"
    )


def _colours(theme: str) -> dict[str, str]:
    colours = chart_theme(theme)
    return {
        "ink": colours.ink,
        "muted": colours.muted,
        "line": colours.grid,
        "paper": colours.background,
        "edge": colours.edge,
        "shade": f"{colours.edge}80",
        "accent": colours.accent,
    }


def _variables(values: Mapping[str, str]) -> str:
    return " ".join(f"--db-{name}: {value};" for name, value in values.items())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("<", "")
