"""A running order as a presentation: its figures with editable charts, its words, its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from estimation.query import NotAsked
from figures.not_asked import not_asked
from figures.taken_along import Origin, Taken, slide_of
from locales import Lang
from stage.asked import asked
from stage.figure import figure_address
from stage.orders import RunningOrder
from stage.orders.figures import address_of, snapshot_of
from stage.orders.folder import picture
from stage.orders.model import FigureSlide, LogosSlide, PictureSlide, TextSlide, TitleSlide
from survey.codebook import Text
from survey.failure import Failure
from survey.site import Site
from survey.snapshot import Snapshot

if TYPE_CHECKING:
    from export.slides.deck import Slide, WordSlide

_HELD = (".png", ".jpg", ".jpeg", ".gif")  # what python-pptx places; no SVG, no WebP


def order_presentation(order: RunningOrder, lang: Lang, site: Site, root: str) -> bytes:
    """The running order as PPTX, of the data state that it shows. Raises Failure where it is gone.

    A figure that cannot be shown is a slide with the sentence that says why, as on the stage.
    """
    from export.slides.deck import deck

    published = snapshot_of(order)
    slides = list(_slides(order, lang, site, root, published))
    return deck(slides, order.title.text(lang), date.today())


def _slides(
    order: RunningOrder, lang: Lang, site: Site, root: str, published: Snapshot
) -> Iterator[Slide | WordSlide]:
    from export.slides.deck import WordSlide

    for slide in order.slides:
        notes = [slide.notes.text(lang)] if slide.notes is not None else []
        match slide:
            case FigureSlide():
                yield _figure(slide, lang, site, root, published)
            case TitleSlide():
                said = [slide.subtitle.text(lang)] if slide.subtitle is not None else []
                yield WordSlide(lang, slide.title.text(lang), said, notes)
            case TextSlide():
                points = [f"– {point.text(lang)}" for point in slide.points]
                yield WordSlide(lang, slide.title.text(lang), points, notes)
            case PictureSlide():
                yield _picture(slide, lang, notes)
            case LogosSlide():
                names = [logo.name.text(lang) for logo in slide.logos]
                yield WordSlide(lang, slide.title.text(lang), names, notes)


def _figure(
    slide: FigureSlide, lang: Lang, site: Site, root: str, published: Snapshot
) -> Slide | WordSlide:
    from export.slides.deck import WordSlide

    note = _said(slide.notes, lang)
    try:
        found = asked(address_of(slide, lang), site, published)
    except Failure as failure:
        return WordSlide(lang, _said(slide.headline, lang), [failure.text(lang)], [note])
    context = replace(found.context, theme_name="light")
    try:
        made = found.view.make(context, *found.view.arguments, **found.view.options)
    except NotAsked as failure:
        sentence = not_asked(context, failure)
        return WordSlide(lang, _said(slide.headline, lang), [sentence], [note])
    if made.empty:
        reason = made.reason or context.say("too few respondents in this selection")
        return WordSlide(lang, _said(slide.headline, lang) or made.question, [reason], [note])
    made = replace(made, headline=_said(slide.headline, lang) or made.headline)
    address = root + figure_address(context, found.page, made.id)
    return slide_of(Taken(context, made, Origin(address, date.today()), note))


def _picture(slide: PictureSlide, lang: Lang, notes: list[str]) -> WordSlide:
    """The picture; what PowerPoint does not hold is described in its place."""
    from export.slides.deck import WordSlide

    file, shows = picture(slide.file), slide.alternative.text(lang)
    held = file is not None and file.suffix.lower() in _HELD
    content = file.read_bytes() if file is not None and held else b""
    credit = [_said(slide.credit, lang)] if slide.credit is not None else []
    words = credit if held else [shows, *credit]
    return WordSlide(lang, _said(slide.title, lang), words, notes, content, shows)


def _said(text: Text | None, lang: Lang) -> str:
    return "" if text is None else text.text(lang)
