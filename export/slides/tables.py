"""Tables on slides: heat maps with their coloured cells, and what has no chart of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from charts.theme import LIGHT
from export.slides.bars import Box
from export.slides.words import colour, write
from locales import Lang

_NAMES = 3.2  # times as wide as a column of numbers


class Cell(NamedTuple):
    """A printed value and the colour behind it."""

    text: str
    fill: str = LIGHT.background


def table(
    shapes: Any,
    box: Box,
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    lang: Lang,
) -> Any:
    """Names at the left, a cell per head after the first. Returns the shape that holds it."""
    left, top, width, height = box
    high = min(height // (len(rows) + 1), Pt(34))
    shape = shapes.add_table(len(rows) + 1, len(heads), left, top, width, high * (len(rows) + 1))
    made = shape.table
    made.horz_banding = False
    size = 14.0 if len(rows) <= 9 and len(heads) <= 7 else 11.0 if len(rows) <= 14 else 9.0
    unit = width / (_NAMES + len(heads) - 1)
    for at, column in enumerate(made.columns):
        column.width = Emu(round(unit * (1 if at else _NAMES)))
    for at, head in enumerate(heads):
        _cell(
            made.cell(0, at), head, lang, size * 0.9, LIGHT.background, LIGHT.muted, number=at > 0
        )
    for down, (name, cells) in enumerate(rows, start=1):
        made.rows[down].height = high
        _cell(made.cell(down, 0), name, lang, size, LIGHT.background, LIGHT.ink, number=False)
        for at, cell in enumerate(cells, start=1):
            ink = LIGHT.text_on(cell.fill)
            _cell(made.cell(down, at), cell.text, lang, size, cell.fill, ink, number=True)
    return shape


def _cell(
    cell: Any, text: str, lang: Lang, size: float, fill: str, ink: str, *, number: bool
) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(fill)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(cell.text_frame, [text], lang, size, shade=ink)
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER if number else PP_ALIGN.RIGHT
