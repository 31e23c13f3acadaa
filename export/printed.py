"""An estimate table as printed: labels instead of codes, numbers in the reader's format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

import pandas as pd

from charts.marks import digits_of, interval, printed
from charts.values import read
from charts.wording import Wording
from locales import Lang, translate
from locales.numbers import integer
from survey.codebook import Codebook, MultipleQuestion

Link = Callable[[str, str], str]
"""Column and code -> attributes of a link, escaped; "" for none."""

# Columns of codes in the order in which they are printed; cuts stand between item and option.
_BEFORE, _AFTER = ("wave", "item"), ("option",)


class Printed(NamedTuple):
    """Heads of the columns of labels, and the rows; the names of these columns."""

    heads: list[str]
    rows: list[Row]
    columns: tuple[str, ...] = ()


class Row(NamedTuple):
    """One estimate: the labels of its codes, then the three numbers as printed; the codes."""

    labels: list[str]
    value: str
    interval: str
    n: str
    codes: tuple[str, ...] = ()


def code_columns(table: pd.DataFrame, headings: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """The columns of codes that are printed, with their heads.

    `headings` names the by-columns, and "item" where the question has a word for its items. A
    column that holds one code only is left out: the words round the table say it.
    """
    names = {
        "wave": translate(lang, "Wave"),
        "item": translate(lang, "Item"),
        "option": translate(lang, "Answer"),
        **headings,
    }
    cuts = [column for column in headings if column not in (*_BEFORE, *_AFTER)]
    columns = (*_BEFORE, *cuts, *_AFTER)
    return {c: names[c] for c in columns if c in table and len(set(table[c].array)) > 1}


def printed_rows(table: pd.DataFrame, wording: Wording, headings: Mapping[str, str]) -> Printed:
    """The table in the order of its rows."""
    lang = wording.lang
    columns = code_columns(table, headings, lang)
    values = read(table, *columns)
    digits = digits_of(values, wording)
    rows = [
        Row(
            [wording.label(column, code) for column, code in zip(columns, v.codes, strict=True)],
            printed(v, wording, digits),
            interval(v, wording, digits),
            "" if v.n is None else integer(v.n, lang),
            v.codes,
        )
        for v in values
    ]
    return Printed(list(columns.values()), rows, tuple(columns))


def value_head(wording: Wording) -> str:
    """The head of the column of estimates."""
    if wording.unit == "percent":
        return translate(wording.lang, "Share")
    if wording.unit == "points":
        return translate(wording.lang, "Points")
    return translate(wording.lang, "Mean")


def html_table(
    table: pd.DataFrame,
    wording: Wording,
    headings: Mapping[str, str],
    caption: str,
    link: Link | None = None,
) -> str:
    """The printed rows as an HTML table that screen readers can walk through.

    `link` makes a name a link, where it gives attributes for its column and code. The interval
    stands twice: in its own column, and under the value for a narrow window; the
    style sheet shows one of them (`db-wide`, `db-under`).
    """
    lang = wording.lang
    heads, rows, columns = printed_rows(table, wording, headings)
    label = translate(lang, "95% interval")
    head = (
        "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
        + f'<th scope="col" class="number">{escape(value_head(wording))}'
        + f'<span class="db-under">{escape(label)}</span></th>'
        + f'<th scope="col" class="number db-wide">{escape(label)}</th>'
        + '<th scope="col" class="number">n</th>'
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{_name(label, link(column, code) if link else "")}</th>'
            for label, column, code in zip(row.labels, columns, row.codes, strict=True)
        )
        + f'<td class="number">{escape(row.value)}'
        + (f'<span class="db-under">{escape(row.interval)}</span>' if row.interval else "")
        + f'</td><td class="number db-wide">{escape(row.interval)}</td>'
        + f'<td class="number">{escape(row.n)}</td></tr>'
        for row in rows
    )
    name = escape(translate(lang, "Table: {caption}", caption=caption), quote=True)
    return (
        f'<div class="db-scroll" role="region" tabindex="0" aria-label="{name}">'
        f'<table class="db"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _name(label: str, attributes: str) -> str:
    return f"<a {attributes}>{escape(label)}</a>" if attributes else escape(label)


def item_head(codebook: Codebook, question: str, lang: Lang) -> str:
    """What one of a question's items is called at the head of its column."""
    if question in codebook.score:
        return translate(lang, "Dimension")
    if isinstance(codebook.question[question], MultipleQuestion):
        return translate(lang, "Mention")
    return translate(lang, "Part of the question")
