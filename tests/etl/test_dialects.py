"""Encodings, delimiters, line ends and decimal signs: detected, reported, and read alike."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tests.etl.surveys import Place, as_csv, codebook, rows

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
OTHERWISE = list(itertools.product((",", ";", "\t"), ("\n", "\r\n"), (",", ".")))


def table(decimal: str) -> list[Any]:
    def change(n: int, row: dict[str, str]) -> None:
        row["weight"] = f"{n + 1}{decimal}25"
        row["q4"] = f"{n}{decimal}5"
        row["q5"] = f"Größe {n}, „gut“; sagt er"

    return rows(7, change)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_dialects(place: Place, encoding: str) -> None:
    """A wave of its own for each delimiter, line end and decimal sign."""
    waves = []
    for number, (delimiter, end, decimal) in enumerate(OTHERWISE):
        waves.append({"id": f"{number}", "label": f"{number}", "file": f"{number}.csv"})
        text = as_csv(table(decimal), delimiter, end)
        place.write(text.encode(encoding), codebook(waves=waves), f"{number}.csv")
    outcome = place.load()
    read = [
        (file["encoding"], file["delimiter"], file["decimal"]) for file in outcome.report["files"]
    ]
    assert read == [
        (ENCODINGS[encoding], delimiter, decimal) for delimiter, _, decimal in OTHERWISE
    ]
    expected = [(n + 2, n + 1.25, n + 0.5, f"Größe {n}, „gut“; sagt er") for n in range(7)]
    columns = "SELECT line, weight, amount, remark FROM response"
    for number in range(len(OTHERWISE)):
        assert place.query(f"{columns} WHERE wave = '{number}' ORDER BY line") == expected
    assert outcome.report["findings"] == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_in_quotes_keep_the_line_numbers(place: Place, end: str) -> None:
    remark = {1: f"one{end}two{end}three", 3: f"four{end}"}
    made = rows(5, lambda n, row: row.update(q5=remark.get(n, "x"), q1="bad" if n == 4 else "1"))
    place.write(as_csv(made, end=end)).load()
    assert place.one("line") == [2, 3, 6, 7, 9]
    assert [line for line, *_ in place.findings()] == [9]
    assert place.one("remark")[1] == f"one{end}two{end}three"


def test_blank_lines_are_no_rows(place: Place) -> None:
    lines = as_csv(rows(4)).splitlines(keepends=True)
    text = "".join([lines[0], "\n", *lines[1:3], "\r\n", *lines[3:], "\n", "\n"])
    outcome = place.write(text).load()
    assert place.one("line") == [3, 4, 6, 7]
    assert outcome.report["files"][0]["rows_read"] == 4


def test_mixed_line_ends(place: Place) -> None:
    lines = as_csv(rows(4)).splitlines()
    place.write("\n".join(lines[:2]) + "\r\n" + "\r\n".join(lines[2:])).load()
    assert place.one("line") == [2, 3, 4, 5]


def test_the_line_that_excel_writes_first(place: Place) -> None:
    place.write("sep=;\r\n" + as_csv(rows(3), ";", "\r\n")).load()
    assert place.one("line") == [3, 4, 5]


def test_a_last_line_without_an_end_is_noted(place: Place) -> None:
    outcome = place.write(as_csv(rows(3)).rstrip("\n")).load()
    assert outcome.report["findings"] == {"no_final_line_feed": 1}
    assert outcome.report["files"][0]["rows_loaded"] == 3


def test_header_names_that_differ_in_case_only(place: Place) -> None:
    made = [{**row, "Q1": "x", "WZ": "y"} for row in rows(3)]
    outcome = place.write(made).load()
    assert place.one("status") == ["1", "1", "1"]
    assert outcome.report["findings"] == {"unknown_column": 2}


def test_spaces_around_header_names_and_columns_without_one(place: Place) -> None:
    text = as_csv(rows(3)).replace("weight", " weight ", 1)
    lines = [line + ",," for line in text.splitlines()]
    outcome = place.write("\n".join(lines) + "\n").load()
    assert place.one("weight") == [1.5] * 3
    assert outcome.report["findings"] == {"unknown_column": 2}


def test_quotes_inside_texts(place: Place) -> None:
    place.write(rows(2, lambda n, row: row.update(q5='a 5" screen'))).load()
    assert place.one("remark") == ['a 5" screen'] * 2


def test_very_long_texts(place: Place) -> None:
    long = "x" * 3_000_000
    place.write(rows(2, lambda n, row: row.update(q5=long if n else "y"))).load()
    assert place.query("SELECT max(length(remark)) FROM response") == [(3_000_000,)]


def test_a_file_whose_name_holds_glob_characters(place: Place) -> None:
    book = codebook(waves=[{"id": "2024", "label": "2024", "file": "wave[1]*.csv"}])
    place.write(rows(2), book, "wave[1]*.csv").load()
    assert place.one("id") == ["F1", "F2"]


@pytest.mark.parametrize(
    ("delimiter", "texts", "decimal", "values", "guesses"),
    [
        (";", ["1.234", "2.500", "900"], ",", [1234, 2500, 900], 2),
        (";", ["1.234", "2.5", "0.875"], ".", [1.234, 2.5, 0.875], 0),
        (";", ["1.234", "2,5", "1.000.000"], ",", [1234, 2.5, 10_000_000], 1),
        (",", ["1,234", "2500", "2.5"], ".", [1234, 2500, 2.5], 1),
        (",", ["1.234", "2.500", "900"], ".", [1.234, 2.5, 900], 0),
        (";", ["1 234", "1.234,5", "7"], ",", [1234, 1234.5, 7], 0),
        (";", ["1,5", "2,5", "1.5"], ",", [1.5, 2.5, 1.5], 1),
        (";", ["1,5", "1,5E+03", "-2,0"], ",", [1.5, 1500, -2], 0),
    ],
)
def test_decimal_signs_and_thousands(
    place: Place, delimiter: str, texts: list[str], decimal: str, values: list[float], guesses: int
) -> None:
    book = codebook()
    book["design"]["weight"] = None
    book["questions"][3]["range"] = None
    if values[2] == 10_000_000:
        values = [*values[:2], 1_000_000]
    made = rows(3, lambda n, row: row.update(q4=texts[n]))
    outcome = place.write(as_csv(made, delimiter), book).load()
    assert outcome.report["files"][0]["decimal"] == decimal
    assert place.one("amount") == values
    assert outcome.report["findings"].get("guessed_number", 0) == guesses
