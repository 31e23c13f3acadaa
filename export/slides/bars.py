"""Bars beside names, with intervals and printed values: rankings, profiles, pairs, funnels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from charts.marks import bounds
from charts.theme import LIGHT
from charts.values import Value
from charts.wording import Wording
from export.slides.chart_xml import Label, error_bars, inner_plot, labels, pattern
from export.slides.words import colour, plain

Box = tuple[int, int, int, int]
NAMES = 0.34  # of the chart's width
_VALUES = 0.09
_GAP = 0.006  # between the end of an interval and the value


class Series(NamedTuple):
    """A bar per name: what the series is called, its values, the colour of each bar."""

    name: str
    values: Sequence[Value]
    fills: Sequence[str]


def bars(
    shapes: Any,
    box: Box,
    names: Sequence[str],
    series: Sequence[Series],
    wording: Wording,
    digits: int,
    span: tuple[float, float] | None = None,
) -> Any:
    """Clustered bars, the first name on top, from 0 unless `span` is the scale of the answers.

    Returns the shape that holds the chart.
    """
    data = CategoryChartData(number_format="General")
    data.categories = [plain(name) for name in names]
    for each in series:
        data.add_series(plain(each.name), [value.estimate for value in each.values])
    shape = shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    chart = shape.chart
    size = type_size(len(names) * max(1.0, len(series) * 0.7))
    ends = [end for each in series for v in each.values if (end := _end(v, wording)) is not None]
    low, top = span or (0.0, (max(ends, default=1.0) or 1.0) * 1.02)
    axes(chart, size, (low, top), legend=len(series) > 1)
    plot = chart.plots[0]
    plot.gap_width = round(max(45.0, 300 / len(names))) if names else 60
    plot.overlap = -10 if len(series) > 1 else 0
    across = 1 - NAMES - _VALUES
    for drawn, each in zip(plot.series, series, strict=True):
        _paint(drawn, each)
        error_bars(drawn, each.values, wording, LIGHT.ink, upright=False)
        written = [
            None
            if (end := _end(v, wording)) is None or v.estimate is None
            else Label(
                pattern(wording, digits, limited=v.limited),
                LIGHT.ink,
                (end - v.estimate) / (top - low) * across + _GAP,
            )
            for v in each.values
        ]
        labels(drawn, written, size)
    inner_plot(chart, NAMES, 0.0, across, 0.92 if len(series) > 1 else 1.0)
    return shape


def type_size(rows: float) -> float:
    """The type of names and values, in points: smaller where there are many."""
    return 14.0 if rows <= 11 else 12.0 if rows <= 15 else 10.5 if rows <= 20 else 9.0


def axes(chart: Any, size: float, span: tuple[float, float], *, legend: bool) -> None:
    """Names at the left from the top down, no axis of numbers: they are printed."""
    chart.font.size = Pt(size)
    chart.font.color.rgb = colour(LIGHT.ink)
    chart.has_title = False
    chart.has_legend = legend
    if legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(12)
    names, numbers = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = colour(LIGHT.edge)
    numbers.minimum_scale, numbers.maximum_scale = span
    numbers.has_major_gridlines = False
    numbers.visible = False


def _paint(drawn: Any, series: Series) -> None:
    """The fill of a series and of the points that differ; limited values are hollow."""
    usual = LIGHT.accent if LIGHT.accent in series.fills else series.fills[-1]
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = colour(usual)
    for at, (value, fill) in enumerate(zip(series.values, series.fills, strict=True)):
        if value.estimate is None or (fill == usual and not value.limited):
            continue
        point = drawn.points[at].format
        point.fill.solid()
        point.fill.fore_color.rgb = colour(LIGHT.background if value.limited else fill)
        point.line.color.rgb = colour(fill)
        point.line.width = Pt(1.25)


def _end(value: Value, wording: Wording) -> float | None:
    span = bounds(value, wording)
    return span[1] if span else value.estimate
