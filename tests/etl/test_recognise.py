"""Raw texts of dimensions: what each means, and what damage is called by name."""

from __future__ import annotations

import pytest

from etl.recognise import Recogniser, dimension_reader
from survey.classification import classification
from survey.codebook import Dimension

SIZES: dict[str, tuple[str | None, str | None]] = {
    "0": ("0-9", None), "9": ("0-9", None), "12": ("10-49", None), "12,0": ("10-49", None),
    "12.0": ("10-49", None), "9,5": ("0-9", None), "250": ("GE250", None),
    "1.204": ("GE250", "guessed_number"), "1,204": ("GE250", "guessed_number"),
    "1 204": ("GE250", None), "1e3": ("GE250", "scientific_notation"),
    "10-49": ("10-49", None), "10–49": ("10-49", None), "10 - 49": ("10-49", None),
    "10 bis 49": ("10-49", None), "10 to 49": ("10-49", None),
    "10–49 Beschäftigte": ("10-49", None), "50–249 employees": ("50-249", None),
    "Kleinunternehmen": ("10-49", None), "MICRO": ("0-9", None),
    "250+": ("GE250", None), "250 und mehr": ("GE250", None), "GE250": ("GE250", None),
    "Okt 49": ("10-49", "spreadsheet_date"), "Oct 49": ("10-49", "spreadsheet_date"),
    "Oct-49": ("10-49", "spreadsheet_date"), "Okt. 1949": ("10-49", "spreadsheet_date"),
    "1949-10-01": ("10-49", "spreadsheet_date"), "01.10.1949": ("10-49", "spreadsheet_date"),
    "1949-10-01 00:00:00": ("10-49", "spreadsheet_date"),
    "10/1/1949": ("10-49", "spreadsheet_date"), "9-Jan": ("0-9", "spreadsheet_date"),
    "10. Nov": (None, "spreadsheet_date"), "25-Jun": (None, "spreadsheet_date"),
    "25. Jun": (None, "spreadsheet_date"), "ca. 12": (None, "unknown_category"),
    "k.A.": (None, "unknown_category"), "-3": (None, "out_of_range"),
}  # fmt: skip

SECTORS: dict[str, tuple[str | None, str | None]] = {
    "62": ("62", None), "62.01": ("62", None), "62.01.1": ("62", None), "6201": ("62", None),
    "62011": ("62", None), "62.0": ("62", None), "J62": ("62", None), "J 62.01": ("62", None),
    "01": ("01", None), "0111": ("01", None), "1": ("01", "leading_zero"),
    "1.1": ("01", "leading_zero"), "Einzelhandel": ("47", None), "Retail": ("47", None),
    "J": ("J", None), "j": ("J", None), "Baugewerbe": ("F", None), "B-E": ("B-E", None),
    "00": (None, "unknown_category"), "98a": (None, "unknown_category"),
    "111": (None, "unknown_category"),
}  # fmt: skip

DISTRICTS: dict[str, tuple[str | None, str | None]] = {
    "15003": ("15003", None), "15003000": ("15003", None), "150030000000": ("15003", None),
    "DEE03": ("15003", None), "dee0a": ("15087", None), "Magdeburg": ("15003", None),
    "Halle (Saale)": ("15002", None), "15003.0": ("15003", "code_as_number"),
    "15003,0": ("15003", "code_as_number"), "15 003": ("15003", "code_as_number"),
    "1,5003E+04": ("15003", "scientific_notation"), "1.5003E4": ("15003", "scientific_notation"),
    "1.5E+04": (None, "scientific_notation"), "16071": (None, "unknown_category"),
}  # fmt: skip

CASES = [
    (name, text, *expected)
    for name, table in (("size-eu", SIZES), ("wz2008", SECTORS), ("district-st", DISTRICTS))
    for text, expected in table.items()
]


@pytest.mark.parametrize(("name", "text", "code", "rule"), CASES)
def test_recognise(name: str, text: str, code: str | None, rule: str | None) -> None:
    found, broken, message = Recogniser(classification(name))(text)
    assert (found[1] if found else None, broken) == (code, rule)
    assert (message is None) == (rule is None)
    if message is not None:
        assert text in message.text("en")
        assert text in message.text("de")


def test_codes_roll_up_and_never_down() -> None:
    read = dimension_reader(Dimension.model_validate(
        {"column": "wz", "classification": "wz2008", "label": "Sector"}
    ))  # fmt: skip
    assert read("62.01").codes == {"division": "62", "section": "J", "group": "J"}
    assert read("C").codes == {"section": "C", "group": "B-E"}
    assert read("B-E").codes == {"group": "B-E"}
    assert read(" ").codes == {}
    assert read(" ").rule is None


def test_a_code_too_coarse_for_the_levels_of_a_dimension() -> None:
    read = dimension_reader(Dimension.model_validate(
        {"column": "wz", "classification": "wz2008", "levels": ["division"], "label": "Division"}
    ))  # fmt: skip
    assert read("62").codes == {"division": "62"}
    assert read("J").rule == "too_coarse"


def test_a_dimension_with_its_own_options() -> None:
    options = [{"code": "1-5", "label": "few"}, {"code": "6-25", "label": "many"}]
    read = dimension_reader(
        Dimension.model_validate({"column": "n", "label": "N", "options": options})
    )
    assert read("6-25").codes == {"": "6-25"}
    assert read("many").codes == {"": "6-25"}
    assert read("25-Jun").codes == {"": "6-25"}
    assert read("25-Jun").rule == "spreadsheet_date"
    assert read("Jan 5").rule == "unknown_category"
    assert read("5").rule == "unknown_category"


def test_a_missing_code_of_a_dimension_is_empty_and_no_finding() -> None:
    """A column that is a question as well: its codes for "not asked" are no damage."""
    labels = {"label": {"de": "w", "en": "w"}, "column": "q"}
    options = [{"code": 1, "label": "a"}, {"code": 4, "label": "b"}]
    ways = {**labels, "options": options, "missing": {98: "refused", -1: "not_asked"}}
    read = dimension_reader(Dimension.model_validate(ways))
    for text in ("-1", " 98 ", "-1.0", ""):
        assert not read(text).codes
        assert not read(text).is_unusable
        assert read(text).rule is None
    assert read("4").codes == {"": "4"}
    assert read("99").is_unusable
