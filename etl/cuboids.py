"""Which crosses of cuts a cube holds, and what is summed in each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from estimation.measures import Measure, resolve
from survey.codebook import Codebook, ScaleQuestion, TextQuestion
from survey.selection import Cut, parse_cuts

EVERYBODY = Measure("wave", "", "choice")
"""Counts all respondents of a cell: their wave is an answer that nobody lacks."""


def cuboids(codebook: Codebook, dimensions: Sequence[str]) -> tuple[tuple[Cut, ...], ...]:
    """The crosses named (`sector:section,size`), else every pair of dimensions at the level that a
    plain name means. A cross of all dimensions would have more cells than firms; the release plan
    uses two at once.

    Raises Failure for a dimension or level that is not known.
    """
    if dimensions:
        return tuple(dict.fromkeys(parse_cuts(codebook, text) for text in dimensions))
    cuts = [Cut(name, each.default_level) for name, each in codebook.dimensions.items()]
    return tuple(combinations(cuts, 2)) if len(cuts) > 1 else (tuple(cuts),)


def measures(codebook: Codebook) -> tuple[Measure, ...]:
    """Everything that can be estimated from sums: shares of choices and ticks, means of numbers,
    scales (both ways) and scores."""
    found: list[Measure] = []
    for question in codebook.questions:
        if isinstance(question, TextQuestion):
            continue
        found += resolve(codebook, question.id)
        if isinstance(question, ScaleQuestion):
            found += resolve(codebook, question.id, "proportion")
    for score in codebook.scores:
        parts = ["", *(f".{each.id}" for each in score.dimensions), ".minimum", ".weakest"]
        parts += [".level"] if score.levels else []
        found += [measure for part in parts for measure in resolve(codebook, f"{score.id}{part}")]
    return tuple(found)
