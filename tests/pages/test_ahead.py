"""What is made ahead: the same page in other waves, when no page is drawn; nothing else."""

from __future__ import annotations

import re
import threading
import time
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from estimation.query import NotAsked
from figures import kept
from figures.context import Context
from pages.parts import ahead
from pages.parts.ahead import Ahead, _Page
from stage.routes import drawing
from survey.memory import Memory
from tests.pages.conftest import Open, charts, make_anew
from tests.stage.asking import ask


class Counting(Memory):
    """Keeps, and knows what it had to make."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.made: list[str] = []

    def kept(self, key, make, size):
        def counted():
            self.made.append(str(key))
            return make()

        return super().kept(key, counted, size)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[_Page]:
    """The pages that are drawn, as they are handed to what makes ahead."""
    pages: list[_Page] = []
    monkeypatch.setattr(
        ahead.AHEAD, "end", lambda context, makes: pages.append(_Page(context, tuple(makes)))
    )
    return pages


@pytest.mark.parametrize("page", ["maturity", "strategy", "learning", "overview"])
def test_in_another_wave_nothing_is_left_to_be_made(
    open_page: Open, seen: list[_Page], monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    make_anew(monkeypatch)
    memory = Counting(96_000_000)
    monkeypatch.setattr(kept, "_made", memory)
    app = open_page(page, size=["10-49"])
    assert not app.exception and memory.made
    Ahead().make(seen[-1])
    memory.made.clear()
    again = open_page(page, size=["10-49"], wave="2021")
    assert not again.exception and again.title
    assert memory.made == []


@pytest.fixture
def context(open_page: Open, seen: list[_Page]) -> Context:
    open_page("strategy")
    return seen[-1].context


def test_each_figure_once_in_each_other_wave(context: Context) -> None:
    waves: list[str] = []
    Ahead().make(_Page(context, (lambda each: waves.append(each.selection.wave),)))
    assert sorted(waves) == sorted(set(context.codebook.wave) - {context.selection.wave})


def test_what_was_not_asked_is_passed_over_and_any_other_failure_ends_it(context: Context) -> None:
    made: list[str] = []

    def not_asked(_: Context) -> None:
        raise NotAsked(("grid",), "2019", ())

    def broken(_: Context) -> None:
        raise RuntimeError("a snapshot that is gone")

    Ahead().make(_Page(context, (not_asked, lambda each: made.append(each.selection.wave))))
    assert len(made) == len(context.codebook.waves) - 1
    made.clear()
    Ahead().make(_Page(context, (broken, lambda each: made.append(each.selection.wave))))
    assert made == []


def test_it_waits_while_a_page_is_drawn(context: Context) -> None:
    worker, made = Ahead(), threading.Event()
    threading.Thread(target=worker.run, daemon=True).start()
    while not worker._works:
        time.sleep(0.01)
    worker.begin()
    worker.begin()
    worker.end(context, [lambda _: made.set()])
    assert not made.wait(1.0)
    worker.end(context, [])
    assert made.wait(10.0)


def test_switched_off_it_ends_at_once(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ahead.OFF, "off")
    worker = Ahead()
    worker.run()
    worker.begin()
    worker.end(context, [lambda _: None])
    assert not worker._waiting


def test_its_figures_name_the_drawings_of_other_waves(
    open_page: Open, seen: list[_Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are there once the page is made ahead, and are what the page of that wave carries."""
    monkeypatch.delenv(ahead.OFF, raising=False)
    make_anew(monkeypatch)
    addresses = drawings(open_page("strategy", size=["10-49"]))
    assert len(addresses) > 2 and all("size=10-49" in each for each in addresses)
    asked = addresses[0].partition("?")[2]
    assert ask(drawing, asked).status_code == 204
    Ahead().make(seen[-1])
    got = ask(drawing, asked)
    assert got.status_code == 200
    wave = parse_qs(asked)["wave"][0]
    assert got.body.decode() in [
        each.spec for each in charts(open_page("strategy", size=["10-49"], wave=wave))
    ]


def test_switched_off_they_name_none(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ahead.OFF, "off")
    make_anew(monkeypatch)
    app = open_page("strategy")
    assert charts(app) and drawings(app) == []


def drawings(app: AppTest) -> list[str]:
    """The addresses that the figures of a page name to the browser."""
    found = [re.findall(r'data-ahead="([^"]*)"', each.proto.body) for each in app.get("html")]
    return [address for each in found for text in each for address in unescape(text).split()]
