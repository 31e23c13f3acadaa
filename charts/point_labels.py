"""Values printed at the points of lines, each only where nothing else stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from charts import words
from charts.room import small

_HIGH = 15.0  # a label's height in pixels
_STEP = 4.0  # how finely lines are sampled


class Point(NamedTuple):
    """A point of a line in pixels, y upwards, with the ends of its interval.

    `text` is what may be printed at it, "" for nothing.
    """

    x: float
    y: float
    low: float
    high: float
    text: str


class Label(NamedTuple):
    """A label's side of its point ("left", "right", "center") and its distance in pixels."""

    anchor: str
    dx: float
    dy: float


Lines = Sequence[Sequence[Sequence[Point]]]  # series, their unbroken stretches, the points


def placed(lines: Lines, width: float, height: float) -> list[dict[Point, Label]]:
    """For each series the labels of the points that have room in or near the plot."""
    taken = [spot for series in lines for stretch in series for spot in _drawn(stretch)]
    boxes: list[tuple[float, float, float, float]] = []
    made: list[dict[Point, Label]] = []
    for series in lines:
        labels: dict[Point, Label] = {}
        for stretch in series:
            for index, point in enumerate(stretch):
                for label in _candidates(stretch, index) if point.text else ():
                    box = _box(point, label)
                    inside = box[0] > -10 and box[1] < width + 10 and 0 < box[2] < height - 5
                    if inside and not _hit(box, taken) and not any(_cross(box, b) for b in boxes):
                        labels[point] = label
                        boxes.append(box)
                        break
        made.append(labels)
    return made


def _drawn(stretch: Sequence[Point]) -> Iterable[tuple[float, float]]:
    """Places that markers, intervals and lines cover."""
    for p in stretch:
        yield from ((p.x + dx, p.y + dy) for dx in (-4, 0, 4) for dy in (-4, 0, 4))
        for i in range(int((p.high - p.low) / _STEP) + 1):
            yield p.x, p.low + i * _STEP
    for a, b in pairwise(stretch):
        count = int((abs(b.x - a.x) + abs(b.y - a.y)) / _STEP) + 1
        for i in range(count + 1):
            yield a.x + (b.x - a.x) * i / count, a.y + (b.y - a.y) * i / count


def _candidates(stretch: Sequence[Point], index: int) -> list[Label]:
    """Sides of a point, those first that its line leaves free; last above its interval."""
    point = stretch[index]
    after = stretch[index + 1] if index + 1 < len(stretch) else None
    before = stretch[index - 1] if index else None
    rising = after.y >= point.y if after else before.y <= point.y if before else True
    up, down = ("right", "left") if rising else ("left", "right")
    shift = {"right": -6.0, "left": 6.0}
    order = [(up, 11.0), (down, -11.0), (down, 11.0), (up, -11.0)]
    sides = [Label(anchor, shift[anchor], dy) for anchor, dy in order]
    above = Label("center", 0.0, point.high - point.y + 10)
    return [*sides, above, Label("center", 0.0, point.low - point.y - 10)]


def _box(point: Point, label: Label) -> tuple[float, float, float, float]:
    """The left, right, lower and upper edge of a label."""
    width = words.text_width(point.text, small())
    x, y = point.x + label.dx, point.y + label.dy
    left = {"left": x, "right": x - width, "center": x - width / 2}[label.anchor]
    return left, left + width, y - _HIGH / 2, y + _HIGH / 2


def _hit(box: tuple[float, ...], spots: Sequence[tuple[float, float]]) -> bool:
    left, right, low, high = box
    return any(left - 2 < x < right + 2 and low < y < high for x, y in spots)


def _cross(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = one[0] > other[1] or other[0] > one[1] or one[2] > other[3] or other[2] > one[3]
    return not apart
