"""From a figure to the explorer: the same question, divided in the same way."""

from __future__ import annotations

from estimation import Query
from estimation.measures import resolve
from survey.codebook import Codebook
from survey.explored import EVERYBODY, WAVES, Explored, fits


def explored_as(codebook: Codebook, query: Query, contrast: str = "") -> Explored | None:
    """What the explorer is asked for the figure of `query`; None where it knows no such question.

    `contrast` are two groups side by side (`F:G`) along the first cut.
    """
    names = {measure.question for measure in query.measures}
    if len(names) != 1:
        return None
    (name,) = names
    first, *more = query.measures
    several = name in codebook.score or len(resolve(codebook, name)) > 1
    by = tuple(cut.dimension for cut in query.by) or (EVERYBODY,)
    if len(query.waves) > 1:
        by = (WAVES,)
    found = Explored(first.column if several and not more else name, by, contrast)
    return found if fits(found, codebook) else None
