"""Axes for numbers: from 0, few ticks, the unit once."""

from __future__ import annotations

import math
from collections.abc import Sequence

from charts import marks
from charts.figure import Part
from charts.wording import Wording

_STEPS = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5)


def ticks(top: float, *, closed: bool, most: int = 5) -> list[float]:
    """Round numbers from 0 to at least `top`; a `closed` scale does not go beyond 100."""
    if top <= 0:
        return [0.0, 1.0]
    power = 10.0 ** math.floor(math.log10(top))
    step = next(s for m in (*_STEPS, 5.0) if top / (s := m * power) <= most)
    count = math.ceil(round(top / step, 6))
    if closed and step * count > 100:
        return [0.0, 25.0, 50.0, 75.0, 100.0]
    return [round(step * i, 6) for i in range(count + 1)]


def closed(wording: Wording) -> bool:
    """Whether the scale ends at 100: shares and scores."""
    return wording.unit in ("percent", "points")


def axis(places: Sequence[float], wording: Wording, *, narrow: bool = False) -> Part:
    """An axis with these ticks; the last one carries the unit, on a phone only if it is short."""
    digits = 0 if all(place.is_integer() for place in places) else 1
    texts = [marks.number(place, wording, digits) for place in places]
    texts[-1] = marks.with_unit(texts[-1], wording, long=not narrow)
    return {
        "range": [places[0], places[-1]],
        "tickmode": "array",
        "tickvals": list(places),
        "ticktext": texts,
    }
