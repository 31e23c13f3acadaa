"""Every page of the dashboard names the script that its figures need; nothing else does."""

from __future__ import annotations

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from stage.files import asset_address
from stage.preload import Preload
from tests.stage.asking import through


@pytest.mark.parametrize("path", ["/", "/maturity", "/barometer/maturity", "/figure"])
def test_a_page_names_it_beside_itself(path: str) -> None:
    link = through(Preload(HTMLResponse("<html>")), path)[0]["link"]
    assert link == f"<{asset_address('plotly.js')}>; rel=preload; as=script"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/stage/check", HTMLResponse("<html>")),
        ("/api/v1/docs", HTMLResponse("<html>")),
        ("/maturity", PlainTextResponse("text")),
        ("/maturity", HTMLResponse("<html>", status_code=404)),
        ("/maturity", Response(status_code=304)),
    ],
)
def test_nothing_else_does(path: str, answer: Response) -> None:
    assert "link" not in through(Preload(answer), path)[0]
