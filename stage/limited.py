"""Files cost the server most: how often one reader may ask for them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from locales import N_, translate
from stage.answers import address_of, problem
from survey.address import language
from survey.rate import Rate
from survey.site import site

FILES = Rate("120/minute", "BAROMETER_DOWNLOAD_RATE")
_TITLE = N_("Too many files at once")
_TOO_MANY = N_(
    "Many files were asked for from this network within a short time. Go back, wait {seconds} "
    "seconds and ask again. If you need many figures, take a whole page or a running order along "
    "as one file; for many numbers there is /api/v1."
)

Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


def limited(endpoint: Endpoint, up: str = "") -> Endpoint:
    """The endpoint, for as many requests of one client as `FILES` allows; then a page with 429.

    `up` leads from the address to the folder of the dashboard.
    """

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        seconds = FILES.seconds_to_wait(request.client.host if request.client else "")
        if not seconds:
            return await endpoint(request)
        lang = language(address_of(request), site().languages)
        headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
        return problem(
            translate(lang, _TOO_MANY, seconds=seconds),
            lang,
            "alone",
            title=_TITLE,
            status=429,
            headers=headers,
            up=up,
        )

    return answered
