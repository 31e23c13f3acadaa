"""What each page shows, as data: its blocks in the order in which they are read.

Pages draw them, the server makes them ready before the first reader comes, and whoever wants a
single figure (a link, a slide) finds it here by the name of its page and its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from figures.blocks import Block, View
from figures.catalogue import (
    barriers,
    benchmark,
    change,
    explorer,
    learning,
    maturity,
    overview,
    participation,
    region,
    strategy,
    support,
)
from figures.context import Context

CONTENTS: Mapping[str, Callable[[Context], Iterator[Block]]] = {
    "overview": overview.contents,
    "maturity": maturity.contents,
    "strategy": strategy.contents,
    "barriers": barriers.contents,
    "support": support.contents,
    "participation": participation.contents,
    "learning": learning.contents,
    "change": change.contents,
    "region": region.contents,
    "benchmark": benchmark.contents,
    "explorer": explorer.contents,
}


def views(context: Context, page: str) -> list[View]:
    """The figures of a page; none where the survey asks nothing on its topic."""
    return [block for block in CONTENTS[page](context) if isinstance(block, View)]


def view(context: Context, page: str, name: str) -> View | None:
    """The figure `name` of a page; None where the page has none of this name."""
    return next((each for each in views(context, page) if each.id == name), None)
