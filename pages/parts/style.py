"""The style sheet of all pages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from charts.theme import theme as chart_theme


@lru_cache
def sheet(theme: str = "light") -> str:
    """The style element: the sheet, and the colours of the theme it is written in."""
    colours = chart_theme(theme)
    sheet_ = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    variables = f":root {{ --db-muted: {colours.muted}; --db-line: {colours.grid}; }}"
    return f"<style>{variables}\n{sheet_}</style>"
