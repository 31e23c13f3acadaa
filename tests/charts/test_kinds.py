"""What each kind of chart promises beyond what all do: order, reference, gaps, totals."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.cells import Classes
from charts.change import change
from charts.diverging import diverging
from charts.ends import apart
from charts.heatmap import heatmap
from charts.ordered_shares import ordered_shares
from charts.profile import profile
from charts.ranking import ranking
from charts.theme import LIGHT
from charts.wording import Wording
from tests.charts import tables

WORDS = tables.wording("en")


def names(figure: go.Figure) -> list[str]:
    """The names of the rows from the top down."""
    return [text.replace("<br>", " ") for text in figure.layout.yaxis.ticktext]


def notes(figure: go.Figure) -> list[str]:
    return [note.text.replace("<br>", " ") for note in figure.layout.annotations]


def dots(figure: go.Figure) -> dict[str, float]:
    """Code -> x of the dots drawn."""
    return {
        code: x
        for trace in figure.data
        if trace.mode == "markers" and trace.customdata
        for code, x in zip(trace.customdata, trace.x, strict=True)
    }


def shares(**rows: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            tables.row(share, sector=sector, option=str(i))
            for sector, parts in rows.items()
            for i, share in enumerate(parts)
        ]
    )


# ranking


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


# ordered shares


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


# diverging


def test_diverging_is_centred_on_the_middle_option() -> None:
    figure = diverging(shares(F=(0.2, 0.3, 0.5)), "sector", WORDS, LIGHT)
    bars = [t for t in figure.data if t.type == "bar"]
    assert [t.base[0] for t in bars] == [-35.0, -15.0, 15.0]


def test_diverging_with_an_even_number_of_options_meets_at_the_centre() -> None:
    figure = diverging(shares(F=(0.2, 0.3, 0.4, 0.1)), "sector", WORDS, LIGHT)
    assert [t.base[0] for t in figure.data if t.type == "bar"] == [-50.0, -30.0, 0.0, 40.0]


def test_diverging_prints_means_and_sorts_by_them_and_sets_no_answer_apart() -> None:
    table = shares(F=(0.2, 0.3, 0.5), J=(0.5, 0.3, 0.2))
    means = pd.DataFrame(
        [
            tables.row(2.25, statistic="mean", sector="F"),
            tables.row(3.75, statistic="mean", sector="J"),
        ]
    )
    silent = pd.DataFrame([tables.row(0.08, sector="F")])
    figure = diverging(table, "sector", WORDS, LIGHT, means=means, no_answer=silent)
    assert names(figure) == [tables.SECTORS["J"], tables.SECTORS["F"]]
    assert list(figure.layout.yaxis2.ticktext) == ["3.8", "2.2"]
    (apart_bar,) = [t for t in figure.data if t.type == "bar" and t.marker.color == LIGHT.no_answer]
    assert apart_bar.base[0] > max(
        b + x for t in figure.data[:3] for b, x in zip(t.base, t.x, strict=True)
    )


# heat map


def test_heatmap_orders_rows_by_the_total_which_stands_apart() -> None:
    table = tables.two_way("size", ("0-9", "10-49", "GE250"))
    figure = heatmap(table, "sector", "size", WORDS, LIGHT, totals=tables.one_way())
    assert names(figure)[:2] == [tables.SECTORS["J"], tables.SECTORS["F"]]
    ends = sorted({b + 1 for t in figure.data if t.type == "bar" for b in t.base})
    assert ends == [0.5, 1.5, 2.5, 3.75], "three columns, a gap, the total"
    assert {"0–9", "10–49", "250+"} <= set(notes(figure))


def test_heatmap_cells_carry_numbers_and_marks_and_no_dots_where_there_are_none() -> None:
    table = tables.two_way("size", ("0-9", "10-49", "GE250"))
    figure = heatmap(table, "sector", "size", WORDS, LIGHT)
    texts = [text for t in figure.data if t.type == "bar" for text in t.text]
    assert sorted(texts) == sorted(
        ["20", "30", "50", "(20)", "30", "50", "20", "<b>/</b>", "50", *["<b>·</b>"] * 3]
    )
    for trace in figure.data:
        if trace.type == "bar" and not trace.marker.pattern.shape:
            assert trace.textfont.color == LIGHT.text_on(trace.marker.color)


def test_heatmap_on_a_phone_breaks_its_short_heads_and_letters_nobody() -> None:
    codes = tuple(f"c{i}" for i in range(8))
    heads = {"size": dict.fromkeys(codes, "Firmen\N{SOFT HYPHEN}dienste")}
    rows = [tables.row(0.1 * i + 0.1, sector="F", size=c) for i, c in enumerate(codes)]
    words = Wording("de", {"size": dict.fromkeys(codes, "Unternehmensnahe Dienste")}, heads=heads)
    figure = heatmap(pd.DataFrame(rows), "sector", "size", words, LIGHT, narrow=True)
    written = [note.replace(" ", "").replace("-", "") for note in notes(figure)]
    assert written.count("Firmendienste") == 8


def test_highlighted_rows_are_bold() -> None:
    table = tables.two_way("size", ("0-9", "10-49", "GE250"))
    figure = heatmap(table, "sector", "size", WORDS, LIGHT, highlight=["F"])
    assert "<b>Baugewerbe</b>" in json.dumps(figure.to_plotly_json(), default=str)


@pytest.mark.parametrize(
    ("estimates", "cuts"),
    [((12.0, 68.0), (15, 30, 45, 60)), ((41.0, 43.0), (42, 43)), ((50.0,), ())],
)
def test_classes_have_round_cuts(estimates: tuple[float, ...], cuts: tuple[float, ...]) -> None:
    classes = Classes.of(estimates, WORDS, 0)
    assert classes.cuts == cuts
    assert len(classes.cuts) <= 4


def test_a_value_is_in_the_class_of_its_printed_number() -> None:
    classes = Classes((20.0, 40.0), 0)
    assert [classes.place(v) for v in (19.4, 19.6, 39.4, 39.6)] == [0, 1, 1, 2]
    assert [text for text, _ in classes.legend(WORDS, LIGHT)] == [
        "under 20",
        "20–39",
        "40% and more",
    ]


# profile


def scores(*values: float) -> pd.DataFrame:
    codes = ("strategy", "data", "people")
    rows: list[dict[str, Any]] = [
        tables.row(v, statistic="mean", half=2.0, item=c)
        for c, v in zip(codes, values, strict=True)
    ]
    return pd.DataFrame(rows)


def test_profile_names_the_weakest_dimension_in_its_row() -> None:
    words = tables.wording("en", "points")
    figure = profile(scores(40, 18, 55), "item", words, LIGHT, everyone=scores(45, 30, 50))
    (weakest,) = [n for n in figure.layout.annotations if "weakest" in n.text]
    assert weakest.y == figure.layout.yaxis.tickvals[1]
    assert names(figure) == ["strategy", "data", "people"], "the order of the table"
    assert list(figure.layout.xaxis.range) == [0, 100]
    first = figure.layout.yaxis2.ticktext[0]
    assert first.startswith("40") and "45" in first


def test_profile_joins_the_group_with_all() -> None:
    words = tables.wording("en", "points")
    figure = profile(scores(40, 18, 55), "item", words, LIGHT, everyone=scores(45, 30, 50))
    join = next(t for t in figure.data if t.mode == "lines")
    assert list(join.x) == [40, 45, None, 18, 30, None, 55, 50, None]


# change


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
