"""The rule of what may be compared: versions are never joined, bases are of the same sizes."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.codebook import read_codebook
from survey.comparability import (
    Counterpart,
    Incomparable,
    Line,
    MixedLine,
    Point,
    counterpart,
    lines,
    same_sizes,
)
from survey.facts import Fact, Figure, Sizes, Source, facts
from survey.intensity import intensity

DEMO = read_codebook(Path("data/kmu-st"))
KINDS = st.tuples(
    st.sampled_from(["v3", "v4", ""]), st.sampled_from(["DE", "EU27_2020"]), st.just("10-49")
)
YEARS = st.sampled_from(["2021", "2022", "2023", "2024", "2025"])
points = st.lists(
    st.builds(
        lambda kind, year, value, flag: Point(*kind, year, value, flag),
        KINDS,
        YEARS,
        st.floats(0, 100),
        st.sampled_from(["", "b", "u", "bu"]),
    ),
    unique_by=lambda p: (p.instrument, p.geo, p.size, p.year),
)


def sizes(low: int, high: int | None = None) -> Sizes:
    return Sizes.model_validate({"from": low, "to": high})


def fact(size: Sizes | None = None, beside: tuple[str, ...] = ("barriers.time",), **more) -> Fact:
    known = {
        "id": "x", "topic": "barriers", "producer": "X", "title": "x", "year": "2024",
        "region": "x", "base": "x", "definition": "x", "size": size,
        "figures": [{"label": "x", "value": 60, "beside": beside}],
    }  # fmt: skip
    source = Source.model_validate({**known, **more})
    return Fact(source=source, figure=source.figures[0])


@given(points)
def test_no_line_ever_joins_two_versions_regions_or_sizes(given_points):
    made = lines(given_points)
    for line in made:
        assert len({(p.instrument, p.geo, p.size) for p in line.points}) == 1
        assert [p.year for p in line.points] == sorted(p.year for p in line.points)
        assert not any("b" in p.flag for p in line.points[1:]), "joined over a break"
    assert sorted(repr(p) for line in made for p in line.points) == sorted(map(repr, given_points))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Point("v3", "DE", "10-49", "2023", 58.0), Point("v4", "DE", "10-49", "2024", 77.0)),
        (Point("v3", "DE", "10-49", "2023", 58.0), Point("v3", "EU27_2020", "10-49", "2025", 69.0)),
        (Point("v3", "DE", "10-49", "2023", 58.0), Point("v3", "DE", "GE250", "2025", 98.0)),
        (Point("v3", "DE", "10-49", "2025", 71.0), Point("v3", "DE", "10-49", "2023", 58.0)),
    ],
    ids=["version", "region", "size", "order"],
)
def test_a_line_of_what_does_not_belong_together_cannot_be_made(one, other):
    with pytest.raises(MixedLine):
        Line((one, other))


def test_the_versions_that_ship_alternate_and_stay_apart():
    series = intensity(facts().intensity, None)
    assert not series.loaded
    made = lines(series.points)
    assert {line.instrument for line in made} == {"v3", "v4"}
    years = {"v3": {"2021", "2023", "2025"}, "v4": {"2022", "2024"}}
    for line in made:
        assert {p.year for p in line.points} == years[line.instrument]
    assert len(made) == 2 * 2 * 3


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (sizes(0), ()),
        (sizes(10), ("10-49", "50-249", "GE250")),
        (sizes(50), ("50-249", "GE250")),
        (sizes(10, 249), ("10-49", "50-249")),
        (sizes(0, 9), ("0-9",)),
        (sizes(20), None),
        (sizes(1), None),
        (sizes(0, 4), None),
        (sizes(10, 99), None),
        (sizes(300), None),
    ],
)
def test_sizes_are_met_exactly_or_not_at_all(asked, codes):
    where = same_sizes(DEMO, asked)
    if codes is None:
        assert where is None
    else:
        assert where is not None
        assert tuple(code for each in where for code in each.codes) == codes


@given(low=st.integers(0, 300), high=st.none() | st.integers(0, 400))
def test_a_base_with_the_smallest_firms_is_never_set_against_one_without(low, high):
    """Whatever limits a figure has: the survey's number is of just those sizes."""
    if high is not None and high < low:
        return
    where = same_sizes(DEMO, sizes(low, high))
    if where is None:
        return
    scheme = DEMO.dimensions["size"].scheme
    chosen = [code for each in where for code in each.codes] or scheme.codes("")
    ranges = {code: (start, end) for start, end, code in scheme.headcount}
    assert min(ranges[code][0] for code in chosen) == low
    ends = [ranges[code][1] for code in chosen]
    assert (None if None in ends else max(ends)) == high
    assert (low == 0) == ("0-9" in chosen)


def test_a_survey_without_the_smallest_firms_has_nothing_beside_a_figure_with_them():
    def large_only(cut, code):
        return code != "0-9"

    assert isinstance(counterpart(DEMO, fact(sizes(0)), large_only), Incomparable)
    found = counterpart(DEMO, fact(sizes(10)), large_only)
    assert isinstance(found, Counterpart)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (fact(None), "does not say how small"),
        (fact(sizes(20)), "no limit there"),
        (fact(sizes(0), ("nothing.at_all",)), "asks nothing"),
        (fact(sizes(0), ()), "asks nothing"),
        (fact(sizes(0), ("strategy_status",)), "asks nothing"),  # which of its options?
        (fact(sizes(0), ("strategy_status=3|9",)), "asks nothing"),
        (fact(sizes(0), ("maturity",)), "asks nothing"),  # a score is no share
        (fact(sizes(0), units="employees"), "counts employees"),
        (fact(sizes(0), unit="school grade"), "no share"),
    ],
)
def test_what_is_not_compared_says_why(asked, reason):
    found = counterpart(DEMO, asked)
    assert isinstance(found, Incomparable)
    assert reason in found.reason.text("en")
    assert found.reason.text("de") != found.reason.text("en")


def test_the_first_name_that_the_survey_has_counts():
    found = counterpart(DEMO, fact(sizes(10), ("other.one", "ai_use=3|4", "barriers.time")))
    assert isinstance(found, Counterpart)
    assert (found.target, found.option) == ("ai_use", "3|4")
    assert [str(each) for each in found.where] == ["size=10-49|50-249|GE250"]


def test_the_facts_that_ship_are_set_beside_the_demo_only_where_sizes_agree():
    compared = [(f, counterpart(DEMO, f)) for f in facts().facts()]
    assert sum(isinstance(found, Counterpart) for _, found in compared) > 15
    for each, found in compared:
        if isinstance(found, Counterpart):
            assert each.size is not None
            assert (each.size.from_ == 0) == (not found.where or "0-9" in found.where[0].codes), (
                each.source.id
            )
    producers = {f.source.producer for f, found in compared if isinstance(found, Counterpart)}
    assert {"KfW", "DIHK", "IHK Magdeburg", "Eurostat"} <= producers
    bitkom = [found for f, found in compared if f.source.producer == "Bitkom"]
    assert bitkom and all(isinstance(found, Incomparable) for found in bitkom)


def test_no_two_sources_share_an_identity():
    for one, other in combinations(facts().sources, 2):
        assert (one.producer, one.year, one.topic, one.title) != (
            other.producer,
            other.year,
            other.topic,
            other.title,
        )


def test_figures_inherit_from_their_source():
    source = facts().sources[0]
    plain = Fact(source=source, figure=Figure(label="x", value=1))
    assert (plain.year, plain.size) == (source.year, source.size)
    own = Figure.model_validate({"label": "x", "value": 1, "year": "2001", "size": {"from": 5}})
    assert Fact(source=source, figure=own).year == "2001"
    assert Fact(source=source, figure=own).size == sizes(5)
