"""Horizontal bars made of segments in a fixed order, with numbers inside where they fit.

A bar is drawn whole or not at all: with one segment missing, the others would give away its share.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts import marks, words
from charts.figure import HOVER, Part
from charts.room import small
from charts.theme import Theme
from charts.values import HIDDEN, Value
from charts.wording import Wording

THICKNESS = 22


class Bar(NamedTuple):
    """A bar: the place of its middle line, where it starts, its segments in order."""

    place: float
    start: float
    parts: tuple[Value, ...]

    @property
    def drawn(self) -> bool:
        return all(part.estimate is not None for part in self.parts)

    @property
    def flag(self) -> str:
        """The worst mark among its segments."""
        flags = {part.flag for part in self.parts}
        return next((f for f in ("hidden", "unreliable", "limited") if f in flags), "")

    def begins(self, index: int) -> float:
        """Where a segment begins."""
        return self.start + sum(part.estimate or 0.0 for part in self.parts[:index])


def parts_of(
    values: dict[tuple[str, ...], Value], row: str, options: Sequence[str]
) -> tuple[Value, ...]:
    """The segments of a row in the order of the options; a missing one counts as hidden."""
    return tuple(values.get((row, option), HIDDEN) for option in options)


def traces(
    bars: Sequence[Bar],
    options: Sequence[tuple[str, str]],
    fills: Sequence[str],
    pixels: float,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> list[Part]:
    """One trace per option (code and name; the code is the trace's `meta`, the row's code its
    `customdata`); `pixels` is the width of one percent.
    """
    drawn = [bar for bar in bars if bar.drawn]
    made: list[Part] = []
    for index, (code, option) in enumerate(options):
        shown = [(bar, bar.parts[index]) for bar in drawn]
        made.append(
            {
                "type": "bar",
                "width": THICKNESS,
                "base": [round(bar.begins(index), 1) for bar, _ in shown],
                "x": [round(part.estimate or 0.0, 1) for _, part in shown],
                "y": [bar.place for bar, _ in shown],
                "text": [_inside(part, pixels, wording, digits) for _, part in shown],
                "textfont": {"size": small(), "color": theme.text_on(fills[index])},
                "marker": {
                    "color": fills[index],
                    "line": {"width": 1, "color": theme.edge_of(fills[index])},
                },
                "meta": code,
                "customdata": [part.code for _, part in shown],
                "hovertemplate": HOVER.replace("</b>", f"</b><br>{words.safe(option)}"),
                "hovertext": [marks.hover("", part, wording, digits) for _, part in shown],
            }
        )
    return made


def _inside(part: Value, pixels: float, wording: Wording, digits: int) -> str:
    """The number inside a segment, or nothing where it is too narrow for it."""
    text = marks.printed(part, wording, digits, unit=False)
    fits = (part.estimate or 0.0) * pixels >= words.text_width(text, small()) + 6
    return text if fits else ""


def undrawn(bars: Sequence[Bar], start: float, end: float, theme: Theme) -> list[Part]:
    """What stands for bars that are not drawn: hatching for hidden, the sign for both."""
    missing = [bar for bar in bars if not bar.drawn]
    hidden = [bar for bar in missing if bar.flag == "hidden"]
    made: list[Part] = []
    if hidden:
        made.append(
            {
                "type": "bar",
                "width": THICKNESS,
                "base": [start] * len(hidden),
                "x": [round(end - start, 1)] * len(hidden),
                "y": [bar.place for bar in hidden],
                "hoverinfo": "skip",
                "marker": {"color": theme.background, "pattern": hatch(theme)},
            }
        )
    if missing:
        signs = [marks.HIDDEN if bar.flag == "hidden" else marks.UNRELIABLE for bar in missing]
        made.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "marker": {"size": 18, "symbol": "square", "color": theme.background},
                "x": [round((start + end) / 2, 1)] * len(missing),
                "y": [bar.place for bar in missing],
                "text": [f"<b>{sign}</b>" for sign in signs],
                "hoverinfo": "skip",
            }
        )
    return made


def hatch(theme: Theme) -> Part:
    """The diagonal hatching of what is hidden."""
    return {
        "shape": "/",
        "fgcolor": theme.edge,
        "bgcolor": theme.background,
        "size": 7,
        "solidity": 0.12,
    }
