"""Bad input gets a sentence that names file, line and remedy; nothing is published or lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.refusal import NotPublishable
from survey.failure import Failure
from survey.published import FORMAT
from tests.etl.surveys import Place, as_csv, both, codebook, rows

GOOD = as_csv(rows(6))


def told(failure: Failure, german: list[str], english: list[str]) -> None:
    """The sentence says all of this in each language."""
    for text, parts in zip(both(failure), (german, english), strict=True):
        for part in parts:
            assert part in text, text


def cut(text: str, number: int) -> str:
    return text.rstrip("\n")[:-number]


BAD_FILES: dict[str, tuple[str | bytes, list[str], list[str]]] = {
    "empty": ("", ["small.csv", "leer"], ["small.csv", "is empty"]),
    "only blank lines": ("\n\n \n", ["leer"], ["is empty"]),
    "header only": (GOOD.split("\n")[0] + "\n", ["keine Zeilen"], ["no rows"]),
    "cut in a row": (cut(GOOD, 14), ["Zeile 7", "mitten in einer Zeile"],
                     ["line 7", "ends in the middle of a row", "12 fields"]),
    "too many fields": (GOOD.replace("F3,", "F3,,", 1), ["Zeile 4", "13 Felder"],
                        ["line 4", "13 fields", "names 12"]),
    "a stray delimiter and an empty last field": (
        GOOD.replace("F3,", "F3,,", 1).replace("10.5,a remark\nF4", "10.5,\nF4", 1),
        ["Zeile 4", "13 Felder"], ["line 4", "13 fields"],
    ),
    "too few fields": (GOOD.replace("F3,1.5,", "F3,", 1), ["Zeile 4", "11 Felder"],
                       ["line 4", "11 fields"]),
    "unclosed quote": (GOOD.replace("F3,", '"F3,', 1), ["Zeile 4", "Anführungszeichen"],
                       ["line 4", "quote is opened"]),
    "quote closed rows later": (
        GOOD.replace("F3,1.5", '"F3', 1).replace("F5,1.5", 'F5",1.5,1.5', 1),
        ["Zeile 4"], ["line 4"],
    ),
    "quote that swallows whole rows": (
        GOOD.replace("F2,", '"F2,', 1).replace("a remark\nF5,", 'a remark\nF5",', 1),
        ["Zeile 3", "Anführungszeichen"], ["line 3", "swallowed"],
    ),
    "text after a quote": (GOOD.replace("a remark", '"a" remark', 1), ["Zeile 2"],
                           ["line 2", "after its closing quote"]),
    "column twice": (GOOD.replace("q3,", "q1,", 1), ["q1", "mehrfach"], ["q1", "more than once"]),
    "column missing": (GOOD.replace("weight", "wieght", 1), ["weight", "wieght", "1 von 12"],
                       ["column weight", "wieght", "1 of 12"]),
    "damaged UTF-8": (GOOD.replace("a remark", "größer").encode().replace(b"F4", b"F\xff", 1),
                      ["Zeile 5", "UTF-8"], ["line 5", "not UTF-8"]),
    "not Windows-1252": (GOOD.replace("a remark", "Ä").encode("cp1252").replace(b"F4", b"F\x81", 1),
                         ["Zeile 5", "Windows-1252"], ["line 5", "not Windows-1252"]),
    "UTF-16 cut in a character": (GOOD.encode("utf-16")[:-1], ["UTF-16"], ["not UTF-16"]),
    "Excel workbook": (b"PK\x03\x04" + b"\0" * 100, ["Excel"], ["Excel workbook"]),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused(place: Place, name: str) -> None:
    place.write(rows(3)).load()
    content, german, english = BAD_FILES[name]
    told(place.write(content).refused(), german, english)


def test_a_missing_file(place: Place) -> None:
    place.write(rows(3))
    (place.folder / "small.csv").rename(place.folder / "other.csv")
    told(place.refused(), ["small.csv", "other.csv", "--files"], ["no such file", "other.csv"])


def test_a_codebook_with_a_typo(place: Place) -> None:
    place.write(rows(3), codebook(scorse=[]))
    told(place.refused(), ["scores"], ["scorse", "did you mean `scores`"])


def spoil(first: int, **values: str) -> Callable[[int, dict[str, str]], None]:
    """Change the row with this number."""
    return lambda n, row: row.update(values if n == first else {})


QUARANTINED = {
    "empty_id": (spoil(4, id=" "), [(6, "empty_id")]),
    "weight zero": (spoil(4, weight="0"), [(6, "weight")]),
    "weight negative": (spoil(4, weight="-1.5"), [(6, "weight")]),
    "weight no number": (spoil(4, weight="k.A."), [(6, "weight")]),
    "weight empty": (spoil(4, weight=""), [(6, "weight")]),
    "weight infinite": (spoil(4, weight="inf"), [(6, "weight")]),
    "stratum empty": (spoil(4, stratum=""), [(6, "stratum")]),
    "duplicate_id": (spoil(4, id="F3", q1="0"), [(4, "duplicate_id"), (6, "duplicate_id")]),
    "exact_duplicate": (spoil(4, id="F3"), [(6, "exact_duplicate")]),
}


@pytest.mark.parametrize("name", QUARANTINED)
def test_rows_that_cannot_be_used_are_quarantined_whole(place: Place, name: str) -> None:
    change, expected = QUARANTINED[name]
    outcome = place.write(rows(60, change)).load()
    (file,) = outcome.report["files"]
    assert (file["rows_read"], file["rows_quarantined"]) == (60, len(expected))
    assert file["rows_loaded"] == 60 - len(expected)
    assert place.query("SELECT line, rule FROM quarantine ORDER BY line") == expected
    lines = set(place.one("line"))
    assert lines == set(range(2, 62)) - {line for line, _ in expected}
    content = place.query("SELECT content->>'weight', content->>'q5' FROM quarantine")[-1]
    assert content == (rows(60, change)[4]["weight"], "a remark")
    (sentence,) = place.query("SELECT message_de, message_en FROM finding ORDER BY line LIMIT 1")
    assert sentence[0] != sentence[1]


def test_repeats_and_versions_of_one_id(place: Place) -> None:
    """A, A' and A again: none can be trusted. B and B again: the first one stays."""
    same = {4: "F3", 5: "F3", 8: "F8", 9: "F8"}

    def change(n: int, row: dict[str, str]) -> None:
        row["id"] = same.get(n, row["id"])
        row["stratum"] = "S1"
        row["q1"] = "2" if n == 4 else "1"

    place.write(rows(120, change)).load()
    assert place.query("SELECT line, rule FROM quarantine ORDER BY line") == [
        (4, "duplicate_id"), (6, "duplicate_id"), (7, "duplicate_id"),
        (10, "exact_duplicate"), (11, "exact_duplicate"),
    ]  # fmt: skip
    (text,) = place.query("SELECT message_en FROM finding WHERE line = 6")
    assert "lines 4, 6, 7" in text[0]


def test_the_same_id_in_two_waves_is_no_duplicate(place: Place) -> None:
    waves = [
        {"id": "2021", "label": "2021", "file": "old.csv"},
        {"id": "2024", "label": "2024", "file": "small.csv"},
    ]
    book = codebook(waves=waves)
    outcome = place.write(rows(3), book, "old.csv").write(rows(3), book).load()
    assert outcome.report["quarantine"] == {}


def test_more_than_five_percent_quarantined(place: Place) -> None:
    place.write(rows(3)).load()

    def change(n: int, row: dict[str, str]) -> None:
        row["weight"] = "-1" if n < 6 else "1"

    failure = place.write(rows(100, change)).refused()
    told(
        failure,
        ["6 von 100 Zeilen", "6 %", "2 (weight), 3 (weight)", "--accept-quarantine"],
        ["6 of 100 rows", "6 %", "2 (weight), 3 (weight)", "--accept-quarantine"],
    )
    assert isinstance(failure, NotPublishable)
    assert failure.report["quarantine"] == {"weight": 6}
    outcome = place.load(accept_quarantine=True)
    assert outcome.report["files"][0]["rows_quarantined"] == 6


def test_five_percent_quarantined_is_published(place: Place) -> None:
    place.write(rows(100, lambda n, row: row.update(weight="-1" if n < 5 else "1"))).load()
    assert place.query("SELECT count(*) FROM response") == [(95,)]


def test_more_than_five_percent_unusable_in_a_dimension(place: Place) -> None:
    def change(n: int, row: dict[str, str]) -> None:
        row["staff"] = "10. Nov" if n < 3 else "" if n < 60 else "12"

    failure = place.write(rows(100, change)).refused()  # 3 of 43 that are not empty
    told(failure, ["staff", "6.98 %", "2 (10. Nov)"], ["column staff", "6.98 %", "2 (10. Nov)"])
    assert place.load(accept_quarantine=True).changed


def test_a_wave_without_respondents(place: Place) -> None:
    failure = place.write(rows(4, lambda n, row: row.update(resp="ja"))).refused()
    told(failure, ["resp: 1"], ["no row is a respondent", "resp: 1", "`include`"])
    assert "resp: 1" in both(place.refused(accept_quarantine=True))[1]


def with_population(**more: str) -> dict[str, object]:
    book = codebook()
    book["design"] |= {"population": "pop", **more}
    return book


def test_more_respondents_than_population(place: Place) -> None:
    table = rows(6, lambda n, row: row.update(pop="2"))
    failure = place.write(table, with_population()).refused()
    told(failure, ["S1", "3", "2"], ["stratum 'S1' has 3 respondents", "population of 2"])


def test_two_populations_in_a_stratum(place: Place) -> None:
    table = rows(6, lambda n, row: row.update(pop=str(100 + n)))
    told(place.write(table, with_population()).refused(), ["100", "104"], ["as 100", "as 104"])


def test_a_cluster_in_two_strata(place: Place) -> None:
    book = codebook()
    book["design"]["cluster"] = "psu"
    table = rows(6, lambda n, row: row.update(psu=f"P{n // 4}"))
    failure = place.write(table, book).refused()
    told(failure, ["P0", "S1, S2"], ["sampling unit P0", "several strata (S1, S2)"])


def test_a_sample_of_a_single_cluster(place: Place) -> None:
    book = codebook()
    book["design"]["cluster"] = "psu"
    table = rows(6, lambda n, row: row.update(psu="P7", stratum="S1"))
    failure = place.write(table, book).refused()
    told(failure, ["6", "P7", "design.cluster"], ["all 6 respondents", "(P7)", "design.cluster"])


def test_a_newer_snapshot_is_not_overwritten(place: Place) -> None:
    place.write(rows(3)).load()
    manifest = place.home / (place.home / "current").read_text().strip()
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 99'))
    place.write(rows(4))
    told(place.refused(), ["99"], ["newer version", "99"])


def test_a_home_that_is_a_file(place: Place, tmp_path: Path) -> None:
    place.write(rows(3))
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(Failure) as caught:
        place.load()
    told(caught.value, ["home"], ["cannot be written"])
