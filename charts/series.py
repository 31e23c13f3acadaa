"""The series of a figure of change: their points, their signs and their labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts import marks, words
from charts.point_labels import Point
from charts.room import small
from charts.values import Value
from charts.wording import Wording

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "triangle-down")
SIGNS = "●■◆▲⬟▼"


class Series(NamedTuple):
    """A line: its code and name, its values by place on the time axis (None is a gap)."""

    code: str
    name: str
    points: tuple[tuple[float, Value | None], ...]

    @property
    def last(self) -> tuple[float, Value] | None:
        shown = [(x, v) for x, v in self.points if v is not None and v.estimate is not None]
        return shown[-1] if shown else None


class Pixels(NamedTuple):
    """Where the plot begins in both directions, the width of a pixel on the time axis, and how
    many pixels one unit of the other axis is high.
    """

    start: float
    bottom: float
    across: float
    up: float


def stretches(
    line: Series,
    breaks: Sequence[str],
    shift: float,
    wording: Wording,
    digits: int,
    pixels: Pixels,
) -> list[list[Point]]:
    """The points of a line in pixels, apart where it is not joined; the last one has no text."""
    made: list[list[Point]] = [[]]
    for i, (x, value) in enumerate(line.points):
        if value is None or value.estimate is None or (i and breaks[i] != breaks[i - 1]):
            made.append([])
        if value is None or value.estimate is None:
            continue
        low, high = marks.bounds(value, wording) or (value.estimate, value.estimate)
        last = line.last is not None and line.last[0] == x
        text = "" if last else marks.printed(value, wording, digits)
        middle, low, high = ((y - pixels.bottom) * pixels.up for y in (value.estimate, low, high))
        made[-1].append(Point((x + shift - pixels.start) / pixels.across, middle, low, high, text))
    return [stretch for stretch in made if stretch]


def end_labels(
    series: Sequence[Series], wording: Wording, digits: int, room: float
) -> list[tuple[str, ...]]:
    """The name and last value of each series, in lines; without `room` its sign stands for it."""
    texts = []
    for index, line in enumerate(series):
        value = marks.printed(line.last[1], wording, digits) if line.last else ""
        name = line.name if room else SIGNS[index % 6]
        texts.append(words.wrap(f"{name} {value}".strip(), room or 200) if value else ())
    return texts


def key(series: Sequence[Series], colours: Sequence[str], width: float) -> tuple[str, int]:
    """On a phone the names stand above the plot, with the signs of their points."""
    names = [f"{SIGNS[i % 6]} {line.name}" for i, line in enumerate(series)]
    blocks = [words.wrap(name, width, small()) for name in names]
    coloured = [
        f"<span style='color:{colour}'>{words.stacked(block)}</span>"
        for block, colour in zip(blocks, colours, strict=True)
    ]
    return "<br>".join(coloured), sum(map(len, blocks))
