"""Cells of a heat map: five classes between round cuts, the number in each cell, hatching."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from charts import marks, words
from charts.figure import Part
from charts.segments import hatch
from charts.theme import Theme
from charts.values import Value
from charts.wording import Wording
from locales.catalogue import translate


class Cell(NamedTuple):
    """A cell: the middle of its column and of its row, its name, its value."""

    x: float
    y: float
    name: str
    value: Value


@dataclass(frozen=True)
class Classes:
    """Up to five classes of equal width; `cuts` are the four or fewer values between them."""

    cuts: tuple[float, ...]

    @classmethod
    def of(cls, estimates: Sequence[float], wording: Wording) -> Classes:
        """Classes between round numbers that spread over the values there are."""
        low, high = min(estimates), max(estimates)
        least = 1.0 if wording.unit in ("percent", "points") else 0.1
        power = 10.0 ** math.floor(math.log10(max((high - low) / 5, least)))
        steps = (m * power for m in (1, 2, 2.5, 5, 10, 20))
        step = next(s for s in steps if math.floor(high / s) - math.floor(low / s) <= 4)
        first, last = math.floor(low / step) + 1, math.floor(high / step)
        return cls(tuple(round(step * i, 6) for i in range(first, last + 1)))

    def place(self, estimate: float) -> int:
        """The class of a value, 0 the lowest. A cut belongs to the class above it."""
        return sum(estimate >= cut for cut in self.cuts)

    def fills(self, theme: Theme) -> tuple[str, ...]:
        """The colours of the classes."""
        return theme.shades(theme.ordered, len(self.cuts) + 1)

    def legend(self, wording: Wording, theme: Theme) -> list[tuple[str, str]]:
        """The classes in words with their colours, the unit once."""
        digits = 0 if all(cut.is_integer() for cut in self.cuts) else 1
        cuts = [marks.number(cut, wording, digits) for cut in self.cuts]
        if not cuts:
            return []
        first = marks.with_unit(cuts[0], wording)
        last = marks.with_unit(cuts[-1], wording, long=True)
        between = [f"{a}–<{b}" for a, b in zip(cuts, cuts[1:], strict=False)]
        texts = [translate(wording.lang, "under {number}", number=first), *between]
        texts.append(translate(wording.lang, "{number} and more", number=last))
        return list(zip(texts, self.fills(theme), strict=True))


def traces(
    grid: Sequence[Cell],
    height: float,
    classes: Classes,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> list[Part]:
    """Bars of one column's width as cells, one trace per class, so that the text has its contrast.

    Hidden cells are hatched; cells with "/" have the sign only.
    """
    fills = classes.fills(theme)
    made: list[Part] = []
    for index, fill in enumerate(fills):
        chosen = [c for c in grid if c.value.estimate is not None]
        chosen = [c for c in chosen if classes.place(c.value.estimate or 0.0) == index]
        if chosen:
            texts = [marks.printed(c.value, wording, digits, unit=False) for c in chosen]
            paint = {"color": fill, "line": {"width": 1, "color": theme.edge_of(fill)}}
            made.append(
                _bars(chosen, height, texts, paint, theme.text_on(fill))
                | {
                    "customdata": [list(c.value.codes) for c in chosen],
                    "hovertext": [
                        marks.hover(words.safe(c.name), c.value, wording, digits) for c in chosen
                    ],
                }
            )
    for flag, sign in (("unreliable", marks.UNRELIABLE), ("hidden", marks.HIDDEN)):
        chosen = [c for c in grid if c.value.flag == flag]
        if chosen:
            paint = {"color": theme.background}
            if flag == "hidden":
                paint |= {"pattern": hatch(theme)}
            signs = [f"<b>{sign}</b>"] * len(chosen)
            made.append(_bars(chosen, height, signs, paint, theme.ink) | {"hoverinfo": "skip"})
    return made


def _bars(
    chosen: Sequence[Cell], height: float, texts: list[str], paint: Part, colour: str
) -> Part:
    return {
        "type": "bar",
        "x": [c.x for c in chosen],
        "base": [round(c.y - height / 2, 1) for c in chosen],
        "y": [round(height, 1)] * len(chosen),
        "width": 0.98,
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": colour},
        "marker": paint,
    }
