"""What a reader of the dashboard is handed out: every plain address, asked as a browser does."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.applications import Starlette

from api.app import ROUTES as API
from stage.routes import ROUTES
from tests.loop import alone

_SITE = Starlette(routes=[*ROUTES, *API])


class Answer(NamedTuple):
    """Status, headers and content."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of a table in CSV or JSON."""
        if self.headers["content-type"].startswith("text/csv"):
            return list(csv.DictReader(StringIO(self.body.decode("utf-8-sig"))))
        return list(json.loads(self.body))


def get(path: str, **query: Any) -> Answer:
    """The answer to an address; a list is a parameter that stands several times."""
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
        "root_path": "", "scheme": "http", "server": ("example.org", 80), "client": None,
        "http_version": "1.1", "query_string": urlencode(query, doseq=True).encode(),
        "headers": [(b"host", b"example.org")],
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    alone(_SITE(scope, receive, send))
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], headers, body)


def figures(survey: str) -> Iterator[tuple[str, str]]:
    """Every figure by its page and its name, as the refusal of an unknown one lists them."""
    pages = named(get("/figure", survey=survey, page="?", figure="?", lang="en"))
    for page in pages:
        for name in named(get("/figure", survey=survey, page=page, figure="?", lang="en")):
            yield page, name


def named(answer: Answer) -> list[str]:
    """The values that a refusal says are possible."""
    text = answer.body.decode().partition("Possible: ")[2].partition(".</p>")[0]
    return [each for each in text.split(", ") if each != "–"]
