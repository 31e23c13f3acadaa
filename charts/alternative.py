"""The text alternative of a figure: what it finds, and its numbers, in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from charts import marks
from charts.collapse import MOST
from charts.collapse import line as collapsed
from charts.values import Value, in_order, read
from charts.wording import Wording
from locales.catalogue import N_, translate

_SPAN = N_("{value} (interval {interval})")
_HIGHEST = N_("Highest: {name}, {value}.")
_LOWEST = N_("Lowest: {name}, {value}.")
_FROM_TO = N_("{name}: from {first} ({start}) to {last} ({end}).")
_VALUES = N_("All values: {values}.")
_EVERYONE = N_("{name}: {value}.")
_WITHOUT = N_("Without a value that can be shown: {names}.")
_CELLS = N_("Not shown: {n} of {total} values.")
_MARKS = N_("Signs: {signs}.")
_NOTHING = N_("For this selection there are no values that can be shown.")


def describe(
    table: pd.DataFrame,
    wording: Wording,
    by: str,
    across: str | None = None,
    *,
    reference: pd.DataFrame | None = None,
    reference_label: str | None = None,
    totals: pd.DataFrame | None = None,
    totals_label: str | None = None,
) -> str:
    """What the figure of this table shows: highest and lowest value, or over waves the movement;
    then all values with their marks, and what the marks mean.

    `across` is the second dimension of a heat map, whose `totals` hold a value per code of `by`;
    "option" for shares; "wave" for change, or a series for change over "wave". What the figure does
    not draw has no number here; of many such rows the first are named.
    """
    columns = [by, *([across] if across else [])]
    values = read(table, *columns)
    whole = read(totals, by)
    shown = _drawn(values, across)
    if not shown:
        return translate(wording.lang, _NOTHING)
    digits = marks.digits_of([*shown, *whole], wording)
    if "wave" in columns:
        sentences = _movement(shown, columns, wording, digits)
    elif across == "option":
        sentences = []
    else:
        sentences = _extremes(shown, columns, wording, digits)
    for everyone in read(reference)[:1]:
        name = reference_label or translate(wording.lang, "All")
        value = _with_interval(everyone, wording, digits)
        sentences.append(translate(wording.lang, _EVERYONE, name=name, value=value))
    if known := [v for v in whole if v.estimate is not None]:
        name = totals_label or translate(wording.lang, "Total")
        listed = "; ".join(_listed(v, [by], wording, digits) for v in known)
        sentences.append(translate(wording.lang, _EVERYONE, name=name, value=listed))
    sentences.append(_all(shown, columns, wording, digits))
    missing = [v for v in values if v not in shown]
    sentences += _missing(missing, values, shown, columns, wording)
    signs = "; ".join(marks.legend([*values, *whole], wording.lang))
    if signs:
        sentences.append(translate(wording.lang, _MARKS, signs=signs))
    return re.sub(" {2,}", " ", " ".join(sentences))


def _drawn(values: Sequence[Value], across: str | None) -> list[Value]:
    """The values with a number; of bars of shares only those that are drawn whole, for the others
    would give away the share that is missing.
    """
    shown = [v for v in values if v.estimate is not None]
    if across != "option":
        return shown
    partial = {v.code for v in values if v.estimate is None}
    return [v for v in shown if v.code not in partial]


def _missing(
    missing: Sequence[Value],
    values: Sequence[Value],
    shown: Sequence[Value],
    columns: Sequence[str],
    wording: Wording,
) -> list[str]:
    """Which rows have no value at all, and of how many cells of other rows this is true."""
    rows = {v.code for v in shown}
    signs = {v.code: marks.sign(v) for v in missing if v.code not in rows}
    names = [f"{wording.label(columns[0], code)} {sign}" for code, sign in signs.items()]
    many = len(names) > MOST + 1  # as in the figure, where one more has its own line
    listed = names[:MOST] if many else names
    if many:
        listed.append(collapsed(len(names) - MOST, wording))
    sentences = []
    if listed:
        text = "; ".join(listed)
        sentences.append(translate(wording.lang, _WITHOUT, names=text))
    cells = sum(v.code in rows for v in missing)
    if cells:
        sentences.append(translate(wording.lang, _CELLS, n=cells, total=len(values)))
    return sentences


def _name(value: Value, columns: Sequence[str], wording: Wording) -> str:
    pairs = zip(columns, value.codes, strict=True)
    return ", ".join(wording.label(column, code) for column, code in pairs)


def _with_interval(value: Value, wording: Wording, digits: int) -> str:
    text = marks.printed(value, wording, digits, long=True)
    span = marks.interval(value, wording, digits)
    return translate(wording.lang, _SPAN, value=text, interval=span) if span else text


def _listed(value: Value, columns: Sequence[str], wording: Wording, digits: int) -> str:
    return f"{_name(value, columns, wording)} {marks.printed(value, wording, digits)}"


def _extremes(
    shown: Sequence[Value], columns: Sequence[str], wording: Wording, digits: int
) -> list[str]:
    if len(shown) < 2:
        return []
    high = max(shown, key=lambda v: v.estimate or 0.0)
    low = min(shown, key=lambda v: v.estimate or 0.0)
    return [
        translate(
            wording.lang,
            sentence,
            name=_name(value, columns, wording),
            value=_with_interval(value, wording, digits),
        )
        for sentence, value in ((_HIGHEST, high), (_LOWEST, low))
    ]


def _movement(
    values: Sequence[Value], columns: Sequence[str], wording: Wording, digits: int
) -> list[str]:
    """For each series its first and last value that is shown."""
    at = columns.index("wave")
    sentences = []
    others = [tuple(c for i, c in enumerate(v.codes) if i != at) for v in values]
    for other in dict.fromkeys(others):
        line = [v for v, o in zip(values, others, strict=True) if o == other]
        line.sort(key=lambda v: v.codes[at])
        if len(line) < 2:
            continue
        column = next((c for c in columns if c != "wave"), "")
        name = wording.label(column, other[0]) if other else translate(wording.lang, "All")
        first, last = line[0], line[-1]
        sentences.append(
            translate(
                wording.lang,
                _FROM_TO,
                name=name,
                first=_with_interval(first, wording, digits),
                start=wording.label("wave", first.codes[at]),
                last=_with_interval(last, wording, digits),
                end=wording.label("wave", last.codes[at]),
            )
        )
    return sentences


def _all(values: Sequence[Value], columns: Sequence[str], wording: Wording, digits: int) -> str:
    """Every value that is drawn with its mark, row by row."""
    if len(columns) == 1:
        parts = [_listed(v, columns, wording, digits) for v in values]
        return translate(wording.lang, _VALUES, values="; ".join(parts))
    rows = []
    for code in in_order(values):
        cells = ", ".join(
            f"{wording.label(columns[1], v.codes[1])} {marks.printed(v, wording, digits)}"
            for v in values
            if v.code == code
        )
        rows.append(f"{wording.label(columns[0], code)}: {cells}")
    return translate(wording.lang, _VALUES, values="; ".join(rows))
