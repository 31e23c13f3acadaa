"""Bars of 100 %: a segment per answer, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from charts.theme import LIGHT
from charts.values import Value
from charts.wording import Wording
from export.slides.bars import NAMES, Box, axes, type_size
from export.slides.chart_xml import Label, inner_plot, labels, pattern
from export.slides.words import colour, plain

_LEAST = 4.5  # percent that hold a number


class Segment(NamedTuple):
    """An answer: its name, its share in each row, its colour."""

    name: str
    values: Sequence[Value]
    fill: str


def stacked(
    shapes: Any,
    box: Box,
    names: Sequence[str],
    segments: Sequence[Segment],
    wording: Wording,
    digits: int,
) -> Any:
    """Stacked bars, the first name on top. Returns the shape that holds the chart."""
    data = CategoryChartData(number_format="General")
    data.categories = [plain(name) for name in names]
    for each in segments:
        data.add_series(plain(each.name), [value.estimate for value in each.values])
    shape = shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box, data)
    chart = shape.chart
    size = type_size(len(names) * 1.2)
    axes(chart, size, (0.0, 100.0), legend=True)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for drawn, each in zip(plot.series, segments, strict=True):
        drawn.invert_if_negative = False
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = colour(each.fill)
        drawn.format.line.color.rgb = colour(LIGHT.edge_of(each.fill))
        drawn.format.line.width = Pt(0.75)
        text = LIGHT.text_on(each.fill)
        written = [
            None
            if v.estimate is None or v.estimate < _LEAST
            else Label(pattern(wording, digits, limited=v.limited, unit=False), text, place="ctr")
            for v in each.values
        ]
        labels(drawn, written, size)
    inner_plot(chart, NAMES + 0.06, 0.0, 0.92 - NAMES, 0.86)
    return shape
