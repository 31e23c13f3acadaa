"""Estimate tables as a CSV that people open in a spreadsheet: words, rounded numbers, notes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

import pandas as pd

from charts.marks import HIDDEN, UNRELIABLE, digits_of, unit_word
from charts.values import Value, read
from charts.wording import Wording
from export.csv import BYTE_ORDER_MARK, neutral
from export.printed import code_columns, value_head
from locales import Lang, translate

Table = tuple[str, pd.DataFrame, Wording]


def to_spreadsheet(
    tables: Sequence[Table],
    headings: Mapping[str, str],
    *,
    above: Sequence[tuple[str, str]],
    below: Sequence[str],
) -> bytes:
    """What is printed on the page, for a spreadsheet in the reader's language.

    German spreadsheets expect semicolon and decimal comma, English ones comma and point. `above`
    are pairs of what it is and how it is called (question, base, selection), `below` the notes.
    Codes stand beside their labels as `size=10-49`, as in an address: a bare 10-49 would become a
    date, and 01234 would lose its zero. Hidden and unreliable values are signs here, as in print.
    """
    lang = tables[0][2].lang
    out = StringIO()
    lines = csv.writer(out, delimiter=";" if lang == "de" else ",", lineterminator="\r\n")
    rows: list[Sequence[object]] = [_texts(pair) for pair in above]
    for name, table, wording in tables:
        rows += [[], _texts([name])] if name else [[]]
        rows += _rows(table, wording, headings)
    rows.append([])
    rows += [_texts([note]) for note in below]
    lines.writerows(rows)
    return BYTE_ORDER_MARK + out.getvalue().encode("utf-8")


def _rows(
    table: pd.DataFrame, wording: Wording, headings: Mapping[str, str]
) -> Iterator[list[object]]:
    """Heads, then a row per estimate. Texts are neutralised, numbers not: a minus is no formula."""
    lang = wording.lang
    columns = code_columns(table, headings, lang)
    heads = [
        each
        for name in columns.values()
        for each in (name, translate(lang, "{name} (code)", name=name))
    ]
    heads.append(_value_head(wording))
    heads += [translate(lang, "95% interval from"), translate(lang, "95% interval to"), "n"]
    heads.append(translate(lang, "Mark"))
    yield _texts(heads)
    values = read(table, *columns)
    digits = digits_of(values, wording)
    for each in values:
        named = zip(columns, each.codes, strict=True)
        numbers = (each.estimate, each.low, each.high)
        yield [
            *_texts(text for column, code in named for text in _named(column, code, wording)),
            *(_number(number, digits, lang) for number in numbers),
            "" if each.n is None else each.n,
            _mark(each),
        ]


def _texts(cells: Iterable[str]) -> list[object]:
    return [neutral(cell) for cell in cells]


def _value_head(wording: Wording) -> str:
    head, unit = value_head(wording), unit_word(wording)
    return f"{head} ({unit})" if unit and wording.unit != "points" else head


def _named(column: str, code: str, wording: Wording) -> tuple[str, str]:
    return wording.label(column, code), f"{column}={code}"


def _number(amount: float | None, digits: int, lang: Lang) -> str:
    """A number rounded as printed, without thousands signs; nothing where there is none."""
    if amount is None:
        return ""
    text = f"{round(amount, digits) + 0.0:.{digits}f}"
    return text.replace(".", ",") if lang == "de" else text


def _mark(value: Value) -> str:
    if value.estimate is None:
        return UNRELIABLE if value.flag == "unreliable" else HIDDEN
    return "( )" if value.limited else ""
