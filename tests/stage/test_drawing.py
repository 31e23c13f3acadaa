"""`/drawing`: a figure's chart as data, the same text that its page carries."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from starlette.responses import Response

from figures import kept
from figures.catalogue import CONTENTS, views
from figures.context import Context
from figures.kept import once
from stage.figure import chart_json, drawing_address
from stage.routes import drawing
from survey.address import Selection
from survey.memory import Memory
from survey.selection import Cut, Filter
from tests.stage.asking import ask


@pytest.fixture(autouse=True)
def home(published_home, monkeypatch):
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))


def answer(context: Context, page: str, name: str) -> Response:
    address = urlsplit(drawing_address(context, page, name))
    assert address.path == "drawing"
    return ask(drawing, address.query)


def contexts(demo) -> list[Context]:
    where = (Filter(Cut("size", ""), ("10-49",)),)
    usual = Context(demo, Selection("kmu-st", demo.codebook.latest_wave))
    earlier = Context(demo, Selection("kmu-st", "2021", where=where, lang="en"), "dark")
    return [usual, earlier, replace(usual, narrow=True)]


@pytest.mark.parametrize("page", [page for page in CONTENTS if page != "explorer"])
@pytest.mark.parametrize("which", [0, 1, 2], ids=["usual", "earlier dark English", "narrow"])
def test_it_is_the_text_that_the_page_carries(demo, page: str, which: int) -> None:
    context = contexts(demo)[which]
    for view in views(context, page):
        made = once(context, view.make, *view.arguments, **view.options)
        got = answer(context, page, view.id)
        if made.empty:
            assert (got.status_code, got.body) == (204, b""), view.id
        else:
            assert got.status_code == 200, view.id
            assert got.body.decode() == chart_json(made)
            assert got.headers["content-type"] == "application/json"


def barriers(demo) -> Context:
    """A context in which the first figure of the page of barriers has been made."""
    context = contexts(demo)[0]
    view = views(context, "barriers")[0]
    once(context, view.make, *view.arguments, **view.options)
    return context


def test_it_is_not_sent_again(demo) -> None:
    first = answer(barriers(demo), "barriers", "barriers")
    query = urlsplit(drawing_address(barriers(demo), "barriers", "barriers")).query
    again = ask(drawing, query, [("if-none-match", first.headers["etag"])])
    assert (first.status_code, again.status_code, again.body) == (200, 304, b"")
    assert first.headers["cache-control"] == "no-cache"


def test_what_is_not_kept_is_not_made(demo, monkeypatch) -> None:
    """And may be there a moment later: nobody keeps the answer that it is not."""
    monkeypatch.setattr(kept, "_made", Memory(96_000_000))
    got = answer(contexts(demo)[0], "barriers", "barriers")
    assert (got.status_code, got.body, got.headers["cache-control"]) == (204, b"", "no-store")
    assert "etag" not in got.headers
    assert answer(barriers(demo), "barriers", "barriers").status_code == 200


def test_a_wave_that_did_not_ask_has_nothing_to_draw() -> None:
    """A page names all other waves to the browser: it finds nothing there, and no error."""
    got = ask(drawing, "page=change&figure=pandemic_effect&wave=2019")
    assert (got.status_code, got.body) == (204, b"")


def test_what_does_not_exist_is_said() -> None:
    got = ask(drawing, "page=maturity&figure=none&lang=en")
    assert got.status_code == 404
    assert "which does not exist" in got.body.decode()
