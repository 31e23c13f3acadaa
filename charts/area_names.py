"""Names and values beside a map, joined to their areas by hairs: for a hall, where the type is so
large that names in small areas would cover the map.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from charts import marks, words
from charts.figure import Part, note
from charts.outlines import Outlines, Spot, spots
from charts.room import small
from charts.spread import spread
from charts.theme import Theme
from charts.values import Value
from charts.wording import Wording

LEAST = 190  # pixels of a name and its hair
_AWAY = 26  # pixels from the map to a name
_LINE = 17
_GAP = 7  # pixels between two names


class Beside(NamedTuple):
    """Dots in the areas, hairs and names, and by how many pixels the picture is wider than the map
    on each side.
    """

    dots: Part
    shapes: list[Part]
    notes: list[Part]
    edge: float


def beside(
    found: Mapping[str, Value],
    drawn: Outlines,
    by: str,
    wording: Wording,
    theme: Theme,
    digits: int,
    wide: float,
    bold: Collection[str] = (),
) -> Beside:
    """The areas of the left half are named at the left, those of the right half at the right.

    Coordinates are those of the map, in pixels from its lower left corner.
    """
    edge = max((wide - drawn.width) / 2, 0.0)
    centres = {code: spots(drawn.areas[code])[0] for code in found}
    order = sorted(found, key=lambda code: centres[code].x)
    half = len(order) // 2
    shapes: list[Part] = []
    notes: list[Part] = []
    for codes, left in ((order[:half], True), (order[half:], False)):
        codes = sorted(codes, key=lambda code: centres[code].y)
        blocks = [words.wrap(wording.label(by, c), edge - _AWAY - 40, small()) for c in codes]
        heights = [float(_LINE * len(block)) for block in blocks]
        middles = [centres[code].y for code in codes]
        if not codes:
            continue
        places = spread(middles, heights, 0.0, drawn.height, _GAP)
        places = places or spread(middles, heights, -drawn.height, 2 * drawn.height, 0.0) or middles
        x = -_AWAY if left else drawn.width + _AWAY
        for code, block, y in zip(codes, blocks, places, strict=True):
            text = _text(block, found[code], wording, digits, bold=code in bold)
            side = "right" if left else "left"
            font = {"size": small(), "color": theme.ink}
            notes.append(note(text, x, round(y), xanchor=side, align=side, font=font))
            shapes.append(_hair(centres[code], x, y, theme))
    return Beside(_dots(list(centres.values()), theme), shapes, notes, edge)


def _text(
    block: tuple[str, ...], value: Value, wording: Wording, digits: int, *, bold: bool
) -> str:
    name = words.stacked(block)
    printed = words.safe(marks.printed(value, wording, digits, unit=False))
    return f"{f'<b>{name}</b>' if bold else name} <b>{printed}</b>"


def _dots(centres: Sequence[Spot], theme: Theme) -> Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [spot.x for spot in centres],
        "y": [spot.y for spot in centres],
        "marker": {
            "size": 6,
            "color": theme.ink,
            "line": {"width": 1.5, "color": theme.background},
        },
        "hoverinfo": "skip",
    }


def _hair(spot: Spot, x: float, y: float, theme: Theme) -> Part:
    line = {"width": 1, "color": theme.ink}
    return {
        "type": "line",
        "x0": round(x),
        "y0": round(y),
        "x1": spot.x,
        "y1": spot.y,
        "line": line,
    }
