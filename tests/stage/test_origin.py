"""Foreign pages open no websocket, and Streamlit never sees their origin."""

from __future__ import annotations

import pytest

from stage.origin import OwnOrigin
from tests.loop import alone

OWN = ["http://example.org", "https://example.org", None]
FOREIGN = [
    "https://evil.example",
    "https://example.org.evil.example",
    "null",
    "file://",
    "http://[",
]


def reached(origin: str | None, *, kind: str = "http", path: str = "/") -> tuple[bool, object]:
    """Whether the app behind is reached, and with which origin; or what is sent instead."""
    seen: list[object] = []
    sent: list[dict] = []

    async def app(scope, receive, send) -> None:
        seen.append(dict(scope["headers"]).get(b"origin"))

    async def send(message: dict) -> None:
        sent.append(message)

    headers = [(b"host", b"example.org"), (b"accept", b"*/*")]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    scope = {"type": kind, "path": path, "headers": headers}
    guarded = OwnOrigin(app, ["https://portal.example"], "/barometer/api/")
    alone(guarded(scope, None, send))
    return (True, seen[0]) if seen else (False, sent)


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("origin", [*OWN, "https://portal.example"])
def test_own_pages_and_those_allowed_are_let_in(origin: str | None, kind: str) -> None:
    assert reached(origin, kind=kind) == (True, origin.encode() if origin else None)


@pytest.mark.parametrize("origin", FOREIGN)
def test_foreign_pages_open_no_websocket(origin: str) -> None:
    came, sent = reached(origin, kind="websocket")
    assert not came
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("origin", FOREIGN)
def test_of_foreign_requests_nobody_is_asked_about(origin: str) -> None:
    assert reached(origin, path="/barometer/_stcore/health") == (True, None)


@pytest.mark.parametrize("origin", FOREIGN)
def test_the_api_is_for_everybody(origin: str) -> None:
    found = reached(origin, path="/barometer/api/v1/surveys")
    assert found == (True, origin.encode())
