"""Ordered shares: order of bars and segments, names, what is not drawn."""

from __future__ import annotations

from charts.ordered_shares import ordered_shares
from charts.theme import LIGHT
from tests.charts import tables
from tests.charts.tables import names, notes, shares

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
