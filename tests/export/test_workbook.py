"""The workbook, read back: the numbers of the table, labels beside codes, no formula, no date."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from export.csv import neutral
from export.workbook import to_workbook
from tests.export.tables import HEADINGS, shares, wording

NOTES = [("Befund", "Was?"), ("Basis", "alle")]


def book(table=None, lang="de", notes=NOTES, tables=None):
    tables = tables or [("", shares() if table is None else table, wording(lang))]
    content = to_workbook(tables, HEADINGS[lang], notes, made=date(2026, 11, 29))
    return load_workbook(BytesIO(content))


def rows(sheet) -> list[dict]:
    heads, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def test_the_sheets_are_in_the_readers_language():
    assert book().sheetnames == ["Zahlen", "Erläuterungen"]
    assert book(lang="en").sheetnames == ["Numbers", "Notes"]


def test_the_numbers_are_those_of_the_table_with_labels_codes_and_marks():
    found, table = rows(book()["Zahlen"]), shares()
    assert [row["size"] for row in found] == table["size"].tolist()
    assert [row["Unternehmensgröße"] for row in found][1] == "10–49 Beschäftigte"
    assert [row["Wie angezeigt"] for row in found] == ["62\u00a0%", "(25\u00a0%)", "/", "·"]
    assert found[0]["95‑%‑Intervall"] == "60–65\u00a0%"
    for name in ("estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff"):
        got = [row[name] for row in found]
        assert got == [*table[name].tolist()[:3], None], name
    assert [row["flag"] or "" for row in found] == table["flag"].tolist()


def test_shares_look_like_percent_and_stay_shares():
    sheet = book()["Zahlen"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("estimate") + 1)
    assert cell.number_format == "0.0%"
    assert cell.value == 0.6234567890123


def test_hidden_sides_of_a_contrast_have_no_number():
    table = shares().iloc[:2].assign(
        group_estimate=[0.1111, 0.2222], group_n=[3333, 4444], group_flag=["hidden", ""],
        against_estimate=[0.5555, 0.6666], against_flag="", flag=["hidden", ""],
    )  # fmt: skip
    (first, second) = rows(book(table)["Zahlen"])
    assert first["group_estimate"] is first["group_n"] is first["estimate"] is None
    assert first["against_estimate"] == 0.5555
    assert second["group_estimate"] == 0.2222


EVIL = st.sampled_from("=+-@\t\r\n '") | st.characters(codec="utf-8")


@given(st.lists(st.text(EVIL, max_size=8), min_size=4, max_size=4), st.text(EVIL, max_size=8))
def test_no_cell_is_a_formula_or_anything_but_text(codes, note):
    table = shares().assign(size=codes)
    found = book(table, notes=[("Befund", note), (note, "=1+1")])
    for sheet in found:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr"), cell.value
                if isinstance(cell.value, str):
                    assert neutral(cell.value) == cell.value


@pytest.mark.parametrize(
    "title", ["", "a" * 40, "Zahlen", "ERLÄUTERUNGEN", "x/y: [z]*?", "'", "History"]
)
def test_any_title_names_a_sheet_of_its_own(title):
    tables = [("", shares(), wording("de"))] + [(title, shares(), wording("de"))] * 3
    names = book(tables=tables).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert all(0 < len(name) <= 31 for name in names)


def test_the_notes_say_what_the_sheets_are():
    tables = [("", shares(), wording("de")), ("alle Unternehmen", shares(), wording("de"))]
    lines = list(book(tables=tables)["Erläuterungen"].iter_rows(values_only=True))
    assert lines == [*NOTES, ("Blatt „alle Unternehmen“", "alle Unternehmen")]
