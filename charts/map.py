"""Map: flat areas with white borders in the colours of a few classes, name and value in each.

Drawn as filled lines: Plotly's own choropleth asks a foreign server for a map of the world.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts import area_labels, area_names, legend, marks, outlines, words
from charts.area_labels import Label
from charts.cells import Classes
from charts.figure import Part, figure, note, nothing
from charts.outlines import Areas, Outlines
from charts.room import direct, highest, usual_width
from charts.rows import NARROW
from charts.segments import hatch
from charts.theme import Theme
from charts.values import HIDDEN, Value, read
from charts.wording import Wording
from survey.rings import merge

WIDE = 440
_AROUND = "\0"  # the code of all areas together, which no area has
_HOVER = "<b>%{text}</b><br>%{hovertext}<extra></extra>"


def area_map(
    table: pd.DataFrame,
    by: str,
    wording: Wording,
    theme: Theme,
    *,
    areas: Areas,
    highlight: Collection[str] = (),
    narrow: bool = False,
    width: int | None = None,
) -> go.Figure:
    """The codes in column `by` as areas; `areas` has their rings in longitude and latitude.

    An area without a row looks like a hidden one: hatched, with its sign. "/" has the sign on
    paper. A name that does not fit into its area stands over it on a strip of paper; in a hall all
    names stand beside the map. Areas in `highlight` have a dark border.
    """
    wide = usual_width() if direct() else width or (NARROW if narrow else WIDE)
    values = {v.code: v for v in read(table, by)}
    shown = [v for v in values.values() if v.estimate is not None and v.code in areas]
    if not shown:
        return nothing(theme, wording.lang, wide)
    classes = Classes.of_values(shown, wording)
    around = merge(ring for rings in areas.values() for ring in rings)
    shapes, notes, depth = legend.swatches(classes.legend(wording, theme), theme, wide - 8, 8)
    most = highest() * (0.9 if direct() else 1.0) - depth - 18  # an outline cannot be compressed
    beside = 2 * area_names.LEAST if direct() else 0
    drawn = outlines.fit({**areas, _AROUND: around}, wide - 8 - beside, most)
    found = {code: values.get(code, HIDDEN._replace(codes=(code,))) for code in areas}
    traces = _fills(found, drawn, classes, theme)
    border = {"line": {"width": 1, "color": theme.edge}}  # pale areas need one against the paper
    traces.append(_outline([_AROUND], drawn, border))
    chosen = [code for code in areas if code in highlight]
    traces += (
        [_outline(chosen, drawn, {"line": {"width": 2.5, "color": theme.ink}})] if chosen else []
    )
    edge = 0.0
    if direct():
        hall = area_names.beside(
            found, drawn, by, wording, theme, classes.digits, wide - 8, highlight
        )
        traces.append(hall.dots)
        shapes, notes, edge = shapes + hall.shapes, notes + hall.notes, hall.edge
    else:
        labels = area_labels.placed(found, drawn.areas, by, wording, classes.digits, highlight)
        traces.append(_centres(labels, by, wording, classes.digits))
        notes += [_note(label, classes, theme) for label in labels]
    axis: Part = {"visible": False, "fixedrange": True}
    across, up = (round(size) for size in (drawn.width, drawn.height))
    return figure(
        theme,
        traces,
        xaxis=axis | {"range": [round(-edge), across + round(edge)], "constrain": "domain"},
        yaxis=axis | {"range": [0, up], "scaleanchor": "x", "constrain": "domain"},
        annotations=notes,
        shapes=shapes,
        margin={"l": 4, "r": 4, "t": depth + 14, "b": 4},
        height=round(drawn.height) + depth + 18,
    )


def _fills(found: dict[str, Value], drawn: Outlines, classes: Classes, theme: Theme) -> list[Part]:
    """One trace for each class and sign: fewer traces, smaller figures."""
    groups: dict[str, list[str]] = {}
    for code, value in found.items():
        kind = value.flag if value.estimate is None else str(classes.place(value.estimate))
        groups.setdefault(kind, []).append(code)
    fills = classes.fills(theme)
    made = []
    for kind in sorted(groups):  # signs after classes, so that their edge lies on top
        if kind in ("unreliable", "hidden"):
            look: Part = {"fillcolor": theme.background, "line": {"width": 1, "color": theme.edge}}
            if kind == "hidden":
                look["fillpattern"] = hatch(theme)
        else:
            line = {"width": 1.5, "color": theme.background}
            look = {"fillcolor": fills[int(kind)], "line": line}
        made.append(_outline(groups[kind], drawn, look) | {"fill": "toself"})
    return made


def _outline(codes: list[str], drawn: Outlines, look: Part) -> Part:
    xs, ys = outlines.path([ring for code in codes for ring in drawn.areas[code]])
    return {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", **look}


def _centres(labels: Sequence[Label], by: str, wording: Wording, digits: int) -> Part:
    """Invisible marks that the pointer and the finger find."""
    paint = {"color": "rgba(0,0,0,0)", "line": {"width": 0}}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [label.spot.x for label in labels],
        "y": [label.spot.y for label in labels],
        "marker": paint | {"size": [round(2 * label.spot.radius) for label in labels]},
        "customdata": [label.value.code for label in labels],
        "text": [words.safe(wording.label(by, label.value.code)) for label in labels],
        "hovertemplate": _HOVER,
        "hovertext": [marks.hover("", label.value, wording, digits) for label in labels],
    }


def _note(label: Label, classes: Classes, theme: Theme) -> Part:
    """The text in a colour that is read on the area's, or on a strip of paper."""
    value, fill = label.value, theme.background
    if value.estimate is not None:
        fill = classes.fills(theme)[classes.place(value.estimate)]
    look: Part = {"font": {"size": label.size, "color": theme.text_on(fill)}}
    if not label.inside or value.flag == "hidden":  # hatching would run through the letters
        look = {"font": {"size": label.size, "color": theme.ink}, "bgcolor": theme.background}
        look |= {"borderpad": 1}
    shift = {"xshift": round(label.dx), "yshift": round(label.dy)} if label.dx or label.dy else {}
    return note(label.text, label.spot.x, label.spot.y, **look, **shift)
