"""Horizontal bars made of segments in a fixed order, with numbers inside where they fit.

A bar is drawn whole or not at all: with one segment missing, the others would give away its share.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts import marks, words
from charts.figure import HOVER, Part
from charts.room import direct, small
from charts.theme import Theme
from charts.values import HIDDEN, Value
from charts.wording import Wording

THICKNESS = 22
_PLATE = 16  # pixels of the bar that a number stands on where there is a pattern
_PATTERNS = ("", ".", "-", "|", "+")  # diagonal lines are the sign of what is hidden


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
    `customdata`); `pixels` is the width of one percent. In a hall segments have patterns, and
    their numbers stand on plates, traces of their own.
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
        texts = [_inside(part, pixels, wording, digits) for _, part in shown]
        font = {"size": small(), "color": theme.text_on(fills[index])}
        if direct() and _PATTERNS[index % len(_PATTERNS)]:
            made[-1]["marker"]["pattern"] = _pattern(index, fills[index], theme)
            made.append(_plates(made[-1], texts, pixels) | {"textfont": font})
        else:
            made[-1] |= {"text": texts, "textfont": font}
    return made


def _pattern(index: int, fill: str, theme: Theme) -> Part:
    """Fine lines or dots over a fill, the same for the answer at this place in each bar."""
    shape = _PATTERNS[index % len(_PATTERNS)]
    look = {"size": 7, "solidity": 0.16 if shape == "." else 0.11, "fgopacity": 0.5}
    return look | {"shape": shape, "fgcolor": theme.text_on(fill), "bgcolor": fill}


def _plates(segments: Part, texts: Sequence[str], pixels: float) -> Part:
    """The numbers of segments on plates in their colour, in the middle of each."""
    widths = [words.text_width(text, small()) + 8 if text else 0.0 for text in texts]
    middles = [b + x / 2 for b, x in zip(segments["base"], segments["x"], strict=True)]
    return {
        "type": "bar",
        "width": _PLATE,
        "base": [round(m - w / pixels / 2, 2) for m, w in zip(middles, widths, strict=True)],
        "x": [round(w / pixels, 2) for w in widths],
        "y": segments["y"],
        "text": list(texts),
        "marker": {"color": segments["marker"]["color"]},
        "hoverinfo": "skip",
    }


def _inside(part: Value, pixels: float, wording: Wording, digits: int) -> str:
    """The number inside a segment, or nothing where it is too narrow for it."""
    text = marks.printed(part, wording, digits, unit=False)
    around = 10 if direct() else 6
    fits = (part.estimate or 0.0) * pixels >= words.text_width(text, small()) + around
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
