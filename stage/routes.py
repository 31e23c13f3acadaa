"""The routes of the plain pages: a figure on its own, the same for an embed, their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from estimation.query import NotAsked
from figures.not_asked import not_asked
from locales import N_, Lang, translate
from stage.asked import asked
from stage.figure import figure_page
from stage.files import files, media_type, version
from survey.address import language
from survey.complaints import Address
from survey.failure import Failure
from survey.site import site
from survey.snapshot import current_snapshot
from survey.warehouse import home

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_FOR_LONG = "public, max-age=31536000, immutable"


async def figure(request: Request) -> Response:
    """A figure with its words and its table, as a page of its own."""
    return await run_in_threadpool(_figure, request, "alone")


async def embed(request: Request) -> Response:
    """The same without margins, for a frame in another page."""
    return await run_in_threadpool(_figure, request, "embed")


async def asset(request: Request) -> Response:
    """A file of these pages."""
    name = request.path_params["name"]
    path = files().get(name)
    if path is None:
        return Response(status_code=404)
    headers = {"Cache-Control": _FOR_LONG}
    return FileResponse(path, media_type=media_type(name), headers=headers)


ROUTES: Sequence[Route] = (
    Route("/figure", figure),
    Route("/embed", embed),
    Route("/figure-assets/{name}", asset),
)


def _figure(request: Request, look: str) -> Response:
    address: Address = _address(request)
    here = site()
    lang = language(address, here.languages)
    try:
        tag = _tag(request)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        found = asked(address, here)
        try:
            shown = figure_page(found)
        except NotAsked as failure:
            return _problem(not_asked(found.context, failure), lang, look)
    except Failure as failure:
        return _problem(failure.text(lang), lang, look)
    theme = shown.pop("theme")
    colours = {
        "ink": theme.ink,
        "muted": theme.muted,
        "line": theme.grid,
        "paper": theme.background,
        "accent": theme.accent,
    }
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    return _html("figure.html.jinja", {**shown, "colours": colours, "look": look}, headers=headers)


def _address(request: Request) -> dict[str, list[str]]:
    asked_for = request.query_params
    return {name: asked_for.getlist(name) for name in asked_for}


def _tag(request: Request) -> str:
    """Says the same as long as snapshot, address and files of the page are the same."""
    published = current_snapshot(home()).name
    parts = "\n".join((published, request.url.query, request.url.path, version()))
    return f'"{sha256(parts.encode()).hexdigest()[:24]}"'


def _problem(sentence: str, lang: Lang, look: str) -> Response:
    shown = {
        "lang": lang,
        "title": translate(lang, N_("This figure cannot be shown")),
        "sentence": sentence,
        "dashboard": f"./?lang={lang}",
        "to_dashboard": translate(lang, N_("To the dashboard")),
        "look": look,
    }
    return _html("problem.html.jinja", shown, status=404)


def _html(
    template: str, shown: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] = {}
) -> Response:
    text = _PAGES.get_template(template).render(**shown, version=version())
    return HTMLResponse(text, status_code=status, headers=dict(headers))
