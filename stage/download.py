"""Files to take along, made when they are asked for: `/download?page=…&figure=…&format=xlsx`.

The address carries the same codes as that of the figure. Without `figure` it is the whole page,
in those formats that hold several figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from estimation.query import NotAsked
from figures.context import Context
from figures.exhibit import Exhibit
from figures.not_asked import not_asked
from figures.taken_along import Origin, codes, name_of, spreadsheet, workbook
from locales import N_, Message
from stage.answers import address_of, problem
from stage.asked import FORMAT, Asked, asked, unknown
from stage.figure import figure_address
from survey.address import language
from survey.complaints import last
from survey.failure import Failure
from survey.site import site

Make = Callable[[Context, Exhibit, Origin], bytes]


class Format(NamedTuple):
    """How a file of one figure is made, what its name ends with, what it is sent as."""

    make: Make
    end: str
    media_type: str


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"
FORMATS: Mapping[str, Format] = {
    "xlsx": Format(workbook, ".xlsx", _XLSX),
    "csv": Format(lambda context, made, _: spreadsheet(context, made), "-excel.csv", _CSV),
    "codes": Format(lambda context, made, _: codes(context, made), ".csv", _CSV),
}
_NOTHING = N_("Nothing of this figure may be taken along: {reason}.")


async def download(request: Request) -> Response:
    """A figure as a file."""
    return await run_in_threadpool(_download, request)


def _download(request: Request) -> Response:
    address, here = address_of(request), site()
    lang = language(address, here.languages)
    try:
        found = asked(address, here)
        kind = last(address, FORMAT)
        if kind not in FORMATS:
            raise unknown(FORMAT, kind, list(FORMATS))
        try:
            made = found.view.make(found.context, *found.view.arguments, **found.view.options)
        except NotAsked as failure:
            return problem(not_asked(found.context, failure), lang, "alone")
        return _file(request, found, made, FORMATS[kind])
    except Failure as failure:
        return problem(failure.text(lang), lang, "alone")


def _file(request: Request, found: Asked, made: Exhibit, form: Format) -> Response:
    context = found.context
    if made.empty:
        reason = made.reason or context.say("too few respondents in this selection")
        raise Failure(Message(_NOTHING, reason=reason))
    content = form.make(context, made, _origin(request, found, made))
    return attached(content, name_of(context, made, form.end), form.media_type)


def attached(content: bytes, name: str, media_type: str) -> Response:
    """A file that the browser saves under `name`."""
    headers = {
        "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-cache",
    }
    return Response(content, media_type=media_type, headers=headers)


def _origin(request: Request, found: Asked, made: Exhibit) -> Origin:
    """The figure's own address, as the reader called this server, and today."""
    place = str(request.url.replace(query=""))
    root = place.removesuffix("?").removesuffix("download")
    return Origin(root + figure_address(found.context, found.page, made.id), date.today())
