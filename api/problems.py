"""What the API answers where it cannot do what is asked: a sentence, never a stack trace."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from locales import LANGUAGES, Lang, Message
from survey.failure import Failure

MEDIA_TYPE = "application/problem+json"
_SHOWN = 60  # of what is allowed


class Refused(Failure):
    """A request that cannot be answered: with which status, because of which parameter, and what
    that may be instead.
    """

    def __init__(
        self,
        message: Message,
        parameter: str = "",
        allowed: Sequence[str] = (),
        status: int = 400,
    ) -> None:
        super().__init__(message)
        self.parameter, self.allowed, self.status = parameter, tuple(allowed), status


def problem(
    failure: Failure, lang: Lang, headers: Mapping[str, str] = {}, status: int = 404
) -> Response:
    """The failure as RFC 9457 has it; `parameter` and `allowed` say what to change.

    `status` is that of a failure which is no `Refused`.
    """
    status = failure.status if isinstance(failure, Refused) else status
    body: dict[str, object] = {"status": status, "detail": failure.text(lang)}
    if isinstance(failure, Refused):
        if failure.parameter:
            body["parameter"] = failure.parameter
        if failure.allowed:
            body["allowed"] = list(failure.allowed[:_SHOWN])
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"Content-Language": lang, "Cache-Control": "no-store", **headers},
    )


def language(request: Request) -> Lang:
    """`lang` of the address, else the first of ours that the client accepts, else German."""
    asked = request.query_params.get("lang")
    accepted = request.headers.get("accept-language", "").lower().split(",")
    wanted = [asked, *(each.strip()[:2] for each in accepted)]
    return next((lang for each in wanted for lang in LANGUAGES if each == lang), LANGUAGES[0])
