"""Diverging: its middle, its means."""

from __future__ import annotations

import pandas as pd

from charts.diverging import diverging
from charts.theme import LIGHT
from tests.charts import tables
from tests.charts.tables import names, plain, shares

WORDS = tables.wording("en")


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
    assert [plain(t) for t in figure.layout.yaxis2.ticktext] == [
        "3.8 (3.7–3.8)",
        "2.2 (2.2–2.3)",
    ]
    (apart_bar,) = [t for t in figure.data if t.type == "bar" and t.marker.color == LIGHT.no_answer]
    assert apart_bar.base[0] > max(
        b + x for t in figure.data[:3] for b, x in zip(t.base, t.x, strict=True)
    )


def test_a_bar_with_an_unreliable_segment_sets_agreement_against_the_rest() -> None:
    table = shares(F=(0.2, 0.3, 0.5), J=(0.3, 0.3, 0.4))
    table.loc[0, "flag"] = "unreliable"
    ends = pd.DataFrame([tables.row(0.5, sector="F"), tables.row(0.4, sector="J")])
    figure = diverging(table, "sector", WORDS, LIGHT, ends=ends, ends_label="agree")
    (rest,) = [t for t in figure.data if t.type == "bar" and t.marker.color == LIGHT.no_answer]
    assert list(rest.base) == [-50.0] and list(rest.x) == [50.0]
    assert "agree" in tables.notes(figure)
