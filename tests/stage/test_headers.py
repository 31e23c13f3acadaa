"""Each answer says what its page may load and who may frame it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from api.app import ROUTES as API
from stage.headers import SecurityHeaders, headers_of
from stage.routes import ROUTES
from tests.loop import alone

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
CSP = "Content-Security-Policy"
PATHS = ["/", "/maturity", "/_stcore/health", "/media/a.csv", "/api/v1/surveys", "/api/none"]
PATHS += [route.path for route in ROUTES]
FRAMED = ["/embed", "/stage"]


def policy(path: str) -> dict[str, list[str]]:
    """directive -> sources."""
    parts = (part.split() for part in headers_of(path)[CSP].split(";"))
    return {name: sources for name, *sources in parts}


def get(path: str, *, base: str = "", kind: str = "http", **own: str) -> Headers:
    """The headers of an answer that brings `own` itself."""
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.disconnect"}

    scope = {"type": kind, "method": "GET", "path": path, "headers": []}
    app = SecurityHeaders(PlainTextResponse("below", headers=own), base)
    alone(app(scope, receive, send))
    return Headers(raw=sent[0]["headers"])


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_loaded_from_another_host(path: str) -> None:
    sources = {each for found in policy(path).values() for each in found}
    known = r"'(self|none|unsafe-inline|wasm-unsafe-eval|sha256-[\w+/]{43}=)'|data:|blob:"
    assert [each for each in sources if not re.fullmatch(known, each)] == []
    assert "default-src" in policy(path)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_runs_a_script_that_stands_in_it(path: str) -> None:
    found = policy(path)
    scripts = found.get("script-src", found["default-src"])
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:"} & set(scripts)
    if path in [route.path for route in ROUTES]:
        assert scripts == ["'self'"]


def test_streamlits_own_script_is_known_by_its_hash() -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", INDEX.read_text(), re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy("/maturity")["script-src"]


@pytest.mark.parametrize("path", PATHS)
def test_others_frame_only_what_is_meant(path: str) -> None:
    own = ["'none'"] if path.startswith("/api/") else ["'self'"]
    assert policy(path).get("frame-ancestors") == (None if path in FRAMED else own)


def test_the_api_lies_where_it_is_looked_for() -> None:
    assert all(route.path.startswith("/api/") for route in API)


@pytest.mark.parametrize("path", PATHS)
def test_the_other_headers_stand_on_every_answer(path: str) -> None:
    found = get(path)
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"
    assert "camera=()" in found["permissions-policy"]
    assert found["content-security-policy"] == headers_of(path)[CSP]


def test_below_a_path_the_same_rules_hold() -> None:
    for path in PATHS:
        assert get(f"/barometer{path}", base="/barometer") == get(path)
    assert get("/other/embed", base="/barometer") == get("/")


def test_an_answer_keeps_a_stricter_policy_of_its_own() -> None:
    found = get("/stage/picture/logo.svg", **{CSP: "sandbox"})
    assert found.getlist(CSP) == ["sandbox"]
    assert found["x-content-type-options"] == "nosniff"
