"""Slides, read back: the same numbers as the table, intervals, marks; in the schema's order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from charts.benchmarks import benchmarks
from charts.change import change
from charts.diverging import diverging
from charts.drawing import drawing
from charts.dumbbell import dumbbell
from charts.funnel import funnel
from charts.heatmap import heatmap
from charts.map import area_map
from charts.ordered_shares import ordered_shares
from charts.profile import profile
from charts.ranking import ranking
from export.slides.deck import Slide, deck
from tests.charts import tables
from tests.export.tables import SIZES, shares, wording

# the children of a series in their order: ECMA-376 part 1, CT_BarSer and CT_ScatterSer
BAR = [
    "idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "dPt", "dLbls",
    "trendline", "errBars", "cat", "val",
]  # fmt: skip
XY = [
    "idx", "order", "tx", "spPr", "marker", "dPt", "dLbls", "trendline", "errBars", "xVal", "yVal",
    "smooth",
]  # fmt: skip
ERRORS = ["errDir", "errBarType", "errValType", "noEndCap", "plus", "minus", "val", "spPr"]
LABEL = [
    "idx", "delete", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey",
    "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize", "separator",
]  # fmt: skip


def slide(what, lang="de", **more):
    content = {
        "headline": "Befund", "question": "Frage? · Anteil", "alternative": "Höchster: …",
        "foot": ["Basis, n = 1.534"], "notes": ["Frage: …", "Basis: …"], **more,
    }  # fmt: skip
    made = deck([Slide(lang=lang, drawing=what, **content)], "T", date(2026, 11, 29))
    return Presentation(BytesIO(made)).slides[0]


def chart_of(found):
    return next(shape for shape in found.shapes if shape.has_chart).chart


def values_of(chart) -> dict[str, list]:
    return {series.name: list(series.values) for series in chart.plots[0].series}


def in_order(element, names) -> bool:
    places = [names.index(child.tag.rpartition("}")[2]) for child in element]
    return places == sorted(places)


def test_a_ranking_has_the_numbers_of_its_table_and_nothing_of_hidden_rows():
    chart = chart_of(slide(drawing(ranking, shares(), "size", wording("de"), order="given")))
    (values,) = values_of(chart).values()
    assert values == [pytest.approx(62.34567890123, rel=1e-14), 25.0, None, None]
    names = [str(name) for name in chart.plots[0].categories]
    assert names[0] == "0–9 B."
    assert [name[-1] for name in names[2:]] == ["/", "·"]


def test_intervals_are_error_bars():
    chart = chart_of(slide(drawing(ranking, shares(), "size", wording("de"), order="given")))
    bars = chart.plots[0].series[0]._element.find(qn("c:errBars"))
    lengths = {
        side: [float(v.text) for v in bars.find(qn(f"c:{side}")).iter(qn("c:v"))]
        for side in ("plus", "minus")
    }
    assert lengths["plus"] == pytest.approx([65 - 62.34567890123, 30.4 - 25, 0, 0])
    assert lengths["minus"] == pytest.approx([62.34567890123 - 60, 5, 0, 0])
    assert in_order(bars, ERRORS)


@pytest.mark.parametrize(("lang", "percent"), [("de", "\u00a0%"), ("en", "%")])
def test_labels_are_linked_to_the_numbers_and_carry_their_marks(lang, percent):
    chart = chart_of(slide(drawing(ranking, shares(), "size", wording(lang), order="given"), lang))
    labels = chart.plots[0].series[0]._element.findall(f".//{qn('c:dLbl')}")
    formats = [label.find(qn("c:numFmt")) for label in labels]
    assert formats[0].get("formatCode") == f'#,##0"{percent}"'
    assert formats[1].get("formatCode").startswith(f'"("#,##0"{percent})"')
    assert [label.find(qn("c:delete")) is not None for label in labels] == [
        False,
        False,
        True,
        True,
    ]
    assert all(in_order(label, LABEL) for label in labels)


def test_the_slide_says_what_it_shows():
    found = slide(drawing(ranking, shares(), "size", wording("de")), notes=["Frage: =1", "B\x01"])
    assert found.shapes.title.text_frame.text == "Befund"
    texts = [shape.text_frame.text for shape in found.shapes if shape.has_text_frame]
    assert texts[1:] == ["Frage? · Anteil", "Basis, n = 1.534"]
    assert found.notes_slide.notes_text_frame.text == "Frage: =1\nB"
    described = next(s for s in found.shapes if s.has_chart)._element.nvGraphicFramePr.cNvPr
    assert described.get("descr") == "Höchster: …"


def kinds():
    """A drawing of each kind that has a chart of its own; the tables keep secrets in their rows."""
    words, single, gaps = tables.wording(), tables.one_way(), tables.contrast()
    by_option, waves = tables.two_way("option", ("0", "1", "2")), ("2021", "2024")
    by_size = tables.two_way("size", ("0-9", "10-49", "GE250"))
    means = single.assign(statistic="mean")
    areas = {code: () for code in tables.SECTORS}
    return {
        "ranking": drawing(ranking, single, "sector", words, reference=tables.everyone()),
        "beside": drawing(ranking, single, "sector", words, everyone=single),
        "profile": drawing(profile, single, "sector", words, everyone=single),
        "map": drawing(area_map, single, "sector", words, areas=areas),
        "ordered": drawing(ordered_shares, by_option, "sector", words, ends=single, means=means),
        "diverging": drawing(diverging, by_option, "sector", words, ends=single, means=means),
        "heatmap": drawing(heatmap, by_size, "sector", "size", words, totals=single),
        "funnel": drawing(funnel, by_option, "sector", words),
        "dumbbell": drawing(dumbbell, gaps, "sector", words, labels=("gestaltet", "angeordnet")),
        "change": drawing(change, tables.two_way("wave", waves), words, by="sector"),
    }


@pytest.mark.parametrize("kind", kinds())
def test_nothing_of_a_row_that_is_not_shown_is_in_the_file(kind):
    made = deck(
        [Slide("de", "Befund", "Frage?", kinds()[kind], "Text", ["n"], ["n"])],
        "T",
        date(2026, 11, 29),
    )
    with ZipFile(BytesIO(made)) as archive:
        parts = [n for n in archive.namelist() if re.search(r"slides/slide|charts/|embeddings/", n)]
        content = [archive.read(name) for name in parts]
    for name, part in zip(parts, content, strict=True):
        if name.endswith(".xlsx"):
            with ZipFile(BytesIO(part)) as book:
                part = b"".join(book.read(each) for each in book.namelist() if "sheet1" in each)
        assert not re.search(rb"43\.21|0\.4321|37\.91|86\.42|43,2", part), name


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind != "heatmap"])
def test_charts_stand_in_the_order_of_the_schema(kind):
    chart = chart_of(slide(kinds()[kind]))
    for series in chart._chartSpace.iter(qn("c:ser")):
        names = XY if series.find(qn("c:xVal")) is not None else BAR
        assert in_order(series, names), [child.tag for child in series]
        assert all(in_order(label, LABEL) for label in series.iter(qn("c:dLbl")))
        assert all(in_order(bars, ERRORS) for bars in series.iter(qn("c:errBars")))


def expected(table: pd.DataFrame, code: str, **where: str) -> float | None:
    """The number of a cell in percent, None where it is not shown."""
    rows = table[table["sector"] == code]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    (row,) = rows.to_dict("records")
    return None if row["flag"] in ("unreliable", "hidden") else row["estimate"] * 100


def codes_of(chart) -> list[str]:
    """The codes of the rows, by the beginning of their names."""
    names = [str(name) for name in chart.plots[0].categories]
    return [c for name in names for c, label in tables.SECTORS.items() if name.startswith(label)]


@pytest.mark.parametrize("kind", ["beside", "profile", "map"])
def test_bars_have_the_numbers_of_the_table(kind):
    chart, table = chart_of(slide(kinds()[kind])), tables.one_way()
    wanted = [expected(table, code) for code in codes_of(chart)]
    found = values_of(chart)
    assert len(found) == (1 if kind == "map" else 2)
    for values in found.values():
        assert values == wanted


def test_the_line_of_all_is_a_bar_of_its_own():
    chart = chart_of(slide(kinds()["ranking"]))
    (values,) = values_of(chart).values()
    assert values[0] == pytest.approx(46.3)
    assert values[1:] == [expected(tables.one_way(), code) for code in codes_of(chart)]


@pytest.mark.parametrize("kind", ["ordered", "diverging"])
def test_stacked_bars_are_whole_or_not_there(kind):
    chart, table = chart_of(slide(kinds()[kind])), tables.two_way("option", ("0", "1", "2"))
    found, codes = values_of(chart), codes_of(chart)
    assert len(codes) == len(tables.SECTORS)
    for at, code in enumerate(codes):
        wanted = [expected(table, code, option=option) for option in ("0", "1", "2")]
        whole = None not in wanted
        got = [found[tables.LABELS["option"][option]][at] for option in ("0", "1", "2")]
        assert got == (wanted if whole else [None] * 3)


def test_the_funnel_has_a_series_for_each_step():
    chart, table = chart_of(slide(kinds()["funnel"])), tables.two_way("option", ("0", "1", "2"))
    for option, label in tables.LABELS["option"].items():
        wanted = [expected(table, code, option=option) for code in codes_of(chart)]
        assert values_of(chart)[label] == wanted


def test_two_groups_are_two_series_with_the_difference_beside_the_names():
    chart, table = chart_of(slide(kinds()["dumbbell"])), tables.contrast()
    codes = codes_of(chart)
    for side, name in (("group", "gestaltet"), ("against", "angeordnet")):
        rows = table.drop(columns=["estimate", "flag"])
        rows = rows.rename(columns={f"{side}_estimate": "estimate", f"{side}_flag": "flag"})
        assert values_of(chart)[name] == [expected(rows, code) for code in codes]
    assert "+10" in str(chart.plots[0].categories[0])


def test_a_line_breaks_where_a_wave_is_not_shown():
    chart, table = chart_of(slide(kinds()["change"])), tables.two_way("wave", ("2021", "2024"))
    shown = table[~table["flag"].isin(["unreliable", "hidden"])]
    points = [value for series in chart.plots[0].series for value in series.values]
    assert sorted(points) == sorted(value * 100 for value in shown["estimate"])


def test_a_heat_map_is_a_table_with_marks():
    found = next(s for s in slide(kinds()["heatmap"]).shapes if s.has_table).table
    rows = [[cell.text_frame.text for cell in row.cells] for row in found.rows]
    assert rows[0] == ["", "0–9", "10–49", "250+", "Insgesamt"]
    by_name = {row[0]: row[1:] for row in rows[1:]}
    assert by_name["Information und Kommunikation"][:3] == ["(20)", "30", "50"]
    assert by_name[tables.SECTORS["M"]][1] == "/"
    assert by_name[tables.SECTORS["O-S"]][:3] == ["·", "·", "·"]


def test_a_kind_without_a_chart_of_its_own_is_its_table():
    what = drawing(benchmarks, shares().assign(row=SIZES, kind="survey"), wording("de"))
    found = next(s for s in slide(what).shapes if s.has_table).table
    values = [row.cells[1].text_frame.text for row in found.rows][1:]
    assert values == ["62\u00a0%", "(25\u00a0%)", "/", "·"]


@pytest.mark.parametrize("kind", ["ranking", "ordered", "diverging", "funnel", "dumbbell"])
def test_what_is_bold_on_a_page_has_a_pointer(kind):
    plain = kinds()[kind]
    chart = chart_of(slide(replace(plain, parts={**plain.parts, "highlight": ("J",)})))
    names = [str(name) for name in chart.plots[0].categories]
    assert [n for n in names if "▸" in n] == [n for n in names if "Information" in n]
    assert any(name.startswith("▸ Information und Kommunikation") for name in names)


@pytest.mark.parametrize(("lang", "tag"), [("de", "de-DE"), ("en", "en-GB")])
def test_a_chart_says_its_language_and_headlines_keep_intervals_whole(lang, tag):
    made = slide(drawing(ranking, shares(), "size", wording(lang)), lang)
    space = chart_of(made)._chartSpace
    names = [child.tag.rpartition("}")[2] for child in space]
    assert space.find(qn("c:lang")).get("val") == tag
    assert names.index("lang") == names.index("date1904") + 1
    content = deck(
        [
            Slide(
                lang,
                "55 (52–58)",
                "",
                drawing(ranking, shares(), "size", wording(lang)),
                "",
                [],
                [],
            )
        ],
        "T",
        date(2026, 11, 29),
    )
    title = Presentation(BytesIO(content)).slides[0].shapes.title.text_frame.text
    assert title == "55 (52–\u206058)"
