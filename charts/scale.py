"""Axes for numbers: from 0, few ticks, the unit once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from charts import marks, words
from charts.figure import Part, note
from charts.room import small
from charts.theme import Theme
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


def near(low: float, top: float, *, closed: bool, most: int = 4) -> list[float]:
    """Round numbers for points between `low` and `top`: from 0 unless that wastes much room.

    Steps of a `closed` scale are no smaller than 5, lest noise looks like a movement.
    """
    if 0 <= low <= 0.5 * top or low >= top:
        return ticks(top, closed=closed, most=most)
    least = max((top - low) / (most - 1), 5.0 if closed else 0.1)
    power = 10.0 ** math.floor(math.log10(least))
    step = next(s for m in (1, 2, 5, 10) if (s := m * power) >= least)
    first, last = math.floor(round(low / step, 6)), math.ceil(round(top / step, 6))
    places = [round(step * i, 6) for i in range(first, last + 1)]
    return [place for place in places if place <= 100] if closed else places


def closed(wording: Wording) -> bool:
    """Whether the scale ends at 100: shares and scores."""
    return wording.unit in ("percent", "points")


def axis(places: Sequence[float], wording: Wording) -> Part:
    """An axis with these ticks and no unit; `across` adds it."""
    digits = 0 if all(place.is_integer() for place in places) else 1
    return {
        "range": [places[0], places[-1]],
        "tickmode": "array",
        "tickvals": list(places),
        "ticktext": [marks.number(place, wording, digits) for place in places],
    }


class Across(NamedTuple):
    """An axis under the plot: the axis, the notes of its unit, its height in pixels."""

    axis: Part
    notes: list[Part]
    depth: int


def across(
    places: Sequence[float], wording: Wording, theme: Theme, *, plot: float, right: float
) -> Across:
    """The axis under a plot of `plot` pixels, beside which `right` pixels are free.

    The last tick carries the unit, right-aligned where it would be cut; a unit too long for that
    has a line of its own.
    """
    line = axis(places, wording)
    texts = line["ticktext"]
    last = marks.with_unit(texts[-1], wording, long=True)
    width = words.text_width(last, small())
    look: Part = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "top"}
    look |= {"xshift": round(right), "font": {"size": small(), "color": theme.muted}}
    if width / 2 <= right - 2:
        texts[-1] = last
        return Across(line, [], 24)
    if width + 16 <= plot / (len(places) - 1) + right:
        texts[-1] = ""
        return Across(line, [note(words.safe(last), 1, 0, **look, yshift=1)], 24)
    unit = words.wrap(marks.unit_word(wording), plot, small())
    text = note(words.stacked(unit), 1, 0, **look, yshift=-16, align="right")
    return Across(line, [text], 24 + 17 * len(unit))
