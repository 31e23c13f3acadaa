"""From each figure to the explorer: its question, divided as it was."""

from __future__ import annotations

import pytest

from figures.comparisons import ends_apart
from figures.explored import explored, target_of
from figures.two_groups import two_groups
from figures.way_to_explorer import explored_as
from survey.address import read_address, write_address
from survey.explored import EVERYBODY, WAVES, Explored
from tests.figures.conftest import every_exhibit

WAYS = {
    "ranking": Explored("maturity", ("sector",)),
    "profile": Explored("maturity", (EVERYBODY,)),
    "steps": Explored("strategy_status", ("sector",)),
    "levels": Explored("maturity.level", ("size",)),
    "matrix": Explored("maturity", ("sector", "size")),
    "items": Explored("barriers", (EVERYBODY,)),
    "items-by": Explored("barriers", ("sector",)),
    "ratings": Explored("barrier_weight", (EVERYBODY,)),
    "waves": Explored("maturity", (WAVES,)),
    "way": Explored("programmes", (EVERYBODY,)),
    "used-by": Explored("programmes", ("size",)),
    "rated-by": Explored("acceptance", ("involvement",)),
    "options-by": Explored("pandemic_effect", ("size",)),
    "areas": Explored("pandemic_area", (EVERYBODY,)),
}


@pytest.mark.parametrize("address", [{}, {"size": ["10-49", "50-249"], "wave": "2021"}])
def test_every_figure_leads_to_its_question_and_cut(reading, address):
    found = {made.id: made.explored for made in every_exhibit(reading(**address))}
    assert found.pop("ends") is not None
    assert found == {name: WAYS[name] for name in found}


def test_the_explorer_draws_the_same_numbers(reading):
    context = reading(district=["15003"])
    for made in every_exhibit(context):
        if made.id in ("ends", "used-by", "way"):  # other shares of the same answers
            continue
        there = write_address(context.selection, context.codebook)
        asked = made.explored
        there |= {"question": [asked.question], "by": list(asked.by)}
        opened = reading(**there)
        view = explored(opened)
        again = view.make(opened, *view.arguments, **view.options)
        assert target_of(opened) == asked.question
        assert again.command == made.command, made.id
        assert again.headline == made.headline, made.id


def test_two_ends_stay_side_by_side(reading):
    context = reading(lang="en")
    made = ends_apart(context, "ends", context.codebook.question["acceptance"], "involvement")
    asked = made.explored
    opened = reading(lang="en", question=asked.question, by=list(asked.by), contrast=asked.contrast)
    again = two_groups(opened, "again", asked.question, asked.by[0], asked.contrast)
    first, second = (each.chart.to_plotly_json()["data"] for each in (made, again))
    dots = [
        {round(float(x), 6) for trace in traces for x in trace.get("x") or () if x is not None}
        for traces in (first, second)
    ]
    assert dots[1] & dots[0], "both draw the two means of all firms"


def test_what_the_explorer_cannot_ask_has_no_way_to_it(reading):
    context = reading()
    two = context.query("barriers.staff,strategy_status")
    assert explored_as(context.codebook, two) is None


def test_the_way_is_an_address_without_complaints(reading):
    context = reading(sector=["F"], wave="2021")
    for made in every_exhibit(context):
        address = {
            **write_address(context.selection, context.codebook),
            "question": [made.explored.question],
            "by": list(made.explored.by),
        }
        read = read_address(address, {"kmu-st": context.codebook}, default_survey="kmu-st")
        assert not read.complaints
        assert read.selection.explored.by == made.explored.by
        assert read.selection.where == context.selection.where
        assert read.selection.wave == "2021"
