"""Streamlit's scripts come packed and whole; everything else is as Streamlit sends it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import streamlit
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from stage.packed import Packed
from tests.stage.asking import through

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
LARGEST = max(SCRIPTS.glob("*.js"), key=lambda each: each.stat().st_size)


def get(path: str, *, kind: str = "http", **headers: str) -> tuple[Headers, bytes]:
    """The headers and the body of the answer; "below" where the server itself answers."""
    return through(Packed(PlainTextResponse("below")), path, kind=kind, **headers)


@pytest.mark.parametrize("before", ["", "/base", "/maturity"])
def test_the_largest_script_whole_in_a_third_of_the_bytes(before: str) -> None:
    path = f"{before}/static/js/{LARGEST.name}"
    headers, body = get(path, **{"accept-encoding": "gzip, br"})
    assert gzip.decompress(body) == LARGEST.read_bytes()
    assert len(body) < LARGEST.stat().st_size / 3
    assert headers["content-encoding"] == "gzip"
    assert headers["content-length"] == str(len(body))
    assert headers["vary"] == "Accept-Encoding"
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"/static/js/{LARGEST.name}", {"accept-encoding": "identity"}),
        (f"/static/js/{LARGEST.name}", {"accept-encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/none.js", {"accept-encoding": "gzip"}),
        ("/static/js/../index.html", {"accept-encoding": "gzip"}),
        ("/static/js/../../../__init__.js", {"accept-encoding": "gzip"}),
        ("/static/js/..", {"accept-encoding": "gzip"}),
        ("/", {"accept-encoding": "gzip"}),
    ],
)
def test_all_else_is_left_alone(path: str, headers: dict[str, str]) -> None:
    assert get(path, **headers)[1] == b"below"
