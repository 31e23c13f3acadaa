"""The file for spreadsheets: words, rounded numbers, and nothing that Excel takes for something."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from export.spreadsheet import to_spreadsheet
from tests.export.tables import HEADINGS, shares, wording


def cells(content: bytes, lang: str) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";" if lang == "de" else ","))


def made(lang: str, table=None, unit: str = "percent", **more) -> list[list[str]]:
    table = shares() if table is None else table
    more = {"above": [("Frage", "Was?")], "below": ["Basis", "( ) eingeschränkt"], **more}
    content = to_spreadsheet([("", table, wording(lang, unit))], HEADINGS[lang], **more)
    assert content.startswith(b"\xef\xbb\xbf")
    return cells(content, lang)


def test_german():
    rows = made("de")
    assert rows[:2] == [["Frage", "Was?"], []]
    assert rows[2][:2] == ["Unternehmensgröße", "Unternehmensgröße (Code)"]
    assert rows[2][2] == "Anteil (%)"
    assert rows[2][5:] == ["n", "Zeichen"]
    assert rows[3] == ["0–9 B.", "size=0-9", "62", "60", "65", "1534", ""]
    assert rows[4] == ["10–49 Beschäftigte", "size=10-49", "25", "20", "30", "120", "( )"]
    assert rows[5] == ["50–249 B.", "size=50-249", "", "", "", "9", "/"]
    assert rows[6] == ["250+ B.", "size=GE250", "", "", "", "", "·"]
    assert rows[7:] == [[], ["Basis"], ["( ) eingeschränkt"]]


def test_english():
    rows = made("en")
    assert rows[2] == [
        *("Firm size", "Firm size (code)", "Share (%)"),
        *("95% interval from", "95% interval to", "n", "Mark"),
    ]
    assert rows[4] == ["10–49 employees", "size=10-49", "25", "20", "30", "120", "( )"]


@pytest.mark.parametrize(("lang", "sign"), [("de", ","), ("en", ".")])
def test_decimals_of_the_language_and_of_the_print(lang, sign):
    """Two wide bases: one decimal; no thousands sign, which a spreadsheet may read as a decimal."""
    table = shares().iloc[:1].assign(n=1534.0)
    table = table.loc[table.index.repeat(2)].assign(size=["0-9", "10-49"])
    table["estimate"] = [0.62345, 12.5]
    rows = made(lang, table)
    assert rows[3][2:6] == [f"62{sign}3", f"60{sign}0", f"65{sign}0", "1534"]
    assert rows[4][2] == f"1250{sign}0"


def test_negative_means_are_numbers_and_keep_their_unit():
    table = shares().assign(statistic="mean", estimate=-3.25, flag="")
    rows = made("de", table, "Beschäftigte")
    assert rows[2][2] == "Mittelwert (Beschäftigte)"
    assert rows[3][2] == "-3,2"
    assert made("de", table, "points")[2][2] == "Punkte"


def test_no_cell_is_a_formula_a_date_or_a_number_that_is_none():
    evil = [("=1+1", "@x"), ("-2", "+3")]
    table = shares().assign(size=["=cmd|x", "10-49", "01234", "1E5"])
    for lang in ("de", "en"):
        rows = made(lang, table, above=evil, below=["=2"])
        for row in rows:
            for cell in row:
                assert not re.match(r"[=+@\t\r]|-(?!\d+([.,]\d+)?$)", cell), cell
                assert not re.match(r"\d+-\d+$|0\d+$|\d+E\d+$", cell) or cell in ("01234", "1E5")
        codes = [row[1] for row in rows if len(row) > 5][1:]
        assert codes == ["size==cmd|x", "size=10-49", "size=01234", "size=1E5"]


def test_hidden_numbers_are_nowhere():
    assert "98" not in str(made("de"))


def test_several_tables_stand_under_their_names():
    tables = [("", shares(), wording("de")), ("Mittelwerte", shares(), wording("de"))]
    rows = cells(to_spreadsheet(tables, HEADINGS["de"], above=[], below=[]), "de")
    at = rows.index(["Mittelwerte"])
    assert rows[at - 1] == []
    assert rows[at + 1][0] == "Unternehmensgröße"
    assert len(rows[at + 2]) == 7
