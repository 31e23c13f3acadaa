"""From plain dicts to a figure: built without validation, which would cost five times as much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import plotly.graph_objects as go

from charts import words
from charts.theme import TEXT_SIZE, Theme
from locales.catalogue import N_, Lang, translate

Part = dict[str, Any]

# The name of the row is the axis's text at the mark's place: it need not stand at each point again.
HOVER = "<b>%{y}</b><br>%{hovertext}<extra></extra>"
_NOTHING = N_("For this selection there are no values that can be shown.")


def figure(theme: Theme, traces: Sequence[Part], **layout: Any) -> go.Figure:
    """A figure in a theme. The caller answers for the validity of its parts; tests check it.

    Streamlit gives each new figure to Plotly a second time, and Plotly would draw it again: because
    a template is there, and because data may have changed. So the theme is written out, and the
    revision says that they have not.
    """
    common = theme.template["data"]
    data = [_over(common.get(trace["type"], [{}])[0], trace) for trace in traces]
    revision = crc32(repr((data, layout)).encode())
    look = _themed(theme, layout) | {"datarevision": revision, "template": {}}
    made = go.Figure({"data": data, "layout": look}, _validate=False)
    made.layout._props.pop("template")  # the empty one kept Plotly's own out
    return made


def _themed(theme: Theme, layout: Part) -> Part:
    """The layout with all that the theme's template says of it."""
    common: Part = theme.template["layout"]
    layout = {"xaxis": {}, "yaxis": {}, **layout}
    themed = {name: part for name, part in common.items() if name != "annotationdefaults"}
    for name, part in layout.items():
        if name == "annotations":
            themed[name] = [_over(common["annotationdefaults"], each) for each in part]
        elif name.startswith(("xaxis", "yaxis")):
            themed[name] = _over(common[name[:5]], part)
        else:
            themed[name] = _over(common[name], part) if name in common else part
    return themed


def _over(common: Any, own: Any) -> Any:
    """What is common with what is a part's own laid over it."""
    if not (isinstance(common, dict) and isinstance(own, dict)):
        return own
    return common | {k: _over(common[k], v) if k in common else v for k, v in own.items()}


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
