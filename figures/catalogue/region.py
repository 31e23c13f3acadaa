"""How do the regions differ? An indicator on the map, and ranked with its intervals."""

from __future__ import annotations

from collections.abc import Iterator

from figures.blocks import Block, View
from figures.context import Context
from figures.regions import indicator_labels, mapped_dimension, region_map, region_ranking


def contents(context: Context) -> Iterator[Block]:
    """Map and ranking of the indicator that is chosen, else of the first."""
    labels, dimension = indicator_labels(context), mapped_dimension(context)
    if dimension is None or not labels:
        return
    indicator = context.selection.measure or next(iter(labels))
    yield View(region_map, (f"map-{indicator}", indicator, dimension))
    yield View(region_ranking, (f"ranking-{indicator}", indicator, dimension))
