"""What the plain pages answer with: their templates, a sentence why nothing is shown, a tag."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from charts.theme import Theme
from locales import N_, Lang, translate
from stage.files import version
from survey import tags
from survey.snapshot import Snapshot

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def address_of(request: Request) -> dict[str, list[str]]:
    """Name -> values of the address's query."""
    asked_for = request.query_params
    return {name: asked_for.getlist(name) for name in asked_for}


def root_of(request: Request) -> str:
    """The address under which the reader called this server, up to the name of the route."""
    return str(request.url.replace(query="")).removesuffix("?").rpartition("/")[0] + "/"


def tag_of(request: Request, published: Snapshot) -> str:
    """Says the same as long as snapshot, address and program are the same."""
    return tags.tag_of(published.name, request.url.path, request.url.query)


def problem(
    sentence: str,
    lang: Lang,
    look: str,
    *,
    title: str = N_("This figure cannot be shown"),
    status: int = 404,
    headers: Mapping[str, str] = {},
    up: str = "",
) -> Response:
    """The sentence that says why, and the way to the dashboard; `up` leads to its folder."""
    shown = {
        "lang": lang,
        "title": translate(lang, title),
        "sentence": sentence,
        "dashboard": f"{up or './'}?lang={lang}",
        "to_dashboard": translate(lang, N_("To the dashboard")),
        "look": look,
        "up": up,
    }
    return html("problem.html.jinja", shown, status, headers)


def colours_of(theme: Theme) -> dict[str, str]:
    """The colours of a page by the names that its style sheet has for them."""
    return {
        "ink": theme.ink,
        "muted": theme.muted,
        "line": theme.grid,
        "paper": theme.background,
        "accent": theme.accent,
    }


def html(
    template: str, shown: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] = {}
) -> Response:
    """A page by its template."""
    return HTMLResponse(written(template, shown), status_code=status, headers=dict(headers))


def written(template: str, shown: Mapping[str, Any]) -> str:
    """The text of a page."""
    return _PAGES.get_template(template).render(**shown, version=version())
