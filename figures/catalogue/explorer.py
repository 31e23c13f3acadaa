"""Any question by any characteristic under any filter, in the chart that fits its type."""

from __future__ import annotations

from collections.abc import Iterator

from figures.blocks import Block, View
from figures.context import Context
from figures.explored import cuts_of, explored, target_of
from figures.two_groups import two_groups


def contents(context: Context) -> Iterator[Block]:
    """The figure of the reader's question, or of the two groups that are chosen."""
    contrast, by = context.selection.explored.contrast, cuts_of(context)
    if not contrast:
        yield explored(context)
        return
    target = target_of(context)
    yield View(two_groups, (f"{target}-{by[0]}-{contrast}", target, by[0], contrast))
