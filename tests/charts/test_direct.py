"""For a hall: names at the segments and patterns in them, names beside a map, rows in parts."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.contrast import FAR, ratio
from charts.diverging import diverging
from charts.drawing import drawing
from charts.heatmap import heatmap
from charts.map import area_map
from charts.ordered_shares import ordered_shares
from charts.parts import MOST, in_parts
from charts.ranking import ranking
from charts.room import laid_out_for
from charts.spread import spread
from charts.theme import STAGE
from stage.screen import SCREENS
from tests.charts import tables
from tests.charts.tables import notes, shares

WORDS = tables.wording("en")
ROOMS = [screen.room for screen in SCREENS.values()]
KINDS = {"ordered": ordered_shares, "diverging": diverging}


@pytest.fixture(params=ROOMS, ids=list(SCREENS))
def hall(request):
    with laid_out_for(request.param):
        yield request.param


def segments_of(figure):
    return [t for t in figure.data if t.type == "bar" and t.meta]


@pytest.mark.parametrize("kind", KINDS)
def test_segments_are_told_apart_by_patterns_and_names_at_them(hall, kind) -> None:
    figure = KINDS[kind](shares(F=(0.9, 0.06, 0.04), J=(0.3, 0.3, 0.4)), "sector", WORDS, STAGE)
    patterns = [t.marker.pattern.shape for t in segments_of(figure)]
    assert len(set(patterns)) == 3
    assert not set(patterns) & {"/", "\\", "x"}  # diagonal lines are the sign of what is hidden
    assert notes(figure)[:3] == ["keine", "geplant", "schriftlich"]
    swatches = [s for s in figure.layout.shapes if s.type == "rect"]
    assert swatches == []  # no key of colours
    hairs = [s for s in figure.layout.shapes if s.type == "line" and s.ysizemode == "pixel"]
    assert len(hairs) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_stand_on_plates_without_pattern(hall, kind) -> None:
    figure = KINDS[kind](shares(F=(0.4, 0.3, 0.3)), "sector", WORDS, STAGE)
    written = [t for t in figure.data if t.type == "bar" and any(t.text or ())]
    assert [t.text[0] for t in written] == ["40", "30", "30"]
    for trace in written:
        assert not trace.marker.pattern.shape
        assert ratio(trace.textfont.color, trace.marker.color) >= FAR


@pytest.mark.parametrize("kind", KINDS)
def test_a_bar_of_names_stands_over_a_first_bar_that_is_not_drawn(hall, kind) -> None:
    table = tables.two_way("option", ("0", "1", "2"))
    table = pd.concat([table[table.sector == "M"], table[table.sector == "F"]])  # M has "/"
    figure = KINDS[kind](table, "sector", WORDS, STAGE, order="given")
    first = figure.data[0].y[0]
    above = [t for t in segments_of(figure) if t.hoverinfo == "skip"]
    assert len(above) == 3 and all(t.y[0] < first and not any(t.text) for t in above)
    assert figure.layout.yaxis.ticktext[0] == ""
    assert len({t.marker.pattern.shape for t in segments_of(figure)}) == 3


def test_names_of_a_map_stand_beside_it(hall) -> None:
    square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    areas = {
        code: (tuple((11 + x + 2 * at, 52 + y) for x, y in square),)
        for at, code in enumerate(("F", "J", "M", "O-S"))
    }
    figure = area_map(tables.one_way(), "sector", WORDS, STAGE, areas=areas)
    across = figure.layout.xaxis.range
    beside = [
        a for a in figure.layout.annotations if a.xanchor in ("left", "right") and "<b>" in a.text
    ]
    assert len(beside) == 4
    dots = next(t for t in figure.data if t.mode == "markers")
    assert all(a.x < min(dots.x) or a.x > max(dots.x) for a in beside)
    assert all(across[0] + 150 <= a.x <= across[1] - 150 for a in beside)  # room for the name


names = st.lists(st.tuples(st.floats(0, 600), st.floats(5, 90)), min_size=1, max_size=7)


@given(names)
def test_names_never_touch_and_stay_inside(found) -> None:
    centres, sizes = zip(*sorted(found), strict=True)
    placed = spread(centres, sizes, -100, 600, 10)
    if placed is None:
        assert sum(sizes) + 10 * (len(sizes) - 1) > 700 - 1e-6
        return
    ends = [(m - s / 2, m + s / 2) for m, s in zip(placed, sizes, strict=True)]
    assert all(b[0] - a[1] >= 10 - 1e-6 for a, b in pairwise(ends))
    assert ends[0][0] >= -100 - 1e-6 and ends[-1][1] <= 600 + 1e-6


def many(count: int):
    """A table of so many sectors, the last two without a number."""
    one = shares(F=(0.4, 0.3, 0.3)).query("option == '0'")
    rows = [one.assign(sector=f"s{n:02}", estimate=0.9 - n / 100, ci_low=0.01, ci_high=0.95)
            for n in range(count)]  # fmt: skip
    table = pd.concat(rows, ignore_index=True)
    table.loc[table.index[-2:], "flag"] = "unreliable"
    return table


@pytest.mark.parametrize("count", [20, 90])
def test_rows_go_on_in_parts_of_one_scale(hall, count) -> None:
    drawn = drawing(ranking, many(count), "sector", WORDS)
    with laid_out_for(hall):
        parts = in_parts(drawn, drawn.figure(STAGE), STAGE)
    assert 1 < len(parts) <= MOST
    assert all(part.figure.layout.height <= hall.highest for part in parts)
    assert len({tuple(part.figure.layout.xaxis.range) for part in parts}) == 1
    rows = [name for part in parts for name in part.figure.layout.yaxis.ticktext]
    assert rows == [f"s{n:02}" for n in range(len(rows))]
    assert parts[0].rows == count
    assert parts[0].shown == len(rows)
    assert (len(rows) == count) == (count == 20)


def test_a_heat_map_in_parts_keeps_its_classes(hall) -> None:
    one = tables.two_way("size", ("0-9", "10-49", "GE250"))
    again = [one.assign(sector=one.sector.astype(str) + str(n)) for n in range(5)]
    table = pd.concat(again, ignore_index=True)
    drawn = drawing(heatmap, table, "sector", "size", WORDS)
    whole = drawn.figure(STAGE)
    parts = in_parts(drawn, whole, STAGE)
    assert len(parts) > 1
    colours = {t.marker.color for t in whole.data if t.type == "bar"}
    for part in parts:
        assert {t.marker.color for t in part.figure.data if t.type == "bar"} <= colours
        assert part.figure.layout.height <= hall.highest


def test_what_fits_is_one_part(hall) -> None:
    drawn = drawing(ranking, tables.one_way(), "sector", WORDS)
    (part,) = in_parts(drawn, whole := drawn.figure(STAGE), STAGE)
    assert part.figure is whole
