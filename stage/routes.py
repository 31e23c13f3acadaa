"""The routes of the plain pages: a figure on its own, the same for an embed, their files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from estimation.query import NotAsked
from figures.kept import already
from figures.not_asked import not_asked
from stage.answers import address_of, colours_of, html, problem, root_of, tag_of
from stage.asked import NARROW, ROOM, Asked, asked, narrow
from stage.download import download
from stage.embedding import snippet
from stage.figure import chart_json, figure_page
from stage.files import files, media_type
from stage.limited import limited
from stage.packed import packed, unpacks
from stage.show_routes import SHOW_ROUTES
from survey.address import language
from survey.failure import Failure
from survey.served import served_snapshot
from survey.site import site
from survey.tags import is_known
from survey.warehouse import home

_FOR_LONG = "public, max-age=31536000, immutable"


async def figure(request: Request) -> Response:
    """A figure with its words and its table, as a page of its own."""
    return await run_in_threadpool(_figure, request, "alone")


async def embed(request: Request) -> Response:
    """The same without margins, for a frame in another page."""
    return await run_in_threadpool(_figure, request, "embed")


async def drawing(request: Request) -> Response:
    """A figure's chart as JSON, as its page carries it, if it is kept: to be drawn ahead."""
    return await run_in_threadpool(_drawing, request)


async def asset(request: Request) -> Response:
    """A file of these pages."""
    name = request.path_params["name"]
    path = files().get(name)
    if path is None:
        return Response(status_code=404)
    if path.suffix == ".js" and unpacks(request.headers):
        return await packed(path)
    headers = {"Cache-Control": _FOR_LONG, "Vary": "Accept-Encoding"}
    return FileResponse(path, media_type=media_type(name), headers=headers)


ROUTES: Sequence[Route] = (
    Route("/figure", figure),
    Route("/embed", embed),
    Route("/drawing", drawing),
    Route("/download", limited(download)),
    Route("/figure-assets/{name}", asset),
    *SHOW_ROUTES,
)


def _figure(request: Request, look: str) -> Response:
    return _answered(request, look, _page)


def _drawing(request: Request) -> Response:
    return _answered(request, "alone", _chart)


def _answered(
    request: Request, look: str, make: Callable[[Request, Asked, str], Response]
) -> Response:
    """What `make` gives of the figure that is asked for, or a sentence why there is none."""
    address = address_of(request)
    here = site()
    lang = language(address, here.languages)
    try:
        published = served_snapshot(home())
        tag = tag_of(request, published)
        if is_known(tag, request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers={"ETag": tag})
        found = asked(address, here, published)
        try:
            answer = make(request, found, look)
        except NotAsked as failure:
            return problem(not_asked(found.context, failure), lang, look)
    except Failure as failure:
        return problem(failure.text(lang), lang, look)
    if answer.status_code == 200:
        answer.headers.update({"ETag": tag, "Cache-Control": "no-cache"})
    return answer


def _page(request: Request, found: Asked, look: str) -> Response:
    shown = figure_page(found, alone=look == "alone")
    colours = colours_of(shown.pop("theme"))
    if look == "alone":
        shown["embed"] = snippet(found, shown["title"], root_of(request))
    return html("figure.html.jinja", {**shown, "colours": colours, "look": look})


def _chart(request: Request, found: Asked, _look: str) -> Response:
    """The drawing where it is kept: whoever only may want it must not cost others their time."""
    small = request.query_params.get(ROOM) == NARROW
    context, view = narrow(found) if small else found.context, found.view
    made = already(context, view.make, *view.arguments, **view.options)
    if made is None or made.empty:
        # no 404: a page names all other waves to its browser, whose console would show it
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    return Response(chart_json(made), media_type="application/json")
