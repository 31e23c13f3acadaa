"""An estimate table as printed: labels instead of codes, numbers in the reader's format."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from charts.marks import digits_of, interval, printed
from charts.values import read
from charts.wording import Wording
from locales import translate
from locales.numbers import integer

# Columns of codes in the order in which they are printed; cuts stand between item and option.
_BEFORE, _AFTER = ("wave", "item"), ("option",)


def printed_rows(
    table: pd.DataFrame, wording: Wording, headings: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """Column heads and rows of text.

    `headings` names the by-columns. A column that holds one code only is left out: the words round
    the table say it.
    """
    lang = wording.lang
    names = {
        "wave": translate(lang, "Wave"),
        "item": translate(lang, "Item"),
        "option": translate(lang, "Answer"),
        **headings,
    }
    columns = [*_BEFORE, *headings, *_AFTER]
    columns = [c for c in columns if c in table and table[c].nunique() > 1]
    values = read(table, *columns)
    digits = digits_of(values, wording)
    rows = [
        [
            *(wording.label(column, code) for column, code in zip(columns, v.codes, strict=True)),
            printed(v, wording, digits),
            interval(v, wording, digits),
            "" if v.n is None else integer(v.n, lang),
        ]
        for v in values
    ]
    heads = [*(names[c] for c in columns), _value(wording), translate(lang, "95% interval"), "n"]
    return heads, rows


def _value(wording: Wording) -> str:
    if wording.unit == "percent":
        return translate(wording.lang, "Share")
    if wording.unit == "points":
        return translate(wording.lang, "Points")
    return translate(wording.lang, "Mean")


def html_table(
    table: pd.DataFrame, wording: Wording, headings: Mapping[str, str], caption: str
) -> str:
    """The printed rows as an HTML table that screen readers can walk through."""
    heads, rows = printed_rows(table, wording, headings)
    numbers = len(heads) - 3
    head = "".join(
        f'<th scope="col"{_number(i >= numbers)}>{escape(text)}</th>'
        for i, text in enumerate(heads)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(cell)}</th>'
            if i < numbers
            else f"<td{_number(True)}>{escape(cell)}</td>"
            for i, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="db-scroll" tabindex="0"><table class="db"><caption>{escape(caption)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _number(yes: bool) -> str:
    return ' class="number"' if yes else ""
