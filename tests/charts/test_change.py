"""Change: distances, gaps, instruments, labels."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.change import change
from charts.ends import apart
from charts.theme import LIGHT
from tests.charts import tables
from tests.charts.tables import notes

WORDS = tables.wording("en")


def waves(**by_wave: float) -> pd.DataFrame:
    return pd.DataFrame([tables.row(v, sector="F", wave=w[1:]) for w, v in by_wave.items()])


def test_change_keeps_the_distance_of_years() -> None:
    figure = change(waves(w2019=0.2, w2021=0.3, w2024=0.4), WORDS, LIGHT)
    assert list(figure.data[0].x) == [2019, 2021, 2024]
    assert list(figure.data[0].y) == [20, 30, 40]
    assert notes(figure) == ["40%"]


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


def test_labels_move_apart_and_stay_in_order() -> None:
    placed = apart([10.0, 11.0, 12.0, 90.0], [20.0, 20.0, 20.0, 20.0])
    assert placed == pytest.approx([-9.0, 11.0, 31.0, 90.0])
