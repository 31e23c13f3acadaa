"""From plain dicts to a figure: built without validation, which would cost five times as much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts import words
from charts.theme import TEXT_SIZE, Theme
from locales.catalogue import N_, Lang, translate

Part = dict[str, Any]

# The name of the row is the axis's text at the mark's place: it need not stand at each point again.
HOVER = "<b>%{y}</b><br>%{hovertext}<extra></extra>"
_NOTHING = N_("For this selection there are no values that can be shown.")


def figure(theme: Theme, traces: Sequence[Part], **layout: Any) -> go.Figure:
    """A figure in a theme. The caller answers for the validity of its parts; tests check it."""
    parts = {"data": list(traces), "layout": {"template": theme.template, **layout}}
    return go.Figure(parts, _validate=False)


def nothing(theme: Theme, lang: Lang, width: int) -> go.Figure:
    """What stands in place of a figure without values: a sentence."""
    lines = words.wrap(translate(lang, _NOTHING), width - 10)
    sentence = note(words.stacked(lines), 0, 0.5, xref="paper", yref="paper", xanchor="left")
    sentence |= {"align": "left", "font": {"size": TEXT_SIZE, "color": theme.muted}}
    off = {"visible": False}
    margin = {"l": 0, "r": 0, "t": 0, "b": 0}
    return figure(theme, (), annotations=[sentence], xaxis=off, yaxis=off, margin=margin, height=72)


def note(text: str, x: float, y: float, **more: Any) -> Part:
    """A text at data coordinates; "paper" as xref or yref makes them shares of the plot."""
    return {"text": text, "x": x, "y": y, **more}
