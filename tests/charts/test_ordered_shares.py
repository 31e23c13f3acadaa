"""Ordered shares: order of bars and segments, names, what is not drawn."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.ordered_shares import ordered_shares
from charts.theme import LIGHT
from locales.catalogue import Lang
from tests.charts import tables
from tests.charts.tables import names, notes, plain, shares

WORDS = tables.wording("en")


def test_ordered_shares_are_sorted_by_the_share_that_matters() -> None:
    table = shares(F=(0.5, 0.3, 0.2), J=(0.2, 0.2, 0.6), M=(0.4, 0.2, 0.4))
    ends = table[table.option == "2"]
    figure = ordered_shares(table, "sector", WORDS, LIGHT, ends=ends, ends_label="written")
    assert names(figure) == [tables.SECTORS[code] for code in ("J", "M", "F")]
    assert "60%" in figure.layout.yaxis2.ticktext[0] and "55–65" in figure.layout.yaxis2.ticktext[0]
    assert "written" in notes(figure)


def test_segments_follow_each_other_in_the_order_of_the_options() -> None:
    table = shares(F=(0.5, 0.3, 0.2))
    figure = ordered_shares(table, "sector", WORDS, LIGHT)
    bars = [t for t in figure.data if t.type == "bar"]
    assert [(t.meta, t.base[0], t.x[0]) for t in bars] == [
        ("0", 0.0, 50.0),
        ("1", 50.0, 30.0),
        ("2", 80.0, 20.0),
    ]
    assert [t.marker.color for t in bars] == list(LIGHT.shades(LIGHT.ordered, 3))


def test_segments_are_named_at_the_first_bar_or_in_a_legend() -> None:
    roomy = ordered_shares(shares(F=(0.4, 0.3, 0.3)), "sector", WORDS, LIGHT)
    tight = ordered_shares(shares(F=(0.98, 0.01, 0.01)), "sector", WORDS, LIGHT)
    assert not roomy.layout.shapes and notes(roomy) == ["keine", "geplant", "schriftlich"]
    assert len(tight.layout.shapes) == 3 and notes(tight) == notes(roomy)


def test_numbers_stand_inside_only_where_they_fit() -> None:
    figure = ordered_shares(shares(F=(0.9, 0.09, 0.01)), "sector", WORDS, LIGHT)
    assert [t.text[0] for t in figure.data if t.type == "bar"] == ["90", "9", ""]


def test_a_bar_with_a_segment_that_must_not_be_shown_is_not_drawn() -> None:
    figure = ordered_shares(tables.two_way("option", ("0", "1", "2")), "sector", WORDS, LIGHT)
    drawn = {code for t in figure.data if t.type == "bar" and t.meta for code in t.customdata}
    assert drawn == {"F", "J"}
    signs = next(t for t in figure.data if t.type == "scatter" and t.mode == "markers+text")
    assert list(signs.text) == ["<b>/</b>", "<b>·</b>"]
    hatched = [t for t in figure.data if t.type == "bar" and t.marker.pattern.shape]
    assert len(hatched) == 1 and len(hatched[0].y) == 1
    assert "( )" in figure.layout.yaxis2.ticktext, "a limited row says so where nothing else does"


def flagged(flag: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two rows, the first with one segment that is not shown; the share that matters is allowed."""
    table = shares(F=(0.5, 0.3, 0.2), J=(0.2, 0.2, 0.6))
    table.loc[1, "flag"] = flag
    return table, table[table.option == "2"]


def test_an_unreliable_segment_leaves_the_share_that_matters_against_the_rest() -> None:
    table, ends = flagged("unreliable")
    figure = ordered_shares(table, "sector", WORDS, LIGHT, ends=ends, ends_label="written")
    (rest,) = [t for t in figure.data if t.type == "bar" and t.marker.color == LIGHT.no_answer]
    (matters,) = [t for t in figure.data if t.type == "bar" and t.marker.color == LIGHT.accent]
    assert (list(rest.base), list(rest.x)) == ([0.0], [80.0])
    assert (list(matters.base), list(matters.x), list(matters.text)) == ([80.0], [20.0], ["20"])
    assert not rest.marker.pattern.shape
    assert "50" not in [text for t in figure.data if t.type == "bar" for text in t.text or ()]


def test_a_share_of_the_first_options_stands_first() -> None:
    table, ends = flagged("unreliable")
    ends = ends.assign(option="0")
    figure = ordered_shares(table, "sector", WORDS, LIGHT, ends=ends)
    (matters,) = [t for t in figure.data if t.type == "bar" and t.marker.color == LIGHT.accent]
    assert list(matters.base) == [0.0]


def test_a_hidden_segment_hides_the_whole_bar() -> None:
    table, ends = flagged("hidden")
    figure = ordered_shares(table, "sector", WORDS, LIGHT, ends=ends)
    assert not [t for t in figure.data if t.marker.color in (LIGHT.no_answer, LIGHT.accent)]
    assert [len(t.y) for t in figure.data if t.type == "bar" and t.marker.pattern.shape] == [1]
    missing = table.drop(index=1)
    again = ordered_shares(missing, "sector", WORDS, LIGHT, ends=ends, options=("0", "1", "2"))
    assert [len(t.y) for t in again.data if t.type == "bar" and t.marker.pattern.shape] == [1]


def test_without_any_bar_there_is_no_legend_and_no_axis() -> None:
    table, ends = flagged("hidden")
    table = table.assign(flag="hidden")
    figure = ordered_shares(table, "sector", WORDS, LIGHT, ends=ends, ends_label="written")
    assert not figure.layout.shapes and figure.layout.xaxis.showticklabels is False
    assert notes(figure) == ["written"], "the shares that matter are still printed"
    assert "60%" in figure.layout.yaxis2.ticktext[0]
    assert not ordered_shares(table, "sector", WORDS, LIGHT).data


def _texts(figure: go.Figure) -> list[Any]:
    return [t for t in figure.data if t.type == "scatter" and t.mode == "text"]


@pytest.mark.parametrize("narrow", [False, True])
def test_means_stand_beside_the_share_each_with_its_interval(narrow: bool) -> None:
    table = shares(F=(0.5, 0.3, 0.2), J=(0.2, 0.2, 0.6))
    means = pd.DataFrame(
        [tables.row(v, statistic="mean", half=0.1, sector=s) for s, v in (("F", 2.04), ("J", 3.96))]
    )
    ends = table[table.option == "2"]
    figure = ordered_shares(table, "sector", WORDS, LIGHT, ends=ends, means=means, narrow=narrow)
    if narrow:
        first, second = (t.text[0] for t in _texts(figure) if t.x[0] > 0.3)
    else:
        first, second = figure.layout.yaxis2.ticktext[0], figure.layout.yaxis3.ticktext[0]
    assert plain(first) == "60% (55–65)"
    assert plain(second) == "4.0 (3.9–4.1)"
    assert "Mean" in notes(figure)
    assert {t.marker.color for t in figure.data if t.type == "bar"} <= set(LIGHT.ordered)


def test_many_rows_without_a_value_share_one_line() -> None:
    rows = [tables.row(0.3, sector="F", option=str(o)) for o in range(3)]
    rows += [
        tables.row(0.3, 7, "unreliable", sector=f"s{i}", option=str(o))
        for i in range(30)
        for o in range(3)
    ]
    figure = ordered_shares(pd.DataFrame(rows), "sector", WORDS, LIGHT)
    assert len(names(figure)) == 1 + 6 + 1
    assert names(figure)[-1] == "24 more without a reliable value"
    assert "s29" in tables.content(figure), "their names are in the hover text"


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_axis_says_percent(lang: Lang, narrow: bool) -> None:
    words = tables.wording(lang)
    figure = ordered_shares(shares(F=(0.5, 0.3, 0.2)), "sector", words, LIGHT, narrow=narrow)
    texts = [*figure.layout.xaxis.ticktext, *notes(figure)]
    assert [t.replace("\N{NO-BREAK SPACE}", "") for t in texts if "%" in t] == ["100%"]
