"""The file of benchmark figures: what it says of each, and errors that name file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.facts import FILE, facts
from survey.failure import Failure

GOOD = """
sources:
  - id: a
    topic: barriers
    producer: A
    title: {de: A, en: A}
    year: "2024"
    region: DE
    base: firms
    definition: barriers
    size: {from: 0}
    figures:
      - {label: time, value: 60, beside: [barriers.time]}
"""


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "facts.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_edited_without_code(tmp_path):
    (fact,) = facts(write(tmp_path, GOOD)).facts()
    assert fact.figure.value == 60
    assert fact.source.base.text("de") == "firms"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("value: 60", "value: sixty"), "sources[0].figures[0].value"),
        (('year: "2024"', 'year: "24"'), "sources[0].year"),
        (("    base: firms\n", ""), "sources[0].base"),
        (("topic: barriers", "topc: barriers"), "sources[0].topic"),
        (("size: {from: 0}", "size: {from: 9, to: 3}"), "sources[0].size"),
        (("size: {from: 0}", "size: {from: -1}"), "sources[0].size.from"),
        (("label: time,", "label: time, colour: red,"), "sources[0].figures[0].colour"),
        (("sources:", "sources: ["), "line"),
    ],
)
def test_an_error_names_file_and_key(tmp_path, change, says):
    assert change[0] in GOOD
    file = write(tmp_path, GOOD.replace(*change))
    with pytest.raises(Failure) as caught:
        facts(file)
    for lang in ("de", "en"):
        assert "facts.yaml" in caught.value.text(lang)
        assert says in caught.value.text(lang)


def test_a_source_stands_once(tmp_path):
    again = GOOD + GOOD.replace("\nsources:\n", "")
    with pytest.raises(Failure) as caught:
        facts(write(tmp_path, again))
    assert "sources.id stands twice" in caught.value.text("en")


def test_a_missing_file(tmp_path):
    with pytest.raises(Failure):
        facts(tmp_path / "nothing.yaml")


def test_every_figure_that_ships_has_source_year_base_and_definition():
    shipped = list(facts(FILE).facts())
    assert len(shipped) > 50
    for fact in shipped:
        for lang in ("de", "en"):
            for text in (fact.source.base, fact.source.definition, fact.region, fact.figure.label):
                assert text.text(lang).strip()
        assert fact.year.isdigit()
        if fact.source.unit is None:
            assert 0 <= fact.figure.value <= 100
    copied = {fact.source.producer for fact in shipped if fact.source.third_party}
    assert {"Eurostat", "Statistisches Landesamt"} <= copied


@pytest.mark.parametrize(
    ("version", "geo", "low", "year", "value"),
    [
        ("v3", "DE", 10, "2021", 55.26),
        ("v3", "EU27_2020", 250, "2025", 96.39),
        ("v4", "DE", 50, "2024", 93.87),
        ("v4", "EU27_2020", 10, "2022", 65.79),
    ],
)
def test_the_index_that_ships_is_eurostats(version, geo, low, year, value):
    (each,) = [one for one in facts().intensity if one.version == version]
    found = [
        figure.value
        for figure in each.figures
        if (figure.geo, figure.size.from_, figure.year) == (geo, low, year)
        and (low != 10 or figure.size.to == 49)
    ]
    assert found == [value]


def test_the_levels_of_the_index_that_ship_add_up_to_what_it_says():
    """At least basic are all but the lowest level; all of them are all firms."""
    (levels,) = [each for each in facts().sources if each.id == "eurostat-dii-levels-2025"]
    lowest, *others = [figure.value for figure in levels.figures]
    assert lowest + sum(others) == pytest.approx(100, abs=0.02)
    (version,) = [each for each in facts().intensity if each.version == levels.version]
    (basic,) = [
        figure.value
        for figure in version.figures
        if (figure.geo, figure.year, figure.size) == ("DE", "2025", levels.size)
    ]
    assert sum(others) == pytest.approx(basic, abs=0.02)
