"""At which level of a dimension filters offer its codes: in the sidebar, on the stage."""

from __future__ import annotations

from collections.abc import Sequence

from survey.address import Selection
from survey.codebook import Codebook
from survey.selection import filter_level

_OFFERED = 16  # codes that a filter offers at most where a coarser level has fewer


def offered_level(
    selection: Selection, codebook: Codebook, dimension: str, chosen: Sequence[str]
) -> str:
    """The level whose codes are offered: that of the codes chosen, else the reader's, else the
    finest with few enough codes to look through.
    """
    described = codebook.dimensions[dimension]
    levels = described.level_ids
    level = filter_level(codebook, dimension, chosen) if chosen else selection.level
    if level in levels:
        return level
    short = (each for each in levels if len(described.scheme.codes(each)) <= _OFFERED)
    return next(short, levels[-1])
