"""What holds for each kind of chart, in both languages, themes and widths."""

from __future__ import annotations

import itertools
import json
import re
import time

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.ranking import ranking
from charts.theme import DARK, LIGHT, Theme
from charts.wording import Wording
from locales.catalogue import Lang, translate
from tests.charts import tables

VARIANTS = list(itertools.product(("de", "en"), (LIGHT, DARK), (False, True)))
IDS = [f"{lang}-{theme.name}-{'narrow' if narrow else 'wide'}" for lang, theme, narrow in VARIANTS]
SECRETS = re.compile(r"43[.,]2|\b43\b|0\.4321|37[.,]9|\b38\b|0\.3791|86[.,]4|\b86\b|0\.8642")


@pytest.mark.parametrize(("lang", "theme", "narrow"), VARIANTS, ids=IDS)
def test_plotly_accepts_what_was_built_without_validation(
    lang: Lang, theme: Theme, narrow: bool
) -> None:
    for name, figure in tables.every_figure(lang, theme, narrow=narrow):
        again = go.Figure(json.loads(figure.to_json()))  # raises ValueError on an unknown property
        assert len(again.data) == len(figure.data), name


@pytest.mark.parametrize("narrow", [False, True])
def test_no_number_of_an_unreliable_or_hidden_row_is_anywhere(narrow: bool) -> None:
    for name, figure in tables.every_figure(narrow=narrow):
        parts = json.loads(figure.to_json())
        # sizes of things and places of names are no estimates
        parts["layout"] = {
            k: v for k, v in parts["layout"].items() if k not in ("margin", "height", "shapes")
        }
        for note in parts["layout"].get("annotations", ()):
            for key in ("xshift", "yshift"):
                note.pop(key, None)
        for trace in parts["data"]:
            trace.pop("y", None) if name != "change" else None
        leaks = SECRETS.findall(json.dumps(parts, ensure_ascii=False))
        assert not leaks, f"{name} gives away {leaks}"


def test_the_secret_would_be_found_if_it_leaked() -> None:
    table = tables.one_way().assign(flag="")

    drawn = tables.content(ranking(table, "sector", tables.wording(), LIGHT))
    assert SECRETS.search(drawn)


@pytest.mark.parametrize("narrow", [False, True])
def test_names_are_whole_and_never_rotated(narrow: bool) -> None:
    for name, figure in tables.every_figure(narrow=narrow):
        text = tables.content(figure).replace("-<br>", "").replace("<br>", " ")
        if name != "change":  # a series without any value has no label
            assert tables.SECTORS["O-S"] in text, name
        assert tables.SECTORS["J"] in text, name
        assert "…" not in text
        angles = re.findall(r'"(?:text|tick)angle": (-?\d+)', text)
        assert set(angles) <= {"0"}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_an_empty_table_gives_a_sentence(lang: Lang) -> None:
    sentence = translate(lang, "For this selection there are no values that can be shown.")
    for name, figure in tables.every_figure(lang, empty=True):
        assert not figure.data, name
        assert sentence in figure.layout.annotations[0].text.replace("<br>", " "), name


def test_a_table_of_hidden_rows_gives_the_same_sentence_as_an_empty_one() -> None:

    hidden = tables.one_way().assign(flag="hidden")
    blank = tables.one_way()[0:0]
    pair = [ranking(t, "sector", tables.wording(), LIGHT).to_json() for t in (hidden, blank)]
    assert pair[0] == pair[1]


@pytest.mark.parametrize(("lang", "theme", "narrow"), VARIANTS, ids=IDS)
def test_the_theme_brings_the_background_and_json_stays_small(
    lang: Lang, theme: Theme, narrow: bool
) -> None:
    for name, figure in tables.every_figure(lang, theme, narrow=narrow):
        assert figure.layout.paper_bgcolor == theme.background
        assert len(figure.to_json()) < 15_000, name
        assert '"bdata"' not in figure.to_json(), name


def test_a_figure_of_twenty_rows_takes_milliseconds() -> None:

    table = pd.DataFrame([tables.row(0.9 - 0.03 * i, sector=f"s{i}") for i in range(20)])
    words = tables.wording()
    taken = []
    for _ in range(15):
        start = time.perf_counter()
        figure = ranking(table, "sector", words, LIGHT, reference=tables.everyone())
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.006  # about 1.6 ms on an idle core; a validated figure takes 8
    assert len(figure.to_json()) < 6_000


@pytest.mark.parametrize("narrow", [False, True])
def test_codes_without_a_label_stand_for_themselves(narrow: bool) -> None:

    drawn = ranking(tables.one_way(), "sector", Wording("en"), LIGHT, narrow=narrow)
    assert '"O-S"' in tables.content(drawn)


def test_labels_are_text_and_not_markup() -> None:

    words = Wording("en", {"sector": {"F": "R&D <10", "J": "<b>bold</b>"}})
    drawn = tables.content(ranking(tables.one_way(), "sector", words, LIGHT))
    assert "R&amp;D &lt;10" in drawn
    assert "&lt;b&gt;bold" in drawn


def test_plotly_can_tell_that_a_figure_is_the_same() -> None:
    """A template would make it draw again, and so would a revision that is missing or differs."""
    for (name, figure), (_, again) in zip(
        tables.every_figure(), tables.every_figure(), strict=True
    ):
        layout = json.loads(figure.to_json())["layout"]
        assert "template" not in layout, name
        assert layout["datarevision"] == again.layout.datarevision, name


def test_columns_of_values_have_no_line_beside_them() -> None:
    """Plotly draws one wherever the colour of an axis's line is written out."""
    seen = 0
    for name, figure in tables.every_figure():
        layout = json.loads(figure.to_json())["layout"]
        for axis in (axis for axis in layout if axis.startswith("yaxis") and axis != "yaxis"):
            assert layout[axis]["showline"] is False, (name, axis)
            seen += 1
    assert seen > 5


def test_other_numbers_have_another_revision() -> None:
    table, words = tables.one_way(), tables.wording()
    other = table.assign(estimate=table["estimate"] * 0.9)
    revisions = {ranking(t, "sector", words, LIGHT).layout.datarevision for t in (table, other)}
    assert len(revisions) == 2
