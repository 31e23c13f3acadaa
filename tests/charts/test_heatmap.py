"""Heatmap: order, cells, heads, classes."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from charts.cells import Classes
from charts.heatmap import classes_for, heatmap
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


def firms(rows: int, columns: int) -> pd.DataFrame:
    return pd.DataFrame(
        [
            tables.row(0.05 * i + 0.04 * j, sector=f"s{i}", size=f"c{j}")
            for i in range(rows)
            for j in range(columns)
        ]
    )


def named(sector: str, size: str, head: str = "") -> Wording:
    """Names of sectors and sizes s0, s1 …, c0, c1 …; `head` is what sizes are called in heads."""
    labels = {
        "sector": {f"s{i}": f"{sector} {i}" for i in range(20)},
        "size": {f"c{i}": f"{size} {i}" for i in range(80)},
    }
    short = {f"c{i}": f"{head} {i}" for i in range(80)} if head else {}
    return Wording("de", labels, heads={"size": short})


def test_heads_that_do_not_fit_become_rows_with_their_full_names() -> None:
    words = named("Land", "Unternehmensnahe Dienste", head="Dienste")
    figure = heatmap(firms(3, 60), "sector", "size", words, LIGHT, highlight_columns=["c7"])
    assert names(figure)[0] == "Unternehmensnahe Dienste 0" and len(names(figure)) == 60
    assert "<b>Unternehmensnahe Dienste 7</b>" in names(figure)
    assert {"Land 0", "Land 1", "Land 2"} <= set(notes(figure))
    first = next(t for t in figure.data if t.type == "bar")
    assert list(first.customdata[0]) == ["s0", "c0"], "codes stay in the order asked for"


@pytest.mark.parametrize("narrow", [False, True])
def test_where_neither_fits_the_columns_go_over_panels_and_nothing_is_lost(narrow: bool) -> None:
    words = named("Finanzdienstleistungsunternehmen", "Versicherungsdienstleistungen")
    table = firms(10, 16)
    totals = pd.DataFrame([tables.row(0.9 - 0.05 * i, sector=f"s{i}") for i in range(10)])
    figure = heatmap(table, "sector", "size", words, LIGHT, totals=totals, narrow=narrow)
    cells = [tuple(c) for t in figure.data if t.type == "bar" for c in t.customdata]
    assert len(cells) == len(set(cells)) == 160 + 10
    assert len(figure.layout.yaxis.ticktext) > 17, "the rows stand in each panel"
    tops = {n.y for n in figure.layout.annotations if n.yref != "paper"}
    assert len(tops) > 1
    sizes = {n.font.size for n in figure.layout.annotations if n.font.size}
    assert min(sizes) >= 11


def test_short_words_are_never_broken_in_heads() -> None:
    labels = {"size": {f"c{i}": "Building and finishing" for i in range(8)}}
    figure = heatmap(firms(3, 8), "sector", "size", Wording("en", labels), LIGHT, narrow=True)
    assert names(figure) == ["Building and finishing"] * 8
    assert not [n for n in notes(figure) if n.endswith("-")]


def test_heads_of_many_lines_become_rows() -> None:
    labels = {
        "size": {
            f"c{i}": "Building finishing transport machinery teaching insurance lettings"
            for i in range(5)
        }
    }
    figure = heatmap(firms(2, 5), "sector", "size", Wording("en", labels), LIGHT, narrow=True)
    assert len(names(figure)) == 5


def test_columns_are_highlighted_by_weight() -> None:
    figure = heatmap(
        tables.two_way("size", ("0-9", "10-49")),
        "sector",
        "size",
        WORDS,
        LIGHT,
        highlight_columns=["10-49"],
    )
    assert "<b>10–49</b>" in notes(figure) and "0–9" in notes(figure)


def test_heat_maps_share_their_classes() -> None:
    low = firms(2, 2)
    high = low.assign(estimate=low.estimate + 0.6)
    classes = classes_for([low, high], WORDS)
    assert classes is not None
    legends = [
        [n for n in notes(heatmap(t, "sector", "size", WORDS, LIGHT, classes=classes)) if "%" in n]
        for t in (low, high)
    ]
    assert legends[0] == legends[1]
    assert classes_for([low[0:0]], WORDS) is None
    own = [
        [n for n in notes(heatmap(t, "sector", "size", WORDS, LIGHT)) if "%" in n]
        for t in (low, high)
    ]
    assert own[0] != own[1], "else this shows nothing"


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
