"""Ranking: order, reference, marks, the narrow variant."""

from __future__ import annotations

from charts.ranking import ranking
from charts.theme import LIGHT
from tests.charts import tables
from tests.charts.tables import dots, names, notes

WORDS = tables.wording("en")


def test_ranking_puts_the_highest_on_top_and_rows_without_number_last() -> None:
    figure = ranking(tables.one_way(), "sector", WORDS, LIGHT)
    assert names(figure) == [tables.SECTORS[code] for code in ("J", "F", "M", "O-S")]
    assert list(figure.layout.yaxis2.ticktext) == ["(72%)", "31%", "/", "·"]
    low, high = figure.layout.yaxis.range
    assert low > high, "the first row is on top"


def test_ranking_keeps_the_given_order_on_request() -> None:
    figure = ranking(tables.one_way(), "sector", WORDS, LIGHT, order="given")
    assert names(figure) == list(tables.SECTORS.values())


def test_ranking_draws_no_dot_for_unreliable_and_a_hollow_one_for_limited() -> None:
    figure = ranking(tables.one_way(), "sector", WORDS, LIGHT)
    assert dots(figure) == {"J": 72.0, "F": 31.0}
    (trace,) = [t for t in figure.data if t.mode == "markers"]
    assert list(trace.marker.color) == [LIGHT.background, LIGHT.accent]


def test_ranking_highlights_by_colour_and_weight() -> None:
    figure = ranking(tables.one_way(), "sector", WORDS, LIGHT, highlight=["F"])
    assert names(figure)[1] == "<b>Baugewerbe</b>"
    colours = {t.customdata[0]: t.error_x.color for t in figure.data if t.mode == "markers"}
    assert colours == {"J": LIGHT.muted, "F": LIGHT.accent}


def test_ranking_names_the_line_of_all() -> None:
    figure = ranking(tables.one_way(), "sector", WORDS, LIGHT, reference=tables.everyone())
    assert any(note.endswith("46%") for note in notes(figure))
    line = figure.data[0]
    assert line.mode == "lines" and set(line.x) == {46.3}
    assert list(figure.layout.xaxis.range) == [0, 80]


def test_ranking_does_not_draw_a_reference_that_is_hidden() -> None:
    secret = tables.everyone().assign(flag="hidden")
    figure = ranking(tables.one_way(), "sector", WORDS, LIGHT, reference=secret)
    assert notes(figure) == []


def test_narrow_ranking_sets_names_above_the_dots() -> None:
    wide = ranking(tables.one_way(), "sector", WORDS, LIGHT)
    narrow = ranking(tables.one_way(), "sector", WORDS, LIGHT, narrow=True)
    assert wide.layout.margin.l > 100 > narrow.layout.margin.l
    texts = next(t for t in narrow.data if t.mode == "text")
    dot = next(t for t in narrow.data if t.mode == "markers")
    assert min(texts.y) < min(dot.y), "y grows downwards"
    assert narrow.layout.height > wide.layout.height
