"""The pages in Streamlit's own test harness, on the session's published warehouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from figures import kept
from survey.memory import Memory
from tests.figures.shown import Chart, charts_in, without_charts

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_page("maturity", lang="en", sector=["F"])`: the page after its first run."""
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))

    def open_(page: str, **address: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        if "_" in page:  # its address is spelled otherwise; known after a first run
            app.run()
        if page != "overview":
            app.switch_page(f"{page}.py")
        return app.run()

    return open_


def make_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn from now on is made, and not what was made before handed out again."""
    st.cache_resource.clear()
    for name, most in (("_tables", 96_000_000), ("_levels", 4000), ("_made", 96_000_000)):
        monkeypatch.setattr(kept, name, Memory(most))


def charts(app: AppTest) -> list[Chart]:
    """The Plotly figures of a page."""
    return [chart for element in app.get("html") for chart in charts_in(element.proto.body)]


def words(app: AppTest) -> str:
    """All that the page says in HTML, Markdown, titles and notes."""
    parts = [without_charts(element.proto.body) for element in app.get("html")]
    for kind in ("markdown", "title", "header", "info", "warning", "error"):
        parts += [element.value for element in getattr(app, kind)]
    return "\n".join(parts)


def address(app: AppTest) -> dict[str, list[str]]:
    """The parameters of the address after a run, each as a list."""
    found = dict(app.query_params)
    return {
        name: [value] if isinstance(value, str) else list(value) for name, value in found.items()
    }
