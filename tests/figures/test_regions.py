"""The map and its ranking: the same numbers, a level that can be read, words that agree."""

from __future__ import annotations

import pytest

from charts.values import read
from estimation.pairs import ALL, Pair
from figures.regions import (
    areas_of,
    indicator_labels,
    mapped_dimension,
    region_map,
    region_ranking,
)
from survey.selection import Cut

CREDIT = "© GeoBasis-DE / BKG"


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "measure", ["maturity", "maturity.data", "strategy_status", "barriers.staff"]
)
def test_the_map_shows_the_numbers_of_the_ranking(reading, lang, measure):
    context = reading(lang=lang, measure=measure)
    drawn = region_map(context, "map", measure, "district")
    ranked = region_ranking(context, "ranking", measure, "district")
    assert drawn.table.equals(ranked.table)
    assert drawn.command == ranked.command
    label = indicator_labels(context)[measure]
    assert drawn.headline.startswith(label)
    assert ranked.headline.startswith(label)
    assert any(CREDIT in line for line in drawn.small_print)
    assert not any("None" in line for line in drawn.small_print)
    assert "nan" not in drawn.alternative.split()


def test_districts_where_they_can_be_read_and_larger_areas_where_not(reading):
    whole = region_map(reading(lang="en"), "m", "maturity", "district")
    assert len(whole.table) == 14
    assert not any("Neighbours joined" in line for line in whole.small_print)
    few = region_map(reading(lang="en", sector=["F"]), "m", "maturity", "district")
    assert set(few.table["district"]) == {"1501", "1502", "1503", "1504"}
    assert any("spatial planning regions" in line for line in few.small_print)
    assert "district:region" in few.command


def test_the_reader_can_change_the_level(reading):
    finer = region_map(reading(sector=["F"], level="district"), "m", "maturity", "district")
    assert len(finer.table) > 4
    coarser = region_map(reading(level="region"), "m", "maturity", "district")
    assert len(coarser.table) == 4
    drawn = [t for t in coarser.chart.data if t.mode == "markers"]
    assert sorted(drawn[0].customdata) == ["1501", "1502", "1503", "1504"]


def test_areas_of_a_coarser_level_are_merged(reading):
    context = reading()
    assert len(areas_of(context, Cut("district", "district")).areas) == 14
    assert set(areas_of(context, Cut("district", "region")).areas) == {
        "1501", "1502", "1503", "1504",
    }  # fmt: skip


def test_a_chosen_district_is_spoken_of(reading):
    made = region_map(reading(lang="en", district=["15003"]), "m", "maturity", "district")
    assert "Magdeburg: " in made.headline and "all firms" in made.headline
    assert len(made.table) == 14, "the others stay in view"
    assert not any("tested" in line for line in made.small_print)


@pytest.mark.parametrize(
    ("measure", "wave", "some"), [("maturity", "2021", True), ("barriers.staff", "2024", False)]
)
def test_only_tested_differences_are_called_so(reading, measure, wave, some):
    """Each area whose corrected p value is below 5 percent, on its side, and no other one."""
    context = reading(lang="en", wave=wave)
    made = region_map(context, "m", measure, "district")
    areas = [v.code for v in read(made.table, "district") if v.flag == ""]
    query = context.cut_by(context.query(measure), Cut("district", "district"))
    tested = context.contrasts(query, *(Pair(wave, code, wave, ALL) for code in areas))
    clear = tested[tested["p_adjusted"] < 0.05]
    for side, those in (("above", clear["estimate"] > 0), ("below", clear["estimate"] < 0)):
        named = made.headline.partition(f"{side} all firms together: ")[2].partition(";")[0]
        codes = [str(code) for code in clear[those]["group"]]
        assert named == ", ".join(made.wording.label("district", code) for code in codes)
        assert bool(codes) == some
    assert ("no area stands out" in made.headline) != some
    assert any(f"corrected for {len(areas)} comparisons" in line for line in made.small_print)


def test_nobody_is_spoken_of_where_nothing_can_be_read(reading):
    context = reading(lang="en", sector=["J"], size=["GE250"])
    made = region_map(context, "m", "maturity", "district")
    assert made.empty
    assert "Too few answers" in made.headline


def test_the_first_dimension_with_boundaries_is_mapped(reading):
    assert mapped_dimension(reading()) == "district"
