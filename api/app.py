"""The application below /api/v1: what is answered, with which headers, and what when it cannot."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from api.answers import catalogue, codebook, datapackage, estimates, surveys
from api.document import document
from api.problems import Refused, language, problem
from locales import N_, Message
from survey.failure import Failure
from survey.rate import Rate
from survey.served import awaited, served_snapshot, served_surveys
from survey.snapshot import Snapshot
from survey.tags import is_known, tag_of
from survey.warehouse import home

RATE = Rate("240/minute", "BAROMETER_API_RATE")
Answer = Callable[[Request, Snapshot], Response]

_BROKEN = N_("The server made a mistake; its operator finds the reason in the log.")
_NOWHERE = N_("There is nothing at this address. {document} lists what there is.")
_METHOD = N_("This address is only read (GET).")
_TOO_MANY = N_("Too many requests. Ask again in {seconds} seconds.")


def endpoint(answer: Answer) -> Callable[[Request], Any]:
    """An answer with what is the same for all: rate, tag, and a sentence where it fails."""

    async def answered(request: Request) -> Response:
        client = request.client.host if request.client else ""
        if seconds := RATE.seconds_to_wait(client):
            refused = Refused(Message(_TOO_MANY, seconds=seconds), status=429)
            return problem(refused, language(request), {"Retry-After": str(seconds)})
        return await run_in_threadpool(_tagged, request, answer)

    return answered


def _tagged(request: Request, answer: Answer) -> Response:
    lang = language(request)
    try:
        published = served_snapshot(home())
        headers = {
            "ETag": _tag(request, published),
            "Cache-Control": "no-cache",
            "Content-Language": lang,
            "Vary": "Accept-Language",
        }
        if is_known(headers["ETag"], request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        response = answer(request, published)
    except Failure as failure:
        return problem(failure, lang, status=503)
    except Exception:  # a mistake of ours: the log has it, the client a sentence
        logging.getLogger(__name__).exception("%s", request.url)
        return problem(Failure(Message(_BROKEN)), lang, status=500)
    response.headers.update(headers)
    return response


def _tag(request: Request, published: Snapshot) -> str:
    """The same as long as snapshot, address, language and program are."""
    url = request.url
    return tag_of(published.name, url.path, url.query, language(request))


async def health(_request: Request) -> Response:
    """Whether the server can read what is published; not counted against the rate."""
    status, body = await run_in_threadpool(_healthy)
    return JSONResponse(body, status, headers={"Cache-Control": "no-store"})


def _healthy() -> tuple[int, dict[str, str]]:
    folder = home()
    try:
        published = served_snapshot(folder)
        served_surveys(published)
    except Failure as failure:
        return 503, {"status": "nothing to show", "detail": failure.text("en")}
    body = {"status": "ok", "snapshot": published.name}
    if reason := awaited(folder):  # another one is published, but not all of it is there
        body |= {"awaiting": reason.text("en")}
    return 200, body


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    known = {405: Message(_METHOD), 404: Message(_NOWHERE, document="/api/v1/openapi.json")}
    refused = Refused(known.get(status, Message(_BROKEN)), status=status)
    return problem(refused, language(request), headers)


_ROUTES = [
    Route("/estimates", endpoint(estimates)),
    Route("/surveys", endpoint(surveys)),
    Route("/codebook", endpoint(codebook)),
    Route("/datapackage", endpoint(datapackage)),
    Route("/catalogue", endpoint(catalogue)),
    Route("/openapi.json", endpoint(document)),
    Route("/health", health),
]
api = Starlette(
    routes=_ROUTES,
    middleware=[
        Middleware(
            CORSMiddleware, allow_origins=["*"], allow_methods=["GET"], expose_headers=["ETag"]
        )
    ],
    exception_handlers={HTTPException: _http},
)
ROUTES = (Mount("/api/v1", app=api),)
