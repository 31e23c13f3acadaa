"""The style sheet of all pages."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from charts.theme import theme as chart_theme
from locales import Lang, translate


@lru_cache
def sheet(name: str, subtitle: str, theme: str = "light", *, lang: Lang = "de") -> str:
    """The style element: the sheet, the colours of the theme, and words that the frame lacks.

    `name` and, smaller, `subtitle` stand over the pages.
    """
    colours = chart_theme(theme)
    values = {
        "ink": colours.ink,
        "muted": colours.muted,
        "line": colours.grid,
        "paper": colours.background,
        "edge": colours.edge,
        "shade": f"{colours.edge}80",
        "accent": colours.accent,
        "name": _quoted(name),
        "subtitle": _quoted(subtitle),
        "filter": _quoted(translate(lang, "Filters")),
    }
    variables = " ".join(f"--db-{name}: {value};" for name, value in values.items())
    written = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    return f"<style>:root {{ {variables} }}\n{written}</style>"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("<", "")
