"""Points over the waves with upright intervals, joined only where the page joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.chart.data import XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.util import Pt

from charts.marks import bounds
from charts.scale import closed, near
from charts.theme import LIGHT
from charts.values import Value
from charts.wording import Wording
from export.slides.bars import Box
from export.slides.chart_xml import Label, error_bars, labels, pattern
from export.slides.words import colour, plain

_OFF_THE_LINE = 0.03  # of the chart's height


class Stretch(NamedTuple):
    """Points that are joined: what their series is called, places and values, their colour."""

    name: str
    points: Sequence[tuple[float, Value]]
    fill: str


def lines(
    shapes: Any, box: Box, stretches: Sequence[Stretch], wording: Wording, digits: int
) -> Any:
    """A series per stretch. Returns the shape that holds the chart."""
    data = XyChartData(number_format="General")
    for each in stretches:
        series = data.add_series(plain(each.name))
        for place, value in each.points:
            series.add_data_point(place, value.estimate)
    shape = shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *box, data)
    chart = shape.chart
    chart.has_title = False
    chart.font.size = Pt(14)
    chart.font.color.rgb = colour(LIGHT.ink)
    chart.has_legend = len({each.name for each in stretches}) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _axes(chart, stretches, wording)
    for drawn, each in zip(chart.plots[0].series, stretches, strict=True):
        values = [value for _, value in each.points]
        drawn.smooth = False
        drawn.format.line.color.rgb = colour(each.fill)
        drawn.format.line.width = Pt(1.75)
        _mark(drawn.marker, each.fill, hollow=False)
        for at, value in enumerate(values):
            if value.limited:
                _mark(drawn.points[at].marker, each.fill, hollow=True)
        error_bars(drawn, values, wording, each.fill, upright=True)
        written = [
            Label(
                pattern(wording, digits, limited=value.limited),
                LIGHT.ink,
                drop=_aside(value, following),
                place="r",
            )
            for value, following in zip(values, [*values[1:], None], strict=True)
        ]
        labels(drawn, written, 14)
    return shape


def _aside(value: Value, following: Value | None) -> float:
    """How far a label goes down, or up, to leave the line to the next point free."""
    if following is None or value.estimate is None or following.estimate is None:
        return 0.0
    return _OFF_THE_LINE if following.estimate >= value.estimate else -_OFF_THE_LINE


def _axes(chart: Any, stretches: Sequence[Stretch], wording: Wording) -> None:
    waves, numbers = chart.category_axis, chart.value_axis
    places = [place for each in stretches for place, _ in each.points]
    waves.minimum_scale, waves.maximum_scale = min(places) - 1, max(places) + 1
    waves.major_unit = 1
    waves.has_major_gridlines = False
    waves.major_tick_mark = XL_TICK_MARK.NONE
    waves.tick_labels.number_format, waves.tick_labels.number_format_is_linked = "0", False
    waves.format.line.color.rgb = colour(LIGHT.edge)
    values = [value for each in stretches for _, value in each.points]
    spans = [bounds(v, wording) or (v.estimate or 0.0,) * 2 for v in values]
    ticks = near(min(s[0] for s in spans), max(s[1] for s in spans), closed=closed(wording))
    numbers.minimum_scale, numbers.maximum_scale = ticks[0], ticks[-1]
    numbers.major_unit = ticks[1] - ticks[0]
    numbers.major_gridlines.format.line.color.rgb = colour(LIGHT.grid)
    numbers.format.line.fill.background()
    numbers.tick_labels.number_format = pattern(wording, 0, limited=False)
    numbers.tick_labels.number_format_is_linked = False


def _mark(marker: Any, fill: str, *, hollow: bool) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 9
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(LIGHT.background if hollow else fill)
    marker.format.line.color.rgb = colour(fill)
