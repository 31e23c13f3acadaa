"""The slides of a running order, each as what its template shows."""

from __future__ import annotations

from typing import Any

from locales import Lang, translate
from stage.figure_slide import Show, figure_slide
from stage.orders.model import (
    FigureSlide,
    LogosSlide,
    PictureSlide,
    RunningOrder,
    Slide,
    TextSlide,
    TitleSlide,
)
from survey.codebook.values import Text
from survey.complaints import Address


def slides(order: RunningOrder, show: Show) -> list[dict[str, Any]]:
    """All slides from the first to the last."""
    made = [_slide(order, place, show, None) for place in range(len(order.slides))]
    synthetic = any(each["synthetic"] for each in made)
    return [each | {"synthetic": synthetic} for each in made]


def changed_slide(order: RunningOrder, place: int, show: Show, filters: Address) -> dict[str, Any]:
    """A figure slide under filters chosen on the stage."""
    return _slide(order, place, show, filters)


def steps(slide: Slide) -> int:
    """How many pictures a slide of words has one after the other; a figure says it itself."""
    if isinstance(slide, TextSlide) and slide.build:
        return len(slide.points) + 1
    return 1


def _slide(order: RunningOrder, place: int, show: Show, filters: Address | None) -> dict[str, Any]:
    slide, lang = order.slides[place], show.lang
    common = {
        "place": place,
        "number": translate(lang, "{n} of {all}", n=place + 1, all=len(order.slides)),
        "kind": slide.kind,
        "build": getattr(slide, "build", False),
        "steps": steps(slide),
        "seconds": slide.seconds or order.foyer_seconds,
        "notes": _said(slide.notes, lang),
        "logo": order.logo,
        "synthetic": False,
    }
    return common | _own(slide, show, filters)


def _own(slide: Slide, show: Show, filters: Address | None) -> dict[str, Any]:
    lang = show.lang
    match slide:
        case FigureSlide():
            return figure_slide(slide, show, filters)
        case TitleSlide():
            return {"title": slide.title.text(lang), "subtitle": _said(slide.subtitle, lang)}
        case TextSlide():
            points = [point.text(lang) for point in slide.points]
            return {"title": slide.title.text(lang), "points": points}
        case PictureSlide():
            return {
                "title": _said(slide.title, lang),
                "file": slide.file,
                "alternative": slide.alternative.text(lang),
                "credit": _said(slide.credit, lang),
            }
        case LogosSlide():
            logos = [(logo.name.text(lang), logo.file) for logo in slide.logos]
            return {"title": slide.title.text(lang), "logos": logos}


def _said(text: Text | None, lang: Lang) -> str:
    return "" if text is None else text.text(lang)
