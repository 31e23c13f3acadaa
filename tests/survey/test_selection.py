"""The selection grammar: what `--by` and `--where` understand, and what they say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.codebook import read_codebook
from survey.failure import Failure
from survey.selection import Cut, Filter, parse_cut, parse_cuts, parse_filter

DEMO = read_codebook(Path("data/kmu-st"))
SECTION = Cut("sector", "section")


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("", ()),
        (" , ", ()),
        ("size", (Cut("size"),)),
        ("sector", (SECTION,)),
        ("sector:", (SECTION,)),
        ("sector:group,size", (Cut("sector", "group"), Cut("size"))),
        (" size , sector:division ", (Cut("size"), Cut("sector", "division"))),
    ],
)
def test_cuts(text, cuts):
    assert parse_cuts(DEMO, text) == cuts


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("branch", "'branch' is not a dimension of the survey kmu-st. Choose from: sector, size"),
        ("Sector", "'Sector' is not a dimension"),
        ("sector:letter", "Choose from: sector:division, sector:section, sector:group"),
        ("size:class", "'size:class' is not a level of this dimension. Choose from: size"),
        ("sector:group,sector:section", "'sector' stands twice"),
        ("size,size", "'size' stands twice in 'size,size'. Name it once."),
        ("size;sector", "is not a dimension"),
    ],
)
def test_bad_cuts(text, says):
    with pytest.raises(Failure) as caught:
        parse_cuts(DEMO, text)
    assert says in caught.value.text("en")
    assert caught.value.text("de")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("size=10-49", Filter(Cut("size"), ("10-49",))),
        ("size=10-49|50-249", Filter(Cut("size"), ("10-49", "50-249"))),
        ("size=50-249|10-49|50-249", Filter(Cut("size"), ("50-249", "10-49"))),
        ("sector=C", Filter(SECTION, ("C",))),
        ("sector:group=B-E | F", Filter(Cut("sector", "group"), ("B-E", "F"))),
        ("district=15003", Filter(Cut("district", "district"), ("15003",))),
        ("council=1", Filter(Cut("council"), ("1",))),
    ],
)
def test_filters(text, found):
    assert parse_filter(DEMO, text) == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("size", "'size' is not a filter. Write DIMENSION=CODE"),
        ("", "is not a filter"),
        ("size=", "'' is not a code of size. Choose from: 0-9, 10-49, 50-249, GE250."),
        ("size=10-49|", "'' is not a code"),
        ("size=11-49", "'11-49' is not a code of size"),
        ("size=250+", "GE250"),
        ("sector=B-E", "'B-E' is not a code of sector:section"),
        ("sector:group=C", "'C' is not a code of sector:group. Choose from: B-E, F"),
        ("branch=C", "'branch' is not a dimension"),
        ("barriers=1", "'barriers' is not a dimension"),
        ("size==10-49", "'=10-49' is not a code"),
    ],
)
def test_bad_filters(text, says):
    with pytest.raises(Failure) as caught:
        parse_filter(DEMO, text)
    assert says in caught.value.text("en")
    assert caught.value.text("de")


def test_what_is_parsed_is_printed_as_it_was_written():
    for text in ("sector:group", "size"):
        assert str(parse_cut(DEMO, text)) == text
    for text in ("size=10-49|50-249", "sector:division=62"):
        assert str(parse_filter(DEMO, text)) == text
    assert str(parse_filter(DEMO, "sector=C")) == "sector:section=C"


def test_a_dimension_narrowed_to_one_level_is_cut_there():
    ict = read_codebook(Path("tests/real/ict"))
    assert parse_cut(ict, "division") == Cut("division", "division")
    with pytest.raises(Failure, match="division:division"):
        parse_cut(ict, "division:section")
