"""Estimate tables as a workbook: the numbers in the long form, and a sheet that says what they are.

A number is a number here, with all its decimals, so that it can be calculated with; how it is
printed, with its mark, stands beside it. Text is written as text: no cell is a formula or a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple

import pandas as pd
from xlsxwriter import Workbook

from charts.marks import digits_of, interval, printed
from charts.values import read
from charts.wording import Wording
from export.csv import neutral
from export.hiding import COUNTS, numbers_of, without_hidden
from export.printed import code_columns
from export.spreadsheet import Table
from locales import Lang, translate

_LONGEST_NAME = 31  # characters that Excel allows for a sheet
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_SOFT_HYPHEN = "\u00ad"
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SHARES = ("estimate", "se", "ci_low", "ci_high", "detectable")  # of shares: 0-1
_WIDEST, _NUMBER = 60, 10  # characters


class _Column(NamedTuple):
    """A column of a sheet: its head, its cells, and how numbers in it look."""

    head: str
    cells: Sequence[str | float | None]
    look: str = ""

    @property
    def width(self) -> int:
        """About as wide as its longest text, in characters."""
        words = [len(cell) if isinstance(cell, str) else _NUMBER for cell in self.cells]
        return min(max([len(self.head), *words]) + 2, _WIDEST)


def to_workbook(
    tables: Sequence[Table],
    headings: Mapping[str, str],
    notes: Sequence[tuple[str, str]],
    *,
    made: date,
) -> bytes:
    """A sheet for each table, the main one first, then the notes.

    `notes` are pairs of what it is and how it is called: question, base, filters, method, marks,
    source. `made` is the day that stands in the file's properties.
    """
    lang = tables[0][2].lang
    out = BytesIO()
    book = Workbook(out, {"in_memory": True, **_AS_TEXT})
    properties = {
        "title": _plain(notes[0][1]),
        "created": datetime(made.year, made.month, made.day),
    }
    book.set_properties(properties)
    looks = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "number": book.add_format({"num_format": "0.00"}),
        "count": book.add_format({"num_format": "#,##0"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "name": book.add_format({"bold": True, "valign": "top"}),
    }
    named = list(_names([name for name, _, _ in tables], lang))
    for (_, table, wording), name in zip(tables, named, strict=True):
        _numbers(book.add_worksheet(name), table, wording, headings, looks)
    of_sheets = [
        (translate(lang, "Sheet “{name}”", name=sheet), title)
        for (title, _, _), sheet in zip(tables, named, strict=True)
        if title
    ]
    _notes(book.add_worksheet(translate(lang, "Notes")), [*notes, *of_sheets], looks)
    book.close()
    return out.getvalue()


def _numbers(
    sheet: Any,
    table: pd.DataFrame,
    wording: Wording,
    headings: Mapping[str, str],
    looks: Mapping[str, Any],
) -> None:
    """Labels and the value as printed, then the columns of the estimate table under their names."""
    labels = code_columns(table, headings, wording.lang)
    columns = [*_in_words(table, wording, labels), *_long(table)]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, _plain(column.head), looks["head"])
        for row, cell in enumerate(column.cells, start=1):
            if isinstance(cell, str):
                sheet.write_string(row, at, _plain(cell), looks["text"])
            elif cell is not None:
                sheet.write_number(row, at, cell, looks[column.look])
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(1, len(labels))
    sheet.autofilter(0, 0, len(table), len(columns) - 1)


def _in_words(
    table: pd.DataFrame, wording: Wording, labels: Mapping[str, str]
) -> Iterator[_Column]:
    """What the codes are called, the value as printed, its interval."""
    lang, values = wording.lang, read(table, *labels)
    digits = digits_of(values, wording)
    for place, (column, head) in enumerate(labels.items()):
        yield _Column(head, [wording.label(column, v.codes[place]) for v in values])
    as_printed = [printed(v, wording, digits, long=True) for v in values]
    yield _Column(translate(lang, "As printed"), as_printed)
    intervals = [interval(v, wording, digits) for v in values]
    yield _Column(translate(lang, "95% interval"), intervals)


def _long(table: pd.DataFrame) -> Iterator[_Column]:
    """The columns of the estimate table, a hidden row without numbers."""
    shown = without_hidden(table)
    numbers = numbers_of(shown)
    of_shares = "statistic" in shown and bool((shown["statistic"] == "proportion").all())
    for name in map(str, shown.columns):
        cells = shown[name].tolist()
        if name not in numbers:
            yield _Column(name, [_code(cell) for cell in cells])
            continue
        share = of_shares and name.endswith(_SHARES)
        look = "count" if name.endswith(COUNTS) else "share" if share else "number"
        yield _Column(name, [None if pd.isna(each) else float(each) for each in cells], look)


def _notes(sheet: Any, notes: Sequence[tuple[str, str]], looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, max(len(name) for name, _ in notes) + 2)
    sheet.set_column(1, 1, 100)
    for row, (name, text) in enumerate(notes):
        sheet.write_string(row, 0, _plain(name), looks["name"])
        sheet.write_string(row, 1, _plain(text), looks["wrapped"])


def _names(titles: Sequence[str], lang: Lang) -> Iterator[str]:
    """What the sheets are called: "Numbers", then by their tables; each name once."""
    taken = {translate(lang, "Notes").casefold()}
    for title in titles:
        name = (title or translate(lang, "Numbers")).translate(_NOT_IN_NAMES).strip()
        name = base = name[:_LONGEST_NAME].strip()
        count = 1
        while name.casefold() in taken or not name:
            count += 1
            end = f" {count}"
            name = base[: _LONGEST_NAME - len(end)] + end
        taken.add(name.casefold())
        yield name


def _plain(text: str) -> str:
    """Text that is no formula, also after the sheet has been saved as CSV."""
    return str(neutral(text.replace(_SOFT_HYPHEN, "")))


def _code(cell: object) -> str:
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    return str(cell)
