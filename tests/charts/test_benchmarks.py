"""Benchmarks beside the survey, and panels of an index: never joined, each with its label."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.benchmarks import benchmarks
from charts.instruments import instruments
from charts.rows import LINE
from charts.theme import DARK, LIGHT, Theme
from charts.wording import Wording
from locales.catalogue import Lang, translate
from tests.charts import tables

VARIANTS = list(itertools.product(("de", "en"), (LIGHT, DARK), (False, True)))
ROWS = {"time": "Fehlende Zeit", "dihk": "DIHK 2024: Zeit", "cost": "Kosten", "kfw": "KfW: Geld"}


def words(lang: Lang = "de") -> Wording:
    labels = {
        "row": ROWS,
        "instrument": {"v3": "Version 3", "v4": "Version 4"},
        "line": {"DE": "Deutschland", "EU": "EU27"},
    }
    heads = {"line": {"DE": "DE", "EU": "EU27"}, "size": {"10-49": "10–49", "GE250": "250+"}}
    return Wording(lang, labels, digits=0, heads=heads)


def beside(flag: str = "") -> pd.DataFrame:
    own, other = {"kind": "survey"}, {"kind": "benchmark"}
    nan = float("nan")
    rows = [
        tables.row(0.63, row="time", **own),
        {**tables.row(0.60, n=nan, row="dihk", **other), "ci_low": nan, "ci_high": nan},
        tables.row(0.43, 30, flag, row="cost", **own),
        {**tables.row(0.22, n=nan, row="kfw", **other), "ci_low": nan, "ci_high": nan},
    ]
    return pd.DataFrame(rows)


def index() -> pd.DataFrame:
    years = {"v3": ("2021", "2023", "2025"), "v4": ("2022", "2024")}
    return pd.DataFrame(
        [
            tables.row(0.5 + 0.1 * i, float("nan"), instrument=instrument, size=size, line=line)
            | {"wave": year}
            for instrument, of in years.items()
            for size in ("10-49", "GE250")
            for line in ("DE", "EU")
            for i, year in enumerate(of)
        ]
    )


@pytest.mark.parametrize(("lang", "theme", "narrow"), VARIANTS)
def test_plotly_accepts_both_and_they_stay_small(lang: Lang, theme: Theme, narrow: bool) -> None:
    for figure in (
        benchmarks(beside(), words(lang), theme, narrow=narrow),
        instruments(index(), words(lang), theme, narrow=narrow),
    ):
        go.Figure(json.loads(figure.to_json()))
        assert figure.layout.paper_bgcolor == theme.background
        assert len(figure.to_json()) < 15_000
        angles = [axis.tickangle for axis in figure.select_xaxes() if axis.tickangle is not None]
        assert set(angles) <= {0}


@pytest.mark.parametrize("narrow", [False, True])
def test_a_benchmark_is_a_diamond_that_nothing_joins_to_ours(narrow: bool) -> None:
    figure = benchmarks(beside(), words(), LIGHT, narrow=narrow)
    drawn = [t for t in figure.data if t.mode == "markers"]
    assert not [t for t in figure.data if t.mode and "lines" in t.mode]
    (ours,) = [t for t in drawn if list(t.customdata) == ["time", "cost"]]
    (theirs,) = [t for t in drawn if list(t.customdata) == ["dihk", "kfw"]]
    assert theirs.marker.symbol == "diamond"
    assert theirs.marker.color == LIGHT.benchmark
    assert theirs.error_x.array is None
    assert ours.error_x.color == LIGHT.accent
    text = tables.content(figure)
    for name in ROWS.values():
        assert name in text
    assert "<b>Fehlende Zeit</b>" in text and "<b>DIHK" not in text


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", ["Kosten", "Kosten der Anschaffung und der laufenden Wartung"])
def test_a_hair_between_two_groups_strikes_through_nothing(name: str, narrow: bool) -> None:
    wording = words()
    wording = replace(wording, labels={**wording.labels, "row": {**ROWS, "cost": name}})
    figure = benchmarks(beside(), wording, LIGHT, narrow=narrow)
    (hair,) = [shape.y0 for shape in figure.layout.shapes]
    marks = {t.customdata[0]: t.y[0] for t in figure.data if t.mode == "markers"}
    last_mark = max(y for t in figure.data if t.mode == "markers" for y in t.y if y < hair)
    assert marks["dihk"] == last_mark, "the hair is below the group before"
    assert hair - last_mark > 6, "a mark is 12 pixels high"
    if narrow:
        name_texts = next(t for t in figure.data if t.mode == "text" and "DIHK" in str(t.text))
        text, y = name_texts.text[2], name_texts.y[2]
        assert hair < y - LINE * (text.count("<br>") + 1) / 2, "the hair is above the name"
    else:
        assert hair == pytest.approx((last_mark + figure.layout.yaxis.tickvals[2]) / 2)


@pytest.mark.parametrize(("flag", "sign"), [("hidden", "·"), ("unreliable", "/")])
def test_a_number_of_ours_that_must_not_be_shown_keeps_its_row(flag: str, sign: str) -> None:
    figure = benchmarks(beside(flag), words(), LIGHT)
    ours = [t for t in figure.data if t.customdata and "time" in t.customdata]
    assert [list(t.customdata) for t in ours] == [["time"]]
    printed = [tables.plain(text) for text in figure.layout.yaxis2.ticktext]
    assert printed[2] == sign


@pytest.mark.parametrize("narrow", [False, True])
def test_a_line_of_the_index_stays_in_its_panel(narrow: bool) -> None:
    figure = instruments(index(), words(), LIGHT, narrow=narrow)
    axes = set()
    for trace in figure.data:
        kinds = {(code[0], code[1], code[2]) for code in trace.customdata}
        assert len(kinds) == 1, "versions, sizes or regions joined"
        axes.add((trace.xaxis, *next(iter(kinds))[:2]))
        assert trace.line.color == LIGHT.benchmark
        assert trace.marker.symbol == "diamond"
    assert len(axes) == 4, "a panel for each version and size"
    titles = [tables.plain(text) for text in tables.notes(figure)]
    assert {"Version 3: 10–49", "Version 4: 250+"} <= set(titles)
    ends = [text for text in titles if text.startswith(("DE ", "EU27 "))]
    assert len(ends) == 8


def test_a_break_is_not_bridged() -> None:
    broken = index()
    broken.loc[(broken["line"] == "DE") & (broken["wave"] == "2025"), "line"] = "DE/2"
    figure = instruments(broken, words(), LIGHT)
    years = {tuple(t.x) for t in figure.data if t.customdata[0][2].startswith("DE")}
    assert {(2021, 2023), (2025,), (2022, 2024)} == years
    names = {text.split(" ")[0] for text in tables.notes(figure)}
    assert "DE/2" not in names


def test_labels_at_the_top_are_within_the_panel() -> None:
    high = index().assign(estimate=0.99)
    figure = instruments(high, words(), LIGHT)
    for note in figure.layout.annotations:
        if note.yref != "paper":
            low, top = figure.layout[note.yref.replace("y", "yaxis", 1)].range
            assert low <= note.y <= top, "Plotly drops a note beyond the axis"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_an_empty_table_gives_a_sentence(lang: Lang) -> None:
    sentence = translate(lang, "For this selection there are no values that can be shown.")
    for figure in (
        benchmarks(beside()[0:0], words(lang), LIGHT),
        instruments(index()[0:0], words(lang), LIGHT),
    ):
        assert not figure.data
        assert figure.layout.annotations[0].text.replace("<br>", " ") == sentence
