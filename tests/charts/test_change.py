"""Change: distances, gaps, instruments, labels."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import words
from charts.change import change
from charts.ends import apart
from charts.point_labels import Label, Point, placed
from charts.theme import LIGHT
from charts.waves import labels
from charts.wording import Wording
from tests.charts import tables
from tests.charts.tables import notes

WORDS = tables.wording("en")


def waves(**by_wave: float) -> pd.DataFrame:
    return pd.DataFrame([tables.row(v, sector="F", wave=w[1:]) for w, v in by_wave.items()])


def test_change_keeps_the_distance_of_years() -> None:
    figure = change(waves(w2019=0.2, w2021=0.3, w2024=0.4), WORDS, LIGHT)
    assert list(figure.data[0].x) == [2019, 2021, 2024]
    assert list(figure.data[0].y) == [20, 30, 40]
    assert notes(figure)[0] == "40%", "the last value at the end of the line"


def test_change_leaves_a_gap_where_a_wave_has_no_value() -> None:
    table = waves(w2019=0.2, w2021=0.3, w2024=0.4)
    table.loc[1, "flag"] = "hidden"
    figure = change(table, WORDS, LIGHT)
    assert list(figure.data[0].y) == [20, None, 40]
    assert figure.data[0].connectgaps is not True


def test_change_never_joins_two_instruments() -> None:
    kinds = {"2019": "v3", "2021": "v4", "2024": "v4"}
    figure = change(waves(w2019=0.2, w2021=0.3, w2024=0.4), WORDS, LIGHT, instruments=kinds)
    assert list(figure.data[0].y) == [20, None, 30, 40]


def test_change_labels_each_series_at_its_last_value() -> None:
    table = tables.two_way("wave", ("2021", "2024"))
    figure = change(table, WORDS, LIGHT, by="sector")
    assert "Baugewerbe 30%" in notes(figure)
    assert not any("Öffentliche" in note for note in notes(figure)), "nothing to label"


def test_change_prints_every_value_where_nothing_else_stands() -> None:
    figure = change(waves(w2019=0.2, w2021=0.3, w2024=0.4), WORDS, LIGHT)
    assert sorted(notes(figure)) == ["20%", "30%", "40%"]
    crowd = pd.DataFrame(
        [
            tables.row(0.2 + 0.001 * i, sector=f"s{i}", wave=wave, half=0.01)
            for i in range(8)
            for wave in ("2021", "2024")
        ]
    )
    first = [n for n in notes(change(crowd, WORDS, LIGHT, by="sector")) if not n.startswith("s")]
    assert 0 < len(first) < 8, "some have no room"


@pytest.mark.parametrize("narrow", [False, True])
def test_change_names_all_waves_by_their_year_where_they_are_too_long(narrow: bool) -> None:
    names = {f"{y}": f"Erhebung im Frühjahr {y}" for y in (2019, 2021, 2024)}
    german = Wording("de", {"wave": names})
    figure = change(waves(w2019=0.2, w2021=0.3, w2024=0.4), german, LIGHT, narrow=narrow)
    assert list(figure.layout.xaxis.ticktext) == ["2019", "2021", "2024"]


def test_waves_without_a_year_are_wrapped_and_too_many_stand_on_two_levels() -> None:
    names = ("vor der Pandemie", "in der Pandemie", "danach")
    blocks = labels(names, (0.0, 1.0, 2.0), 70.0, (50.0, 50.0))
    assert [" ".join(block) for block in blocks] == list(names)
    assert all(words.widest([block], 12.5) <= 70 for block in blocks)
    years = [str(y) for y in range(2012, 2025)]
    levels = labels(years, [float(y) for y in years], 20.0, (50.0, 50.0))
    assert [len(block) for block in levels] == [1, 2] * 6 + [1]


def test_change_starts_at_0_or_says_that_it_does_not() -> None:
    low = change(waves(w2021=0.1, w2024=0.4), WORDS, LIGHT)
    assert low.layout.yaxis.range[0] == 0 and not low.layout.shapes
    high = change(waves(w2021=0.6, w2024=0.66), WORDS, LIGHT)
    assert 40 < high.layout.yaxis.range[0] < high.layout.yaxis.tickvals[0] == 50
    assert "the axis does not start at 0" in notes(high)
    assert [shape.type for shape in high.layout.shapes] == ["path"]


def test_the_unit_of_a_score_stands_over_its_axis() -> None:
    points = tables.wording("en", "points")
    table = pd.DataFrame([tables.row(8.0, statistic="mean", wave=w) for w in ("2021", "2024")])
    assert "points · the axis does not start at 0" in notes(
        change(table, points, LIGHT, narrow=True)
    )


def test_labels_move_apart_and_stay_in_order() -> None:
    placed = apart([10.0, 11.0, 12.0, 90.0], [20.0, 20.0, 20.0, 20.0])
    assert placed == pytest.approx([-9.0, 11.0, 31.0, 90.0])


def test_no_value_is_printed_over_a_line_or_another_value() -> None:
    point = Point(100.0, 100.0, 90.0, 110.0, "40%")
    (alone,) = placed([[[point]]], 300.0, 200.0)
    assert alone[point] == Label("right", -6.0, 11.0)
    across = [Point(85.0, y, y, y, "") for y in (105.0, 111.0, 117.0)]
    first, _ = placed([[[point]], [[p] for p in across]], 300.0, 200.0)
    assert (first[point].anchor == "right" and first[point].dy < 0) or first[point].anchor == "left"
    wall = [Point(x, 0.0, 0.0, 200.0, "") for x in range(60, 145, 4)]
    blocked, _ = placed([[[point]], [[p] for p in wall]], 300.0, 200.0)
    assert not blocked
