"""A drawing becomes the figure that its kind makes, in each theme and width."""

from __future__ import annotations

from charts.drawing import drawing
from charts.ranking import ranking
from charts.theme import DARK, LIGHT
from charts.wording import Wording
from tests.export.tables import shares

WORDING = Wording("de", {"size": {"0-9": "klein"}})


def test_a_drawing_is_what_its_kind_makes():
    made = drawing(ranking, shares(), "size", WORDING, order="given")
    assert made.parts["by"] == "size"
    direct = ranking(shares(), "size", WORDING, LIGHT, order="given")
    assert made.figure(LIGHT) == direct
    assert made.figure(DARK) == ranking(shares(), "size", WORDING, DARK, order="given")
    assert made.figure(DARK) != direct
    phone = ranking(shares(), "size", WORDING, LIGHT, order="given", narrow=True)
    assert made.figure(LIGHT, narrow=True) == phone


def test_a_width_of_its_own_gives_way_to_a_phone_and_to_one_asked_for():
    made = drawing(ranking, shares(), "size", WORDING, width=460)
    at = {w: ranking(shares(), "size", WORDING, LIGHT, width=w) for w in (460, 720)}
    assert made.figure(LIGHT) == at[460]
    assert made.figure(LIGHT, width=720) == at[720]
    phone = ranking(shares(), "size", WORDING, LIGHT, narrow=True)
    assert made.figure(LIGHT, narrow=True) == phone
