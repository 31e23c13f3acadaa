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
_FARTHEST = 60  # pixels that a label is moved
_PAPER = 3.0  # pixels by which the strip of paper under a label is larger than its text
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

    Those that do not fit into their area stand where in it they are off the others, or are moved as
    little as keeps them off.
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
        width, height = _size(lines, printed, _SIZES[-1])
        spot = _clear(spots(areas[code]), width + _PAPER, height + _PAPER, taken)
        dx, dy, box_taken = _free(spot, width + _PAPER, height + _PAPER, taken)
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


def _clear(places: Sequence[Spot], width: float, height: float, taken: Sequence[Box]) -> Spot:
    """The first place at which a box touches none of those taken, else the one with most room.

    A label in the middle of its own area is understood; one that was moved may stand in another's.
    """
    for spot in places:
        if not any(_common(_box(spot, width, height), other) for other in taken):
            return spot
    return places[0]


def _free(
    spot: Spot, width: float, height: float, taken: Sequence[Box]
) -> tuple[float, float, Box]:
    """The smallest move that keeps a box off those taken, else the one that covers least."""
    moves = [(0.0, 0.0)]
    for far in range(3, _FARTHEST, 3):
        angles = (turn * math.pi / 8 for turn in range(16))
        moves += [(far * math.cos(angle), far * math.sin(angle)) for angle in angles]

    def covered(move: tuple[float, float]) -> float:
        box = _box(spot, width, height, *move)
        return round(sum(_common(box, other) for other in taken), 3)

    dx, dy = min(moves, key=covered)  # of equal ones the first, which is the nearest
    return dx, dy, _box(spot, width, height, dx, dy)


def _common(a: Box, b: Box) -> float:
    """The area that two boxes share."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    up = min(a[3], b[3]) - max(a[1], b[1])
    return max(across, 0.0) * max(up, 0.0)
