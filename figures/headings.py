"""What the columns of a figure's tables are called."""

from __future__ import annotations

from collections.abc import Mapping

from export.printed import item_head
from figures.context import Context
from figures.exhibit import Exhibit


def headings(context: Context, made: Exhibit) -> Mapping[str, str]:
    """The heads of a table's columns of codes, its items called what they are."""
    question, codebook = str(made.table["question"].iloc[0]), context.codebook
    if question not in (*codebook.question, *codebook.score):  # of another producer
        return made.headings
    return {**made.headings, "item": item_head(codebook, question, context.lang)}
