"""Names and values in the areas of a map: as large as fits, and never one on another."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from charts import marks, words
from charts.outlines import Areas, Spot, room, spots
from charts.values import Value
from charts.wording import Wording

_SIZES = (12.5, 11.5, 11.0)
_BUDGETS = (150.0, 95.0, 70.0)  # pixels of a line
_LINE = 1.3  # height of a line of text, in its size

Box = tuple[float, float, float, float]  # left, bottom, right, top in pixels


@dataclass(frozen=True)
class Label:
    """The text of an area (markup) at its spot, moved by pixels; `inside` it lies wholly in it."""

    value: Value
    text: str
    size: float
    spot: Spot
    inside: bool
    dx: float = 0.0
    dy: float = 0.0


def placed(
    found: Mapping[str, Value],
    areas: Areas,
    by: str,
    wording: Wording,
    digits: int,
    bold: Collection[str] = (),
) -> list[Label]:
    """A label for every area, in their order; names of those in `bold` are bold.

    Those that do not fit into their area are moved as little as keeps them off the others.
    """
    labels: dict[str, Label] = {}
    taken: list[Box] = []
    waiting = []
    for code, value in found.items():
        name = wording.label(by, code)
        printed = marks.printed(value, wording, digits, unit=False)
        for size, lines in _forms(name):
            box = _size(lines, printed, size)
            spot = room(areas[code], *box)
            if spot is not None:
                labels[code] = Label(value, _text(lines, printed, code in bold), size, spot, True)
                taken.append(_box(spot, *box))
                break
        else:
            waiting.append((code, value, words.wrap(name, _BUDGETS[-1], _SIZES[-1]), printed))
    for code, value, lines, printed in waiting:
        spot = spots(areas[code])[0]
        dx, dy, box_taken = _free(spot, *_size(lines, printed, _SIZES[-1]), taken)
        taken.append(box_taken)
        labels[code] = Label(
            value, _text(lines, printed, code in bold), _SIZES[-1], spot, False, dx, dy
        )
    return [labels[code] for code in found]


def _forms(name: str) -> list[tuple[float, tuple[str, ...]]]:
    """The name in fewer and more lines, large first."""
    forms = [(size, words.wrap(name, room, size)) for size in _SIZES for room in _BUDGETS]
    return list(dict.fromkeys(forms))


def _size(lines: tuple[str, ...], printed: str, size: float) -> tuple[float, float]:
    widest = max(words.widest([lines], size), words.widest([(printed,)], size))
    return widest + 2.0, ((len(lines) + 1) * _LINE - 0.2) * size


def _text(lines: tuple[str, ...], printed: str, bold: bool) -> str:
    name = words.stacked(lines)
    return f"{f'<b>{name}</b>' if bold else name}<br><b>{words.safe(printed)}</b>"


def _box(spot: Spot, width: float, height: float, dx: float = 0, dy: float = 0) -> Box:
    x, y = spot.x + dx, spot.y + dy
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _free(
    spot: Spot, width: float, height: float, taken: Sequence[Box]
) -> tuple[float, float, Box]:
    """The smallest move that keeps a box off those taken; none where no move helps."""
    for far in range(0, 61, 5):
        for turn in range(16 if far else 1):
            angle = turn * math.pi / 8
            dx, dy = far * math.cos(angle), far * math.sin(angle)
            box = _box(spot, width, height, dx, dy)
            if not any(_meet(box, other) for other in taken):
                return dx, dy, box
    return 0.0, 0.0, _box(spot, width, height)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
