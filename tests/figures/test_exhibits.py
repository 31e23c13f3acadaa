"""What every exhibit promises: words that agree with its picture, and no small count anywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.values import read
from tests.figures.conftest import every_exhibit

SELECTIONS = {
    "all": {},
    "a sector": {"sector": ["F"]},
    "a sector of a size": {"sector": ["F"], "size": ["10-49"]},
    "a district": {"district": ["15090"]},
    "an earlier wave": {"wave": "2021", "level": "section"},
    "nobody": {"sector": ["J"], "size": ["GE250"], "district": ["15090"]},
}
SIDES = ("group", "against")
NUMBERS = ("estimate", "se", "ci_low", "ci_high", "n", "n_eff")
few = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("address", SELECTIONS.values(), ids=SELECTIONS)
def test_an_exhibit_is_whole_in_both_languages(reading, address, lang):
    for made in every_exhibit(reading(lang=lang, **address)):
        assert made.headline
        assert made.question
        assert made.unit
        assert made.alternative.startswith(made.headline)
        words = " ".join([made.headline, *made.small_print, *made.legend, made.alternative])
        assert ("synthetisch" if lang == "de" else "synthetic") in words
        assert "  " not in words
        assert "None" not in words
        assert "nan" not in words.lower().split()


@pytest.mark.parametrize("address", SELECTIONS.values(), ids=SELECTIONS)
def test_a_mark_in_the_tables_is_explained(reading, address):
    for made in every_exhibit(reading(lang="en", **address)):
        flags = {v.flag for _, table, _ in made.tables for v in read(table)} - {""}
        assert len(made.legend) == len(flags)


@few
@given(
    sector=st.lists(st.sampled_from(["B-E", "F", "I", "J", "K-N"]), max_size=2, unique=True),
    size=st.lists(st.sampled_from(["0-9", "50-249", "GE250"]), max_size=1),
    district=st.lists(st.sampled_from(["15001", "15003", "15090"]), max_size=1),
    council=st.lists(st.sampled_from(["0", "1"]), max_size=1),
)
def test_no_count_below_min_n_stands_in_any_words(reading, sector, size, district, council):
    context = reading(lang="en", sector=sector, size=size, district=district, council=council)
    least = context.codebook.disclosure.min_n
    for made in every_exhibit(context):
        words = " ".join([made.headline, *made.small_print, made.alternative])
        for count in re.findall(r"n\s=\s([\d,]+)(?:–([\d,]+))? of ([\d,]+)", words):
            for part in filter(None, count):
                assert int(part.replace(",", "")) >= least, (made.id, words)
        for _, table, _ in made.tables:
            for count in [name for name in table if name in ("n", "group_n", "against_n")]:
                assert (table.loc[table[count].notna(), count] >= least).all()
            hidden = table[table["flag"] == "hidden"]
            numbers = [*NUMBERS, *(f"{s}_{name}" for s in SIDES for name in NUMBERS)]
            shown = [name for name in table if name in numbers]
            assert hidden[shown].isna().all(axis=None)


def test_a_headline_never_speaks_of_a_marked_value(reading):
    for district in ("15001", "15002", "15090"):
        context = reading(lang="en", district=[district])
        for made in every_exhibit(context):
            drawn = [v for v in read(made.table) if v.estimate is not None]
            if drawn and all(v.limited for v in drawn) and len(made.tables) == 1:
                assert "limited reliability" in made.headline


def test_a_superlative_says_where_a_marked_value_lies_beyond_it(reading):
    from figures.rankings import groups

    made = groups(
        reading(lang="en", district=["15003"]), "r", "maturity", "sector", unit="points", words="p"
    )
    drawn = [v for v in read(made.table, "sector") if v.estimate is not None]
    reliable = [v.estimate for v in drawn if not v.limited]
    beyond = [v for v in drawn if v.limited and not min(reliable) <= v.estimate <= max(reliable)]
    assert bool(beyond) == made.headline.startswith("Among the reliable values")


def test_the_reference_is_named_by_the_filters_that_remain(reading):
    from figures.rankings import groups

    words = {"unit": "points", "words": "p"}
    alone = groups(reading(lang="en"), "r", "maturity", "sector", **words)
    assert alone.tables[1][0] == "all firms"
    small = groups(reading(lang="en", size=["10-49"]), "r", "maturity", "sector", **words)
    assert small.tables[1][0] == "10–49 employees in total"


def test_choosing_a_sector_does_not_change_the_level(reading):
    from figures.shares import steps

    whole = steps(reading(), "s", "strategy_status", "sector")
    chosen = steps(reading(sector=["F"]), "s", "strategy_status", "sector")
    assert set(whole.table["sector"]) == set(chosen.table["sector"])
    assert "Baugewerbe" in chosen.headline


def test_the_small_print_of_waves_counts_each_wave(reading):
    from figures.scores import waves

    made = waves(reading(lang="en"), "w", "maturity", unit="points", words="p")
    assert all(f"{year} survey n = " in made.small_print[0] for year in (2019, 2021, 2024))
    assert "2024 survey" in made.headline
    earlier = waves(reading(lang="en", wave="2021"), "w", "maturity", unit="points", words="p")
    assert earlier.headline.startswith("2021 survey")
