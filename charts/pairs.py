"""Bars of two segments: the share that matters against the rest, where a segment is not reliable.

The rest is one number, so that nothing but the printed share can be told from it. Where a segment
is hidden there is no such bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from charts import marks, words
from charts.figure import HOVER, Part
from charts.room import small
from charts.segments import THICKNESS, Bar
from charts.theme import Theme
from charts.values import Value
from charts.wording import Wording
from locales.catalogue import N_, translate

REST = N_("other answers, not reliable on their own")


class Pair(NamedTuple):
    """The place of a bar's middle line, where its two segments begin, the share that matters."""

    place: float
    rest: float
    matters: float
    value: Value


def possible(bar: Bar, value: Value | None) -> bool:
    """Whether a bar that cannot be drawn whole may show one share against the rest."""
    shown = value is not None and value.estimate is not None
    return shown and not bar.drawn and bar.flag == "unreliable"


def stacked(bar: Bar, value: Value, *, first: bool) -> Pair:
    """A pair from 0 to 100; the share that matters comes `first` or last."""
    share = value.estimate or 0.0
    return Pair(bar.place, share if first else 0.0, 0.0 if first else 100.0 - share, value)


def centred(bar: Bar, value: Value) -> Pair:
    """A pair that meets at 0."""
    share = value.estimate or 0.0
    return Pair(bar.place, share - 100.0, 0.0, value)


def traces(
    pairs: Sequence[Pair],
    label: str,
    fill: str,
    pixels: float,
    wording: Wording,
    theme: Theme,
    digits: int,
) -> list[Part]:
    """The rest and the share that matters; `pixels` is the width of one percent."""
    if not pairs:
        return []
    shares = [pair.value.estimate or 0.0 for pair in pairs]
    texts = [marks.printed(pair.value, wording, digits, unit=False) for pair in pairs]
    room = [share * pixels - 6 for share in shares]
    rest = translate(wording.lang, REST)
    plain = {"type": "bar", "width": THICKNESS, "y": [pair.place for pair in pairs]}
    return [
        plain
        | {
            "base": [round(pair.rest, 1) for pair in pairs],
            "x": [round(100.0 - share, 1) for share in shares],
            "marker": paint(theme.no_answer, theme),
            "hovertemplate": f"<b>%{{y}}</b><br>{words.safe(rest)}<extra></extra>",
        },
        plain
        | {
            "base": [round(pair.matters, 1) for pair in pairs],
            "x": [round(share, 1) for share in shares],
            "text": [
                text if words.text_width(text, small()) <= space else ""
                for text, space in zip(texts, room, strict=True)
            ],
            "textfont": {"size": small(), "color": theme.text_on(fill)},
            "marker": paint(fill, theme),
            "customdata": [pair.value.code for pair in pairs],
            "hovertemplate": HOVER.replace("</b>", f"</b><br>{words.safe(label)}"),
            "hovertext": [marks.hover("", pair.value, wording, digits) for pair in pairs],
        },
    ]


def key(
    pairs: Sequence[Pair], label: str, fill: str, wording: Wording, theme: Theme
) -> list[tuple[str, str]]:
    """The names of the two segments with their colours, if there are such bars."""
    rest = (translate(wording.lang, REST), theme.no_answer)
    return [(label, fill), rest] if pairs else []


def paint(fill: str, theme: Theme) -> Part:
    """A fill with its edge."""
    return {"color": fill, "line": {"width": 1, "color": theme.edge_of(fill)}}
