"""The classifications that ship: complete, rolling up as the design says, in both languages."""

from __future__ import annotations

import pytest

from survey.classification import Classification, classification, known

# docs: the eight groups for small samples and the sections each holds
GROUPS = {
    "B-E": "BCDE",
    "F": "F",
    "G": "G",
    "H": "H",
    "I": "I",
    "J": "J",
    "K-N": "KLMN",
    "O-S": "AOPQRSTU",
}
# NACE Rev. 2, Regulation (EC) No 1893/2006: the first and last division of each section
SECTIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43),
    "G": (45, 47), "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68),
    "M": (69, 75), "N": (77, 82), "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93),
    "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
DISTRICTS = {
    "15001": ("Dessau-Roßlau", "DEE01"),
    "15002": ("Halle (Saale)", "DEE02"),
    "15003": ("Magdeburg", "DEE03"),
    "15081": ("Altmarkkreis Salzwedel", "DEE04"),
    "15082": ("Anhalt-Bitterfeld", "DEE05"),
    "15083": ("Börde", "DEE07"),
    "15084": ("Burgenlandkreis", "DEE08"),
    "15085": ("Harz", "DEE09"),
    "15086": ("Jerichower Land", "DEE06"),
    "15087": ("Mansfeld-Südharz", "DEE0A"),
    "15088": ("Saalekreis", "DEE0B"),
    "15089": ("Salzlandkreis", "DEE0C"),
    "15090": ("Stendal", "DEE0D"),
    "15091": ("Wittenberg", "DEE0E"),
}


@pytest.fixture
def wz() -> Classification:
    return classification("wz2008")


def test_there_are_88_divisions_each_in_its_section(wz):
    expected = {
        f"{division:02}": section
        for section, (first, last) in SECTIONS.items()
        for division in range(first, last + 1)
    }
    assert len(expected) == 88
    found = {code: wz.roll_up("division", code, "section") for code in wz.codes("division")}
    assert found == expected


def test_sections_and_divisions_roll_up_to_the_eight_groups(wz):
    assert wz.codes("section") == tuple(SECTIONS)
    assert wz.codes("group") == tuple(GROUPS)
    for group, sections in GROUPS.items():
        for section in sections:
            assert wz.roll_up("section", section, "group") == group
    for division in wz.codes("division"):
        section = wz.roll_up("division", division, "section")
        assert wz.roll_up("division", division, "group") == wz.roll_up("section", section, "group")


def test_rolling_up_never_goes_down_and_stays_at_its_own_level(wz):
    assert wz.roll_up("section", "C", "section") == "C"
    assert wz.roll_up("section", "C", "division") is None
    assert wz.roll_up("group", "B-E", "section") is None


def test_levels_and_default(wz):
    assert wz.level_ids == ("division", "section", "group")
    assert (wz.finest, wz.default_level) == ("division", "section")
    assert "2008" in wz.version  # WZ 2025 uses the same letters for other sectors


def test_size_classes():
    size = classification("size-eu")
    assert size.codes("") == ("0-9", "10-49", "50-249", "GE250")
    assert size.label("", "GE250", "de").startswith("250+")
    assert "250 und mehr" in size.levels[""]["GE250"].also
    # headcounts: every number from 0 belongs to exactly one class
    for low, high, code in size.headcount:
        assert code in size.codes("")
        assert high is None or low <= high
    starts = [low for low, _, _ in size.headcount]
    ends = [high for _, high, _ in size.headcount]
    assert starts == [0, 10, 50, 250]
    assert ends == [9, 49, 249, None]


def test_districts_have_names_ags_and_nuts():
    districts = classification("district-st")
    found = {
        code: (category.de, *category.also)
        for code, category in districts.levels["district"].items()
    }
    assert found == DISTRICTS


def test_districts_roll_up_to_the_spatial_planning_regions():
    districts = classification("district-st")
    regions = {
        region: {d for d in DISTRICTS if districts.roll_up("district", d, "region") == region}
        for region in districts.codes("region")
    }
    assert list(regions) == ["1501", "1502", "1503", "1504"]
    assert regions["1501"] == {"15081", "15090"}
    assert regions["1502"] == {"15001", "15082", "15091"}
    assert set().union(*regions.values()) == set(DISTRICTS)


@pytest.mark.parametrize("name", known())
def test_every_code_has_a_label_in_both_languages(name):
    scheme = classification(name)
    assert scheme.version
    for level in scheme.level_ids:
        for category in scheme.levels[level].values():
            assert category.de.strip() == category.de != ""
            assert category.en.strip() == category.en != ""
            for coarser, parent in category.parents.items():
                assert parent in scheme.codes(coarser)


@pytest.mark.parametrize("name", known())
def test_labels_tell_the_codes_of_a_level_apart(name):
    scheme = classification(name)
    for level in scheme.level_ids:
        for lang in ("de", "en"):
            labels = [scheme.label(level, code, lang) for code in scheme.codes(level)]
            assert len(set(labels)) == len(labels)


def test_an_unknown_code_is_its_own_label(wz):
    assert wz.label("section", "Z", "de") == "Z"


def test_an_unknown_classification():
    with pytest.raises(KeyError):
        classification("wz1993")


def test_own_options_have_one_level_in_their_order():
    own = Classification.from_options([("b", "Be", "Bee"), ("a", "A", "Ay")])
    assert own.level_ids == ("",)
    assert own.codes("") == ("b", "a")
    assert own.label("", "b", "en") == "Bee"
