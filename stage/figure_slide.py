"""A figure as a slide: headline, chart, base and source, and the way to it for the audience."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from charts.parts import Part, in_parts
from charts.room import laid_out_for
from charts.theme import STAGE
from estimation.query import NotAsked, Query
from figures.not_asked import not_asked
from locales import Lang, translate
from stage.asked import Asked, asked
from stage.choices import choices, refusals
from stage.code import code
from stage.figure import as_json, chart, figure_address
from stage.orders.figures import address_of
from stage.orders.model import FigureSlide
from stage.screen import Screen
from survey.complaints import Address
from survey.failure import Failure
from survey.labels import question_text
from survey.memory import Memory
from survey.site import Site
from survey.snapshot import Snapshot

_STAGE = "stage"
_NOT_A_FILTER = ("page", "figure", "theme", "lang")
# a number, its unit or the word before it, and its interval: "55 Punkte (52–58);"
_WITH_INTERVAL = re.compile(r"((?:[+−]?\d[\d.,]*\s)?\S+\s\([^()]*\d[^()]*\)[;,.]?)")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")  # "10–49" is not broken in two
_kept = Memory(400)  # slides


class Show(NamedTuple):
    """Where and how slides are shown: the data state, the language, the screen, and the address
    under which the audience's phones reach this server.
    """

    published: Snapshot
    site: Site
    lang: Lang
    screen: Screen
    base: str


def figure_slide(slide: FigureSlide, show: Show, changed: Address | None = None) -> dict[str, Any]:
    """What the template of a figure slide shows; `changed` are filters chosen on the stage.

    A figure that may not or cannot be shown is a slide with the sentence that says so.
    """
    address = address_of(slide, show.lang)
    if changed is not None:
        kept = {name: values for name, values in changed.items() if name not in _NOT_A_FILTER}
        address = {name: address[name] for name in ("page", "figure", "lang")} | {
            name: list(values) for name, values in kept.items()
        }
    live = changed is not None
    key = (
        show.published.folder,
        show.published.name,
        slide,
        show.lang,
        show.screen.name,
        show.base,
        urlencode(address, doseq=True),
        live,
    )
    made = _kept.kept(key, lambda: _made(slide, show, address, live), lambda _: 1)
    assert made is not None  # each is 1 of 400
    return made


def _made(slide: FigureSlide, show: Show, address: Address, live: bool) -> dict[str, Any]:
    try:
        found = asked(address, show.site, show.published)
    except Failure as failure:
        return _refused(slide, failure.text(show.lang))
    context = replace(found.context, theme_name=_STAGE)
    view = found.view
    try:
        with laid_out_for(show.screen.room):
            made = view.make(context, *view.arguments, **view.options)
            parts = [] if made.empty else in_parts(made.drawing, made.chart, STAGE)
    except NotAsked as failure:
        around = _around(found, show, None)
        question = question_text(context.codebook, failure.names[0], context.lang)
        said = not_asked(context, failure).removeprefix(f"{question} – ")
        return {**_refused(slide, said, question), **around}
    around = _around(found, show, made.query)
    own = slide.headline.text(show.lang) if slide.headline is not None and not live else ""
    refused = made.reason or context.say("too few respondents in this selection")
    headline = own or made.headline
    small = made.brief[1:] if made.empty else (*made.brief, *made.legend)
    return {
        "headline": headline,
        "pieces": _kept_together(headline),
        "question": made.question,
        "unit": made.unit,
        "alternative": made.alternative,
        **_in_steps(slide, show, parts),
        "refused": refused if made.empty else "",
        "small": [_RANGE.sub("–\u2060", line) for line in small],
        **around,
    }


def _in_steps(slide: FigureSlide, show: Show, parts: Sequence[Part]) -> Mapping[str, Any]:
    """What a figure shows one after the other: the question, then its parts, each with what it is
    a part of.
    """
    lang = show.lang
    shown = parts[:1] if slide.first_rows else parts
    said = []
    for n, part in enumerate(parts, start=1):
        each = translate(lang, "part {n} of {all}", n=n, all=len(parts))
        if part.shown < part.rows:
            each += " · " + translate(
                lang,
                "{shown} of {rows} rows, all of them behind the code",
                shown=part.shown,
                rows=part.rows,
            )
        said.append(each)
    if slide.first_rows and len(parts) > 1:
        said = [translate(lang, "the first rows, all of them behind the code")]
    return {
        "charts": [as_json(chart(part.figure)) for part in shown],
        "parts": said if len(parts) > 1 else [],
        "steps": _steps(slide, len(shown)),
    }


def _steps(slide: FigureSlide, pictures: int) -> int:
    return max(pictures, 1) + slide.build


def _around(found: Asked, show: Show, query: Query | None) -> Mapping[str, Any]:
    """What stands round the figure whatever it shows: filters, code, what could not be used."""
    context = found.context
    lists = choices(context, query)
    link = figure_address(context, found.page, found.view.id)
    return {
        "query": link.partition("?")[2],
        "code": code(show.base + link),
        "link": show.base + link,
        "choices": lists,
        "refusals": refusals(lists),
        "complaints": [each.text(show.lang) for each in found.complaints],
        "synthetic": context.codebook.synthetic,
    }


def _kept_together(headline: str) -> list[tuple[str, bool]]:
    """The headline in pieces, and whether one must not be broken: an interval in brackets."""
    pieces = _WITH_INTERVAL.split(headline)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def _refused(slide: FigureSlide, sentence: str, question: str = "") -> dict[str, Any]:
    headline = question or f"{slide.page} / {slide.figure}"
    return {
        "headline": headline,
        "pieces": [(headline, False)],
        "question": "",
        "unit": "",
        "alternative": "",
        "charts": [],
        "parts": [],
        "steps": _steps(slide, 1),
        "refused": sentence,
        "small": [],
        "query": slide.address,
        "code": "",
        "link": "",
        "choices": (),
        "refusals": (),
        "complaints": [],
        "synthetic": False,
    }
