"""The vendored plotly.js: the one that belongs to the plotly package, with all that is drawn."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from plotly.offline import get_plotlyjs_version

from figures.catalogue import CONTENTS, views
from figures.context import Context
from stage.files import PLOTLY
from survey.address import Selection

DRAWN = {"bar", "scatter"}  # of what the basic bundle can draw


def test_it_is_the_version_of_the_package() -> None:
    assert (
        f"plotly.js (basic - minified) v{get_plotlyjs_version()}\n"
        in PLOTLY.read_text("utf-8")[:200]
    )


def test_it_is_what_the_page_beside_it_says() -> None:
    said = PLOTLY.with_name("README.md").read_text("utf-8")
    assert f"| {get_plotlyjs_version()} |" in said
    assert re.findall(r"[0-9a-f]{64}", said) == [sha256(PLOTLY.read_bytes()).hexdigest()]


@pytest.mark.parametrize("page", CONTENTS)
@pytest.mark.parametrize("narrow", [False, True])
def test_figures_use_only_what_it_draws(demo, page: str, narrow: bool) -> None:
    context = Context(demo, Selection("kmu-st", demo.codebook.latest_wave), narrow=narrow)
    for view in views(context, page):
        made = view.make(context, *view.arguments, **view.options)
        assert {trace.type for trace in made.chart.data} <= DRAWN, view.id
