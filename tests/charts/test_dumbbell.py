"""Two groups: dots, the difference at the right, grey where it may be chance."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.dumbbell import dumbbell
from charts.theme import LIGHT
from charts.wording import Wording
from tests.charts import tables
from tests.charts.tables import content, dots, names, notes, plain


def contrast(group: float, against: float, low: float, high: float, **more) -> dict:
    sides = {
        f"{side}_{name}": value
        for side, middle in (("group", group), ("against", against))
        for name, value in (
            ("estimate", middle),
            ("ci_low", middle - 0.2),
            ("ci_high", middle + 0.2),
            ("n", 200),
            ("flag", ""),
        )
    }
    gap = {"estimate": group - against, "ci_low": low, "ci_high": high, "flag": ""}
    return {"statistic": "mean", **sides, **gap, **more}


HIDDEN = dict.fromkeys(("flag", "group_flag", "against_flag"), "hidden")
ROWS = pd.DataFrame(
    [
        contrast(3.7, 2.3, 1.1, 1.7, size="0-9"),
        contrast(3.1, 3.2, -0.4, 0.2, size="10-49"),
        contrast(0, 0, 0, 0, size="GE250", **HIDDEN),
    ]
)
WORDS = Wording("en", tables.LABELS, "")
PAIR = ("shaped together", "ordered")
TICKS = (1.0, 2.0, 3.0, 4.0, 5.0)


def drawn(table: pd.DataFrame = ROWS, *, narrow: bool = False, wording: Wording = WORDS):
    return dumbbell(table, "size", wording, LIGHT, labels=PAIR, ticks=TICKS, narrow=narrow)


def differences(figure, *, narrow: bool) -> list[str]:
    if not narrow:
        return list(figure.layout.yaxis2.ticktext)
    return list([t for t in figure.data if t.mode == "text"][-1].text)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_difference_stands_at_the_right_grey_where_it_may_be_chance(narrow: bool) -> None:
    first, second, third = differences(drawn(narrow=narrow), narrow=narrow)
    assert plain(first) == "+1.4 (1.1–1.7)"
    assert LIGHT.muted not in first
    assert plain(second) == "−0.1 (−0.4 to 0.2)"
    assert LIGHT.muted in second
    assert "·" in third


def test_each_group_has_its_colour_and_its_name_in_the_order_of_the_dots() -> None:
    figure = drawn()
    by_colour = {t.error_x.color: list(t.x) for t in figure.data if t.mode == "markers"}
    assert by_colour == {LIGHT.accent: [3.7, 3.1], LIGHT.room: [2.3, 3.2]}
    assert notes(figure)[:2] == ["ordered", "shaped together"], "the lower one is the left one"
    assert [s.fillcolor for s in figure.layout.shapes] == [LIGHT.room, LIGHT.accent]


def test_rows_keep_the_order_of_the_table_and_their_places_without_values() -> None:
    figure = drawn()
    assert names(figure) == ["0–9", "10–49", "250+"]
    assert set(dots(figure)) == {"0-9", "10-49"}


def test_values_stand_outside_of_their_dots() -> None:
    (texts,) = [t for t in drawn().data if t.mode == "text"]
    shown = [
        (text.strip("\N{NO-BREAK SPACE}"), side)
        for text, side in zip(texts.text, texts.textposition, strict=True)
    ]
    assert shown == [
        ("2.3", "middle left"),
        ("3.7", "middle right"),
        ("3.1", "middle left"),
        ("3.2", "middle right"),
    ]


def test_a_value_at_the_end_of_the_axis_stands_above() -> None:
    table = pd.DataFrame([contrast(4.95, 1.05, 3.5, 4.3, size="0-9")])
    (texts,) = [t for t in drawn(table).data if t.mode == "text"]
    assert set(texts.textposition) == {"middle center"}
    (row,) = {y for t in drawn(table).data if t.mode == "markers" for y in t.y}
    assert all(y < row for y in texts.y), "places grow downwards"


@pytest.mark.parametrize(
    ("unit", "head"),
    [("percent", "percentage points"), ("points", "Difference in points"), ("", "Difference")],
)
def test_the_head_says_in_what_the_difference_is_counted(unit: str, head: str) -> None:
    figure = drawn(wording=Wording("en", tables.LABELS, unit))
    assert any(head in note for note in notes(figure))


def test_the_interval_of_a_difference_of_scores_is_not_cut_at_zero() -> None:
    table = pd.DataFrame([contrast(40, 39, -2, 4, size="0-9")])
    figure = dumbbell(table, "size", Wording("en", tables.LABELS, "points"), LIGHT, labels=PAIR)
    assert "−2.0 to 4.0" in content(figure) or "−2 to 4" in content(figure)
