"""Texts of slides: their type, language and colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Pt

from charts.theme import LIGHT
from locales import Lang

_TAGS = {"de": "de-DE", "en": "en-GB"}
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def colour(hexadecimal: str) -> RGBColor:
    """ "#00647A" as PowerPoint has it."""
    shade: RGBColor = RGBColor.from_string(hexadecimal.removeprefix("#"))
    return shade


def plain(text: str) -> str:
    """Text without soft hyphens, and without characters that no XML may hold."""
    return "".join(c for c in text if c != _SOFT_HYPHEN and (c >= " " or c in "\t\n"))


def write(
    frame: Any,
    paragraphs: Sequence[str],
    lang: Lang,
    size: float,
    *,
    shade: str = LIGHT.ink,
    bold: bool = False,
) -> None:
    """The paragraphs in a text frame, in place of what it holds."""
    frame.word_wrap = True
    for at, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = plain(text)
        run.font.size = Pt(size)
        run.font.bold = bold
        run.font.color.rgb = colour(shade)
        run._r.get_or_add_rPr().set("lang", _TAGS[lang])


def tag(lang: Lang) -> str:
    """The language as the file's properties have it."""
    return _TAGS[lang]
