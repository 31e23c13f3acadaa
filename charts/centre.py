"""The centre of diverging bars: what lies left of it, its line, and those who stand apart."""

from __future__ import annotations

from collections.abc import Sequence

from charts import marks, segments, words
from charts.figure import HOVER, Part
from charts.room import small
from charts.rows import Rows
from charts.theme import Theme
from charts.values import Value
from charts.wording import Wording
from locales.catalogue import translate


def left_of(parts: Sequence[Value]) -> float:
    """How much of a bar lies left of the centre: all below the middle, and half of the middle."""
    half, odd = divmod(len(parts), 2)
    below = sum(part.estimate or 0.0 for part in parts[:half])
    return below + ((parts[half].estimate or 0.0) / 2 if odd else 0.0)


def line(lines: Rows, count: int, theme: Theme) -> list[Part]:
    """The line through the middle category; it leaves out names that stand above the bars, and
    what follows the first `count` rows.
    """
    half = segments.THICKNESS / 2 + 3
    spans = [(0.0, lines.places[count - 1] + half)]
    if lines.above:
        spans = [(place - half, place + half) for place in lines.places[:count]]
    look = {"width": 1, "color": theme.muted}
    return [
        {"type": "line", "x0": 0, "x1": 0, "y0": y0, "y1": y1, "line": look, "layer": "below"}
        for y0, y1 in spans
    ]


def no_answer(
    silent: Sequence[Value],
    places: dict[str, float],
    start: float,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> Part:
    shown = [v for v in silent if v.code in places]
    name = translate(wording.lang, "no answer")
    return {
        "type": "bar",
        "width": segments.THICKNESS,
        "base": [round(start, 1)] * len(shown),
        "x": [round(v.estimate or 0.0, 1) for v in shown],
        "y": [places[v.code] for v in shown],
        "text": [marks.printed(v, wording, digits, unit=False) for v in shown],
        "textposition": "outside",
        "textfont": {"size": small(), "color": theme.muted},
        "marker": {
            "color": theme.no_answer,
            "line": {"width": 1, "color": theme.edge_of(theme.no_answer)},
        },
        "hovertemplate": HOVER,
        "hovertext": [marks.hover(words.safe(name), v, wording, digits) for v in shown],
    }
