"""Rows without any drawn value: a few keep their line, many share the last one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from charts import words
from charts.figure import HOVER, Part
from charts.wording import Wording
from locales.catalogue import translate

MOST = 6


def collapse(
    codes: Sequence[str], blank: Collection[str], keep: Collection[str] = ()
) -> tuple[list[str], list[str]]:
    """The codes that have a row, and those that share a line: of the `blank` ones, which have
    nothing drawn, all beyond the sixth. Codes in `keep` have their row in any case.
    """
    rest = [code for code in codes if code in blank and code not in keep][MOST:]
    if len(rest) < 2:  # "one more" would take the line of the row itself
        return list(codes), []
    return [code for code in codes if code not in rest], rest


def line(count: int, wording: Wording) -> str:
    """What the shared line is called: "24 more without a reliable value"."""
    return translate(wording.lang, "{n} more without a reliable value", n=count)


def names(codes: Sequence[str], by: str, place: float, span: float, wording: Wording) -> Part:
    """An invisible bar over the shared line, from 0 to `span`, whose hover text names its rows."""
    together = "; ".join(wording.label(by, code) for code in codes)
    return {
        "type": "bar",
        "x": [span],
        "y": [place],
        "width": 18,
        "marker": {"color": "rgba(0,0,0,0)"},
        "hovertemplate": HOVER,
        "hovertext": [words.stacked(words.wrap(together, 320))],
    }
