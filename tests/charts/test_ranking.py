"""Ranking: order, reference, marks, the narrow variant."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import words
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


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("estimate", [0.005, 0.4, 0.99])
def test_the_label_of_the_line_is_never_cut(narrow: bool, estimate: float) -> None:
    table = pd.DataFrame([tables.row(estimate, 500)])
    label = "alle Betriebe im ganzen Land"
    figure = ranking(
        tables.one_way(),
        "sector",
        WORDS,
        LIGHT,
        reference=table,
        reference_label=label,
        narrow=narrow,
    )
    (note,) = [n for n in figure.layout.annotations if label in n.text]
    margin, wide = figure.layout.margin, 350 if narrow else 900
    place = margin.l + note.x * (wide - margin.l - margin.r) + (note.xshift or 0)
    width = words.text_width(note.text, 12.5)
    left = place - width * {"left": 0, "center": 0.5, "right": 1}[note.xanchor]
    assert left >= 0 and left + width <= wide


@pytest.mark.parametrize("narrow", [False, True])
def test_ranking_sets_each_row_beside_everyone(narrow: bool) -> None:
    everyone = tables.one_way().assign(estimate=[0.4, 0.6, 0.5, 0.2], flag="")
    everyone.loc[3, "flag"] = "hidden"
    figure = ranking(
        tables.one_way(),
        "sector",
        WORDS,
        LIGHT,
        everyone=everyone,
        everyone_label="all firms",
        group_label="Halle",
        narrow=narrow,
    )
    (ticks,) = [t for t in figure.data if t.marker.symbol == "line-ns"]
    assert list(ticks.x) == [60, 40, 50], "in the order of the rows; a hidden one has none"
    text = tables.content(figure)
    for part in ("all\N{NO-BREAK SPACE}firms", "60%", "Halle"):
        assert part.replace("\N{NO-BREAK SPACE}", " ") in text.replace("\N{NO-BREAK SPACE}", " ")
    if not narrow:
        assert list(figure.layout.yaxis3.ticktext) == ["60%", "40%", "50%", "·"]


def test_many_rows_without_a_value_share_one_line() -> None:
    rows = [tables.row(0.3, sector="F")]
    rows += [tables.row(0.3, 7, "unreliable", sector=f"s{i}") for i in range(30)]
    figure = ranking(pd.DataFrame(rows), "sector", WORDS, LIGHT, highlight=["s20"])
    assert names(figure)[-1] == "23 more without a reliable value"
    assert "<b>s20</b>" in names(figure), "what is chosen keeps its row"
    assert len(names(figure)) == 1 + 6 + 1 + 1
    hover = next(t for t in figure.data if t.type == "bar").hovertext[0]
    assert "s29" in hover and "s5" not in hover.replace("<br>", " ").split("; ")


def test_seven_rows_without_a_value_keep_their_lines() -> None:
    rows = [tables.row(0.3, sector="F")]
    rows += [tables.row(0.3, 7, "unreliable", sector=f"s{i}") for i in range(7)]
    assert names(ranking(pd.DataFrame(rows), "sector", WORDS, LIGHT))[-1] == "s6"


@pytest.mark.parametrize("unit", ["points", "IT staff per hundred employees"])
def test_the_unit_does_not_vanish_on_a_phone(unit: str) -> None:
    table = pd.DataFrame([tables.row(3.0, statistic="mean", half=1, sector="F")])
    figure = ranking(table, "sector", tables.wording("en", unit), LIGHT, narrow=True)
    texts = [*notes(figure), *figure.layout.xaxis.ticktext]
    assert any(unit in text for text in texts)


def test_narrow_ranking_sets_names_above_the_dots() -> None:
    wide = ranking(tables.one_way(), "sector", WORDS, LIGHT)
    narrow = ranking(tables.one_way(), "sector", WORDS, LIGHT, narrow=True)
    assert wide.layout.margin.l > 100 > narrow.layout.margin.l
    texts = next(t for t in narrow.data if t.mode == "text")
    dot = next(t for t in narrow.data if t.mode == "markers")
    assert min(texts.y) < min(dot.y), "y grows downwards"
    assert narrow.layout.height > wide.layout.height
