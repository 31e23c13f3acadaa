"""The two figures as a page's contents, so that each has an address as those of the dashboard."""

from __future__ import annotations

from collections.abc import Iterator

from figures.blocks import Block, View
from figures.catalogue import CONTENTS
from figures.context import Context
from figures.rankings import groups
from figures.shares import steps

NAME = "two_figures"


def contents(context: Context) -> Iterator[Block]:
    """Dots with intervals by sector, ordered shares by size."""
    points = {"unit": "points", "words": context.say("mean points of 0–100")}
    yield View(groups, ("score-by-sector", "score", "sector"), points)
    yield View(steps, ("grid-by-size", "grid.i1", "size"))


def register() -> None:
    """Add the page to those of the dashboard."""
    assert isinstance(CONTENTS, dict)
    CONTENTS[NAME] = contents
