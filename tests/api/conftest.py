"""The API on the session's published warehouse, asked without a server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from api.app import RATE, api
from tests.loop import alone


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture(autouse=True)
def home(published_home, monkeypatch):
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))
    monkeypatch.setenv(RATE.variable, "100000/minute")


@pytest.fixture
def ask() -> Ask:
    """`ask("/estimates", question="barriers", by="size")`; headers by `headers={…}`."""

    def asked(
        path: str, headers: Mapping[str, str] | None = None, method: str = "GET", **query
    ) -> Answer:
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": path.encode(),
            "root_path": "", "scheme": "http", "server": ("example.org", 80),
            "client": ("198.51.100.7", 1), "http_version": "1.1",
            "query_string": urlencode(query, doseq=True).encode(),
            "headers": [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()],
        }  # fmt: skip
        sent = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        alone(api(scope, receive, send))
        start = sent[0]
        return Answer(
            start["status"],
            {k.decode().lower(): v.decode() for k, v in start["headers"]},
            b"".join(each.get("body", b"") for each in sent[1:]),
        )

    return asked
