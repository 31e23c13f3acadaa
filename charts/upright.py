"""The upright axis of lines: from 0, or, where that would waste room, visibly broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts import marks, scale, words
from charts.figure import Part, note
from charts.room import small
from charts.theme import Theme
from charts.values import Value
from charts.wording import Wording
from locales.catalogue import translate

_BELOW = 16  # pixels under the first tick of a broken axis


class Upright(NamedTuple):
    """The axis from its first tick, `low`, to its last, `top`; pixels left of it, above it and
    below the first tick; its words, and the shape that shows the break.
    """

    axis: Part
    low: float
    top: float
    left: int
    above: int
    below: int
    notes: list[Part]
    shapes: list[Part]


def upright(values: Sequence[Value], wording: Wording, theme: Theme) -> Upright:
    """The axis for values with their intervals. Its unit stands above it."""
    ends = [v.estimate for v in values if v.estimate is not None]
    ends += [end for v in values for end in marks.bounds(v, wording) or ()]
    ticks = scale.near(min(ends), max(ends), closed=scale.closed(wording))
    broken = ticks[0] > 0
    axis = scale.axis(ticks, wording)
    texts = axis["ticktext"]
    if wording.unit == "percent":
        texts[-1] = marks.with_unit(texts[-1], wording)
    said = [marks.unit_word(wording)] if wording.unit not in ("percent", "") else []
    said += [translate(wording.lang, "the axis does not start at 0")] if broken else []
    left = words.widest([(text,) for text in texts], small()) + 10
    look: Part = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    look |= {"xshift": -left, "yshift": 8, "font": {"size": small(), "color": theme.muted}}
    return Upright(
        axis | {"showgrid": True, "tickfont": {"size": small(), "color": theme.muted}},
        ticks[0],
        ticks[-1],
        left,
        22 if said else 4,
        _BELOW if broken else 0,
        [note(words.safe(" · ".join(said)), 0, 1, **look)] if said else [],
        [_break(theme)] if broken else [],
    )


def _break(theme: Theme) -> Part:
    """A jagged line between the foot of the axis and its first tick."""
    return {
        "type": "path",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 0,
        "path": f"M0,0L0,3L-4,5L4,9L-4,12L0,14L0,{_BELOW}",
        "line": {"width": 1, "color": theme.muted},
    }
