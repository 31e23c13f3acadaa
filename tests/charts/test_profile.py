"""Profile: the weakest dimension, all firms beside."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from charts.profile import profile
from charts.theme import LIGHT
from tests.charts import tables
from tests.charts.tables import names


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
    assert figure.layout.yaxis2.ticktext[0] == "40" and figure.layout.yaxis3.ticktext[0] == "45"


@pytest.mark.parametrize("narrow", [False, True])
def test_profile_heads_its_columns_with_the_signs_of_their_groups(narrow: bool) -> None:
    words = tables.wording("en", "points")
    figure = profile(
        scores(40, 18, 55),
        "item",
        words,
        LIGHT,
        group_label="Construction",
        everyone=scores(45, 30, 50),
        everyone_label="all firms",
        narrow=narrow,
    )
    heads = [note.replace("\N{NO-BREAK SPACE}", " ") for note in tables.notes(figure)]
    assert {"● Construction", "| all firms"} <= set(heads)
    assert "points" in tables.content(figure), "the unit"


def test_profile_joins_the_group_with_all() -> None:
    words = tables.wording("en", "points")
    figure = profile(scores(40, 18, 55), "item", words, LIGHT, everyone=scores(45, 30, 50))
    join = next(t for t in figure.data if t.mode == "lines")
    assert list(join.x) == [40, 45, None, 18, 30, None, 55, 50, None]
