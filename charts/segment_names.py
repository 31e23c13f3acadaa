"""What the segments of bars are called: above the first bar where that fits, else in a legend."""

from __future__ import annotations

from collections.abc import Sequence

from charts import words
from charts.figure import Part, note
from charts.room import small
from charts.segments import Bar


def at_first_bar(bars: Sequence[Bar], labels: Sequence[str], pixels: float) -> list[Part]:
    """The names above the first bar; none if one does not fit in two lines.

    `pixels` is the width of one percent.
    """
    if not bars or not bars[0].drawn:
        return []
    notes = []
    for index, label in enumerate(labels):
        share = bars[0].parts[index].estimate or 0.0
        room = share * pixels - 6
        if room < 1 or not words.fits(label, room, small(), 2):
            return []
        lines = words.wrap(label, room, small())
        middle = round(bars[0].begins(index) + share / 2, 1)
        notes.append(note(words.stacked(lines), middle, 1, yref="paper", yanchor="bottom"))
    return notes


def depth(notes: Sequence[Part]) -> int:
    """The height of the names in pixels."""
    return 17 * max((n["text"].count("<br>") + 1 for n in notes), default=0) + 4
