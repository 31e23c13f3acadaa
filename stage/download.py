"""Files to take along, made when they are asked for: `/download?page=…&figure=…&format=xlsx`.

The address carries the same codes as that of the figure. Without `figure` it is the whole page,
in those formats that hold several figures; with `order=NAME` it is a running order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from estimation.query import NotAsked
from export.csv import named
from figures.blocks import View
from figures.context import Context
from figures.not_asked import not_asked
from figures.taken_along import (
    Origin,
    Taken,
    codes,
    name_of,
    presentation,
    spreadsheet,
    workbook,
)
from locales import N_, Message
from stage.answers import address_of, problem, root_of
from stage.asked import FIGURE, FORMAT, asked, asked_page, unknown
from stage.figure import figure_address
from stage.offline import standalone
from stage.order_slides import order_presentation
from stage.orders.folder import load
from survey.address import language
from survey.complaints import Address, last
from survey.failure import Failure
from survey.labels import survey_title
from survey.site import Site, site


class Format(NamedTuple):
    """How a file of figures under a title is made, what its name ends with, what it is sent as.

    `several`: whether it holds more than one figure.
    """

    make: Callable[[Sequence[Taken], str], bytes]
    end: str
    media_type: str
    several: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
_CSV = "text/csv; charset=utf-8"
FORMATS: Mapping[str, Format] = {
    "pptx": Format(presentation, ".pptx", f"{_OFFICE}presentationml.presentation", several=True),
    "xlsx": Format(lambda taken, _: workbook(*taken), ".xlsx", f"{_OFFICE}spreadsheetml.sheet"),
    "csv": Format(lambda taken, _: spreadsheet(*taken), "-excel.csv", _CSV),
    "codes": Format(lambda taken, _: codes(*taken), ".csv", _CSV),
    "html": Format(standalone, ".html", "text/html; charset=utf-8", several=True),
}
ORDER = "order"
_NOTHING = N_("Nothing of this figure may be taken along: {reason}.")
_NOTHING_HERE = N_(
    "Nothing of this page may be taken along: too few respondents in this selection."
)


async def download(request: Request) -> Response:
    """A figure, or a page of figures, as a file."""
    return await run_in_threadpool(_download, request)


def _download(request: Request) -> Response:
    address, here = address_of(request), site()
    lang = language(address, here.languages)
    try:
        kind = last(address, FORMAT)
        if name := last(address, ORDER):
            if kind != "pptx":
                raise unknown(FORMAT, kind, ["pptx"])
            return _order(name, address, here, root_of(request))
        several = [name for name, form in FORMATS.items() if form.several]
        known = list(FORMATS) if last(address, FIGURE) else several
        if kind not in known:
            raise unknown(FORMAT, kind, known)
        whole = _one if last(address, FIGURE) else _page
        return whole(address, here, FORMATS[kind], root_of(request))
    except Failure as failure:
        return problem(failure.text(lang), lang, "alone")


def _one(address: Address, here: Site, form: Format, root: str) -> Response:
    """One figure. Raises Failure where it cannot be shown."""
    found = asked(address, here)
    _understood(found.complaints)
    try:
        taken = _taken(found.context, found.page, found.view, root)
    except NotAsked as failure:
        return problem(not_asked(found.context, failure), found.context.lang, "alone")
    if taken.made.empty:
        reason = taken.made.reason or found.context.say("too few respondents in this selection")
        raise Failure(Message(_NOTHING, reason=reason))
    name = name_of(taken.context, taken.made, form.end)
    return attached(form.make([taken], taken.made.headline), name, form.media_type)


def _page(address: Address, here: Site, form: Format, root: str) -> Response:
    """The figures of a page that can be shown."""
    found = asked_page(address, here)
    _understood(found.complaints)
    every = []
    for view in found.views:
        try:
            taken = _taken(found.context, found.page, view, root)
        except NotAsked:
            continue
        if not taken.made.empty:
            every.append(taken)
    if not every:
        raise Failure(Message(_NOTHING_HERE))
    book, chosen = found.context.codebook, found.context.selection
    where = " ".join(map(str, chosen.where))
    name = named(book.survey, [chosen.wave], f"page-{found.page}", where, form.end)
    title = survey_title(book, found.context.lang)
    return attached(form.make(every, title), name, form.media_type)


def _order(name: str, address: Address, here: Site, root: str) -> Response:
    """A running order, in its own language unless the address asks for another."""
    order = load(name)
    lang = language(address, here.languages) if last(address, "lang") else order.language
    content = order_presentation(order, lang, here, root)
    return attached(content, f"{name}-{lang}.pptx", FORMATS["pptx"].media_type)


def _understood(complaints: Sequence[Message]) -> None:
    """A page says what of its address it left out; a file could not. Raises Failure."""
    if complaints:
        raise Failure(complaints[0])


def _taken(context: Context, page: str, view: View, root: str) -> Taken:
    """The figure with its own address, as the reader called this server, and today.

    In the light theme: files are printed and passed on.
    """
    light = replace(context, theme_name="light")
    made = view.make(light, *view.arguments, **view.options)
    return Taken(light, made, Origin(root + figure_address(light, page, made.id), date.today()))


def attached(content: bytes, name: str, media_type: str) -> Response:
    """A file that the browser saves under `name`."""
    headers = {
        "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-cache",
    }
    return Response(content, media_type=media_type, headers=headers)
