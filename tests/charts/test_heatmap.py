"""Heatmap: order, cells, heads, classes."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from charts.cells import Classes
from charts.heatmap import heatmap
from charts.theme import LIGHT
from charts.wording import Wording
from tests.charts import tables
from tests.charts.tables import names, notes

WORDS = tables.wording("en")


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
