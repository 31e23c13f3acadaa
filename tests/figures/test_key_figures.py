"""Key figures keep their places and come with interval and base."""

from __future__ import annotations

from charts.marks import HIDDEN, UNRELIABLE
from figures.key_figures import key_figures


def test_each_number_has_interval_base_and_change(reading, demo):
    figures = list(key_figures(reading(lang="en")))
    counted = demo.table("SELECT count(maturity) FROM response WHERE respondent AND wave = '2024'")
    assert len(figures) == 4
    assert all(f.interval and f.n and "2021 survey" in f.change for f in figures)
    assert figures[0].n.replace("\N{NO-BREAK SPACE}", " ") == f"n = {counted.iat[0, 0]:,}"


def test_places_stay_where_nothing_may_be_shown(reading):
    nobody = {"sector": ["J"], "size": ["GE250"], "district": ["15090"]}
    figures = list(key_figures(reading(lang="en", **nobody)))
    assert len(figures) == 4
    for figure in figures:
        assert figure.value in (HIDDEN, UNRELIABLE)
        assert not figure.interval
        assert not figure.change


def test_the_first_wave_has_no_change(reading):
    assert all(not figure.change for figure in key_figures(reading(wave="2019")))
