"""Map: classes, signs, labels that fit or stand on paper, an outline, nothing from elsewhere."""

from __future__ import annotations

import itertools
import json

import numpy as np
import plotly.graph_objects as go
import pytest

from charts import outlines
from charts.area_labels import placed
from charts.contrast import MARK, TEXT, ratio
from charts.map import area_map
from charts.theme import DARK, LIGHT, Theme
from charts.values import read
from charts.wording import Wording
from locales.catalogue import Lang, translate
from survey.boundaries import of_classification
from survey.classification import classification
from tests.charts import tables

SCHEME = classification("district-st")
CODES = SCHEME.codes("district")
VARIANTS = list(itertools.product(("de", "en"), (LIGHT, DARK), (False, True)))


def boundaries():
    found = of_classification("district-st", CODES)
    assert found is not None
    return found


AREAS = boundaries().areas
NAMES = {code: SCHEME.label("district", code, "de") for code in CODES}


def words(lang: Lang = "de", unit: str = "percent") -> Wording:
    return Wording(lang, {"district": NAMES}, unit)


def table(flags: dict[str, str] | None = None):
    import pandas as pd

    rows = [
        tables.row(0.15 + 0.03 * i, 120, (flags or {}).get(code, ""), district=code)
        for i, code in enumerate(CODES)
    ]
    return pd.DataFrame(rows)


def fills(figure: go.Figure) -> list:
    return [trace for trace in figure.data if trace.fill == "toself"]


def labels(figure: go.Figure) -> list[str]:
    """Names with their values, as they stand in the areas."""
    made = [tables.plain(n.text.replace("-<br>", "-").replace("<br>", " ")) for n in
            figure.layout.annotations if n.xref != "paper"]  # fmt: skip
    return made


@pytest.mark.parametrize(("lang", "theme", "narrow"), VARIANTS)
def test_plotly_accepts_it_and_it_stays_small(lang: Lang, theme: Theme, narrow: bool) -> None:
    marked = table({"15001": "limited", "15002": "unreliable", "15003": "hidden"})
    figure = area_map(marked, "district", words(lang), theme, areas=AREAS, narrow=narrow)
    again = go.Figure(json.loads(figure.to_json()))
    assert len(again.data) == len(figure.data)
    assert figure.layout.paper_bgcolor == theme.background
    assert len(figure.to_json()) < 25_000
    assert '"bdata"' not in figure.to_json()
    assert not [t for t in figure.data if t.type != "scatter"], "a choropleth asks a foreign server"


def test_every_area_has_its_name_and_its_value_once() -> None:
    for narrow in (False, True):
        said = labels(area_map(table(), "district", words(), LIGHT, areas=AREAS, narrow=narrow))
        assert len(said) == 14
        for i, name in enumerate(NAMES.values()):
            value = round(15 + 3 * i)
            found = [s for s in said if s.endswith(f" {value}")]
            assert len(found) == 1
            assert found[0].replace("-", "").startswith(name.replace("-", ""))


def test_signs_take_the_place_of_numbers() -> None:
    marked = table({"15081": "limited", "15085": "unreliable", "15090": "hidden"})
    figure = area_map(marked, "district", words(), LIGHT, areas=AREAS)
    said = labels(figure)
    assert "Altmarkkreis Salzwedel (24)" in said
    assert "Harz /" in said and "Stendal ·" in said
    hatched = [t for t in fills(figure) if t.fillpattern.shape]
    assert len(hatched) == 1
    (marks,) = [t for t in figure.data if t.mode == "markers"]
    hover = dict(zip(marks.customdata, marks.hovertext, strict=True))
    assert hover["15090"] == "·"
    assert hover["15085"] == "/<br>n = 120"


def test_an_area_without_a_row_looks_like_a_hidden_one() -> None:
    hidden = area_map(table({"15090": "hidden"}), "district", words(), LIGHT, areas=AREAS)
    absent = table()
    absent = absent[absent["district"] != "15090"]
    missing = area_map(absent, "district", words(), LIGHT, areas=AREAS)
    assert labels(hidden) == labels(missing)
    assert [t.x for t in fills(hidden)] == [t.x for t in fills(missing)]


def test_every_district_is_drawn_in_one_class_only() -> None:
    figure = area_map(table(), "district", words(), LIGHT, areas=AREAS)
    drawn = outlines.fit(AREAS, 432, 640)
    points = sum(len(ring) + 1 for rings in drawn.areas.values() for ring in rings if len(ring) > 2)
    assert sum(x is not None for t in fills(figure) for x in t.x) == points
    assert len({t.fillcolor for t in fills(figure)}) == len(fills(figure)) > 1


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("narrow", [False, True])
def test_labels_are_read_on_their_ground(theme: Theme, narrow: bool) -> None:
    marked = table({"15090": "hidden", "15085": "unreliable"})
    figure = area_map(marked, "district", words(), theme, areas=AREAS, narrow=narrow)
    grounds = {t.fillcolor for t in fills(figure)}
    for note in figure.layout.annotations:
        if note.xref == "paper":
            continue
        if note.bgcolor:
            assert ratio(note.font.color, note.bgcolor) >= TEXT
        else:
            assert any(ratio(note.font.color, ground) >= TEXT for ground in grounds)
        assert note.font.size >= 11
    around = [t for t in figure.data if t.mode == "lines" and t.fill is None]
    assert around and ratio(around[0].line.color, theme.background) >= MARK


@pytest.mark.parametrize("width", [342, 392])
def test_labels_do_not_lie_on_each_other(width: int) -> None:
    drawn = outlines.fit(AREAS, width, 640)
    values = {v.code: v for v in read(table(), "district")}
    made = placed(values, drawn.areas, "district", words(), 0)
    boxes = []
    for label in made:
        lines = tables.plain(label.text.replace("<br>", "\n")).split("\n")
        wide = max(len(line) for line in lines) * label.size * 0.42
        high = len(lines) * label.size * 1.1
        x, y = label.spot.x + label.dx, label.spot.y + label.dy
        boxes.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    for a, b in itertools.combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])
    assert sum(label.inside for label in made) >= 8


@pytest.mark.parametrize("width", [342, 392, 400])
def test_the_middle_of_a_label_lies_in_its_own_area(width: int) -> None:
    drawn = outlines.fit(AREAS, width, 640)
    values = {v.code: v for v in read(table(), "district")}
    for label in placed(values, drawn.areas, "district", words(), 0):
        middle = np.array([[label.spot.x + label.dx, label.spot.y + label.dy]])
        assert outlines.inside(middle, drawn.areas[label.value.code])[0], label.text


def test_the_chosen_area_has_a_border_and_a_bold_name() -> None:
    figure = area_map(table(), "district", words(), LIGHT, areas=AREAS, highlight=["15090"])
    assert any(t.line.color == LIGHT.ink and t.line.width > 2 for t in figure.data)
    assert any(n.text.startswith("<b>Stendal") for n in figure.layout.annotations)


def test_a_mark_in_each_area_answers_the_pointer() -> None:
    figure = area_map(table(), "district", words(), LIGHT, areas=AREAS)
    (marks,) = [t for t in figure.data if t.mode == "markers"]
    assert list(marks.customdata) == list(CODES)
    drawn = outlines.fit(AREAS, 432, 640)
    for code, x, y in zip(marks.customdata, marks.x, marks.y, strict=True):
        assert outlines.inside(np.array([[x, y]]), drawn.areas[code])[0]
    assert all("n = 120" in text for text in marks.hovertext)


def test_without_any_value_there_is_a_sentence() -> None:
    for lang in ("de", "en"):
        hidden = table(dict.fromkeys(CODES, "hidden"))
        figure = area_map(hidden, "district", words(lang), LIGHT, areas=AREAS)
        assert not figure.data
        said = translate(lang, "For this selection there are no values that can be shown.")
        assert figure.layout.annotations[0].text.replace("<br>", " ") == said


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude() -> None:
    square = {"A": (((10.0, 52.0), (11.0, 52.0), (11.0, 53.0), (10.0, 53.0)),)}
    drawn = outlines.fit(square, 1000, 1000)
    assert drawn.height == pytest.approx(1000)
    assert drawn.width == pytest.approx(1000 * np.cos(np.radians(52.5)))
