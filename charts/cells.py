"""Cells of a heat map: five classes between round cuts, the number in each cell, hatching."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from charts import marks, words
from charts.figure import HOVER, Part
from charts.segments import hatch
from charts.theme import Theme
from charts.values import Value, read
from charts.wording import Wording
from locales.catalogue import translate
from locales.numbers import EN_DASH


class Cell(NamedTuple):
    """A cell: the right end of its column, the middle of its row, its value, its column's name."""

    end: float
    y: float
    value: Value
    name: str


@dataclass(frozen=True)
class Classes:
    """Up to five classes of equal width; `cuts` are the four or fewer values between them.

    A value belongs to the class of its printed number, of `digits` decimals.
    """

    cuts: tuple[float, ...]
    digits: int

    @classmethod
    def of(cls, estimates: Sequence[float], wording: Wording, digits: int) -> Classes:
        """Classes between round numbers that spread over the values there are."""
        low, high = round(min(estimates), digits), round(max(estimates), digits)
        least = 1.0 if wording.unit in ("percent", "points") else 0.1
        power = 10.0 ** math.floor(math.log10(max((high - low) / 5, least)))
        steps = [m * power for m in (1, 1.5, 2, 2.5, 5, 10, 20)]
        if not digits:  # numbers printed whole have their cuts between whole numbers
            steps = [s for s in steps if s.is_integer()]
        step = next(s for s in steps if math.floor(high / s) - math.floor(low / s) <= 4)
        first, last = math.floor(low / step) + 1, math.floor(high / step)
        return cls(tuple(round(step * i, 6) for i in range(first, last + 1)), digits)

    @classmethod
    def of_values(cls, values: Sequence[Value], wording: Wording) -> Classes:
        """Classes of the values that have a number; there is at least one."""
        shown = [v.estimate for v in values if v.estimate is not None]
        return cls.of(shown, wording, marks.digits_of(values, wording))

    def place(self, estimate: float) -> int:
        """The class of a value, 0 the lowest. A cut belongs to the class above it."""
        return sum(round(estimate, self.digits) >= cut for cut in self.cuts)

    def fills(self, theme: Theme) -> tuple[str, ...]:
        """The colours of the classes."""
        return theme.shades(theme.ordered, len(self.cuts) + 1)

    def legend(self, wording: Wording, theme: Theme) -> list[tuple[str, str]]:
        """The classes in words with their colours, the unit once."""
        whole = all(cut.is_integer() for cut in self.cuts)
        cuts = [marks.number(cut, wording, 0 if whole else 1) for cut in self.cuts]
        if not cuts:  # one class needs no words, but the unit must be somewhere
            return [(marks.unit_word(wording), "")]
        if whole and not self.digits:
            tops = [marks.number(cut - 1, wording, 0) for cut in self.cuts[1:]]
            between = [f"{a}{EN_DASH}{b}" for a, b in zip(cuts, tops, strict=False)]
        else:
            between = [
                translate(wording.lang, "{low} to under {high}", low=a, high=b)
                for a, b in pairwise(cuts)
            ]
        texts = [translate(wording.lang, "under {number}", number=cuts[0]), *between]
        last = marks.with_unit(cuts[-1], wording, long=True)
        texts.append(translate(wording.lang, "{number} and more", number=last))
        return list(zip(texts, self.fills(theme), strict=True))


def classes_for(tables: Sequence[pd.DataFrame], wording: Wording) -> Classes | None:
    """The classes that heat maps of these tables share; None where they have nothing to show."""
    values = [v for table in tables for v in read(table) if v.estimate is not None]
    return Classes.of_values(values, wording) if values else None


def traces(
    grid: Sequence[Cell],
    height: float,
    classes: Classes,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> list[Part]:
    """Bars of one column's width as cells, one trace per class, so that the text has its contrast.

    Hidden cells are hatched; cells with "/" have the sign only. Pale cells need no edge:
    their number stands in them.
    """
    fills = classes.fills(theme)
    made: list[Part] = []
    groups: dict[int, list[Cell]] = {}
    for cell in grid:
        if cell.value.estimate is not None:
            groups.setdefault(classes.place(cell.value.estimate), []).append(cell)
    for index, fill in enumerate(fills):
        chosen = groups.get(index, [])
        if chosen:
            texts = [marks.printed(c.value, wording, digits, unit=False) for c in chosen]
            made.append(
                _bars(chosen, height, texts, _paint(fill, theme), theme.text_on(fill))
                | {
                    "customdata": [list(c.value.codes) for c in chosen],
                    "hovertemplate": HOVER,
                    "hovertext": [
                        marks.hover(words.safe(c.name), c.value, wording, digits) for c in chosen
                    ],
                }
            )
    for flag, sign in (("unreliable", marks.UNRELIABLE), ("hidden", marks.HIDDEN)):
        chosen = [c for c in grid if c.value.flag == flag]
        if chosen:
            paint = _paint(theme.background, theme)
            if flag == "hidden":
                paint |= {"pattern": hatch(theme)}
            signs = [f"<b>{sign}</b>"] * len(chosen)
            made.append(_bars(chosen, height, signs, paint, theme.ink) | {"hoverinfo": "skip"})
    return made


def _paint(fill: str, theme: Theme) -> Part:
    """A fill with a gap to its neighbours."""
    return {"color": fill, "line": {"width": 2, "color": theme.background}}


def _bars(
    chosen: Sequence[Cell], height: float, texts: list[str], paint: Part, colour: str
) -> Part:
    return {
        "type": "bar",
        "y": [c.y for c in chosen],
        "base": [c.end - 1 for c in chosen],
        "x": [1] * len(chosen),
        "width": height,
        "text": texts,
        "textfont": {"color": colour},
        "marker": paint,
    }
