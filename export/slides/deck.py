"""A presentation: a slide per figure with its headline, chart, base and source, and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches

from charts.drawing import Drawing
from charts.framed import filled
from charts.theme import LIGHT
from export.slides.chart_xml import spoken
from export.slides.data_sheets import date_sheets
from export.slides.kinds import native
from export.slides.words import plain, tag, write
from locales import Lang

_TITLE_ONLY = 5  # of python-pptx's own template
_WIDTH, _HEIGHT = 13.333, 7.5  # inches: 16:9
_LEFT, _ACROSS = 0.55, 12.23
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_EDGE, _SMALL, _LEADING = 0.35, 10.5, 1.22


@dataclass(frozen=True)
class Slide:
    """A slide: headline, what was asked, the drawing, what stands under it, the speaker's notes.

    `alternative` is read out in place of the chart.
    """

    lang: Lang
    headline: str
    question: str
    drawing: Drawing
    alternative: str
    foot: Sequence[str]
    notes: Sequence[str]


@dataclass(frozen=True)
class WordSlide:
    """A slide without a figure: a heading, paragraphs or points, perhaps a picture (a file's bytes
    in a format that PowerPoint holds) with what it shows.
    """

    lang: Lang
    headline: str
    paragraphs: Sequence[str] = ()
    notes: Sequence[str] = ()
    picture: bytes = b""
    alternative: str = ""


def deck(slides: Sequence[Slide | WordSlide], title: str, made: date) -> bytes:
    """The slides as PPTX. `made` is the day that stands in the file's properties."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    for each in slides:
        if isinstance(each, Slide):
            _slide(presentation, each)
        else:
            _words(presentation, each)
    date_sheets(presentation, made)
    properties = presentation.core_properties
    properties.title, properties.author = plain(title)[:255], "Digitalbarometer"
    properties.created = properties.modified = datetime(made.year, made.month, made.day)
    properties.last_modified_by = "Digitalbarometer"
    if slides:
        properties.language = tag(slides[0].lang)
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _slide(presentation: Any, content: Slide) -> None:
    """From the top down: headline, question, chart, small print, each as high as its lines need."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    title, lang = slide.shapes.title, content.lang
    size = 26 if len(content.headline) <= 85 else 22
    top = _EDGE
    high = _height([content.headline], size)
    title.left, title.top = Inches(_LEFT), Inches(top)
    title.width, title.height = Inches(_ACROSS), Inches(high)
    write(title.text_frame, [_whole(content.headline)], lang, size, bold=True)
    _left(title.text_frame)
    question = _text(slide)
    foot_high = _height(content.foot, _SMALL)
    below = _HEIGHT - _EDGE - foot_high
    _fill(_text(slide), content.foot, lang, _SMALL, below, foot_high)
    # what is said to the chart depends on its kind: room for one more remark
    asked_high = _height([content.question + "x" * 60], 14)
    chart = top + high + asked_high + 0.1
    box = (Inches(_LEFT), Inches(chart), Inches(_ACROSS), Inches(below - chart - 0.1))
    drawn = native(content.drawing, slide.shapes, box)
    if drawn.shape.has_chart:
        spoken(drawn.shape.chart, tag(lang))
    drawn.shape._element.nvGraphicFramePr.cNvPr.set("descr", plain(content.alternative))
    asked = " · ".join(part for part in (content.question, drawn.remark) if part)
    _fill(question, [asked], lang, 14, top + high, asked_high)
    slide.notes_slide.notes_text_frame.text = "\n".join(plain(note) for note in content.notes)


def _whole(headline: str) -> str:
    """Intervals are not broken in two: PowerPoint breaks a line behind a dash."""
    return _RANGE.sub("–\N{WORD JOINER}", headline)


def _words(presentation: Any, content: WordSlide) -> None:
    """Heading and paragraphs in the type of a hall; a picture takes the room under the heading."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    title, lang, size = slide.shapes.title, content.lang, 36
    high = _height([content.headline], size)
    top = _EDGE if content.picture else 1.6
    title.left, title.top = Inches(_LEFT), Inches(top)
    title.width, title.height = Inches(_ACROSS), Inches(high)
    write(title.text_frame, [content.headline], lang, size, bold=True)
    _left(title.text_frame)
    under = top + high + 0.2
    if content.picture:
        room = _HEIGHT - _EDGE - 0.5 - under
        shape = slide.shapes.add_picture(
            BytesIO(content.picture), Inches(_LEFT), Inches(under), height=Inches(room)
        )
        if shape.width > Inches(_ACROSS):
            shape.height = round(shape.height * Inches(_ACROSS) / shape.width)
            shape.width = Inches(_ACROSS)
        shape._element.nvPicPr.cNvPr.set("descr", plain(content.alternative))
        under = _HEIGHT - _EDGE - 0.45
    if content.paragraphs:
        type_size = 12 if content.picture else 24
        high = _height(content.paragraphs, type_size)
        _fill(_text(slide), content.paragraphs, lang, type_size, under, high)
    slide.notes_slide.notes_text_frame.text = "\n".join(plain(note) for note in content.notes)


def _height(lines: Sequence[str], size: float) -> float:
    """The height in inches that paragraphs need across the slide."""
    room = _ACROSS * 72 * 0.94
    count = sum(len(filled(line.strip("\n"), room, size)) for line in lines)
    return count * size * _LEADING / 72 + 0.06


def _text(slide: Any) -> Any:
    """An empty box of text; it is placed when it is known what stands in it."""
    return slide.shapes.add_textbox(0, 0, 0, 0)


def _fill(
    box: Any, lines: Sequence[str], lang: Lang, size: float, top: float, height: float
) -> None:
    box.left, box.top = Inches(_LEFT), Inches(top)
    box.width, box.height = Inches(_ACROSS), Inches(height)
    write(box.text_frame, lines, lang, size, shade=LIGHT.muted)
    _left(box.text_frame)
    box.text_frame.margin_top = box.text_frame.margin_bottom = 0


def _left(frame: Any) -> None:
    """At the left edge, from the top: headlines of statistics are read, not centred."""
    frame.margin_left = frame.margin_right = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
