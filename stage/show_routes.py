"""The routes of the show: stage, presenter, check, pack, and what the open stage asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, urljoin

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from locales import N_, translate
from stage.answers import address_of, html, root_of
from stage.check import check_page
from stage.limited import limited
from stage.orders.folder import picture
from stage.pack import packed_page
from stage.show import Asked, asked_show
from stage.slides import changed_slide
from survey.address import language
from survey.complaints import last
from survey.failure import Failure
from survey.site import site

_OURS = ("order", "format", "foyer", "slide")
_FRESH = {"Cache-Control": "no-cache"}
# a picture may be an SVG somebody was given: it is shown, but runs nothing
_PICTURE = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
_PRESENTER_SCRIPTS = (
    "stage-draw.js",
    "stage-show.js",
    "stage-keys.js",
    "stage-server.js",
    "stage-link.js",
)


async def stage(request: Request) -> Response:
    """The show on the screen of the hall."""
    return await _answer(request, lambda show: _html("stage.html.jinja", show.page("show")))


async def presenter(request: Request) -> Response:
    """The second window: this slide, the next one, notes, the clock."""
    scripts = (*_PRESENTER_SCRIPTS, "presenter.js")
    return await _answer(
        request, lambda show: _html("presenter.html.jinja", show.page("presenter", scripts))
    )


async def check(request: Request) -> Response:
    """The check before the event."""
    return await _answer(request, lambda show: _html("check.html.jinja", check_page(show)))


async def pack(request: Request) -> Response:
    """The whole show as one file that needs neither server nor network."""

    def made(show: Asked) -> Response:
        name = quote(f"{show.name}-{show.show.lang}.html")
        found = _html("stage.html.jinja", packed_page(show))
        found.headers["Content-Disposition"] = f"attachment; filename*=utf-8''{name}"
        return found

    return await _answer(request, made)


async def all_slides(request: Request) -> Response:
    """All slides again, after something was published."""
    return await _answer(request, lambda show: _html("slides.html.jinja", _fragment(show)))


async def one_slide(request: Request) -> Response:
    """One figure slide under filters chosen on the stage."""

    def made(show: Asked) -> Response:
        address = address_of(request)
        place = last(address, "slide")
        if not place.isdecimal() or int(place) >= len(show.order.slides):
            return JSONResponse({"error": f"slide: 0 to {len(show.order.slides) - 1}"}, 404)
        filters = {name: values for name, values in address.items() if name not in _OURS}
        found = changed_slide(show.order, int(place), show.show, filters)
        return _html("slides.html.jinja", _fragment(show, [found]))

    return await _answer(request, made)


async def state(request: Request) -> Response:
    """A few bytes that the open stage asks for every other second: still there, still the same."""

    def made(show: Asked) -> Response:
        found = {"state": show.state, "snapshot": show.show.published.name}
        return JSONResponse(found, headers=_FRESH)

    return await _answer(request, made)


async def slide_picture(request: Request) -> Response:
    """A picture that a slide names."""
    found = picture(request.path_params["name"])
    return Response(status_code=404) if found is None else FileResponse(found, headers=_PICTURE)


SHOW_ROUTES: Sequence[Route] = (
    Route("/stage", stage),
    Route("/presenter", presenter),
    Route("/stage/check", check),
    Route("/stage/pack", limited(pack, up="../")),
    Route("/stage/slides", all_slides),
    Route("/stage/slide", one_slide),
    Route("/stage/state", state),
    Route("/stage/picture/{name}", slide_picture),
)


async def _answer(request: Request, make: Callable[[Asked], Response]) -> Response:
    return await run_in_threadpool(_answered, request, make)


def _answered(request: Request, make: Callable[[Asked], Response]) -> Response:
    here, address = site(), address_of(request)
    base = here.address or urljoin(root_of(request), _up(request))
    try:
        return make(asked_show(address, here, f"{base.rstrip('/')}/"))
    except Failure as failure:
        lang = language(address, here.languages)
        shown = {
            "lang": lang,
            "title": translate(lang, N_("This running order cannot be shown")),
            "sentence": failure.text(lang),
            "dashboard": f"{_up(request)}running-orders?lang={lang}",
            "to_dashboard": translate(lang, N_("To the running orders")),
            "look": "alone",
            "up": _up(request),
        }
        return _html("problem.html.jinja", shown, 404)


def _html(template: str, shown: dict[str, Any], status: int = 200) -> Response:
    return html(template, shown, status, _FRESH)


def _fragment(show: Asked, slides: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    page = show.page("show")
    return page if slides is None else page | {"slides": slides}


def _up(request: Request) -> str:
    """From the address of a page of the show to that of the dashboard."""
    return "../" if request.url.path.rpartition("/")[0].endswith("/stage") else ""
