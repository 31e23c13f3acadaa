"""The style sheet of all pages."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from charts.theme import theme as chart_theme


@lru_cache
def sheet(name: str, theme: str = "light") -> str:
    """The style element: the sheet, the colours of the theme, the site's name over the pages."""
    colours = chart_theme(theme)
    sheet_ = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    quoted = json.dumps(name, ensure_ascii=False).replace("<", "")
    variables = (
        f":root {{ --db-muted: {colours.muted}; --db-line: {colours.grid}; --db-name: {quoted}; }}"
    )
    return f"<style>{variables}\n{sheet_}</style>"
