"""The text alternative of a figure: what it finds, and its numbers, in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from charts import marks
from charts.dumbbell import printed_difference, side_of
from charts.sentences import missing_rows, movement, name_of, with_interval
from charts.values import Value, in_order, lookup, read
from charts.wording import Wording
from locales.catalogue import N_, translate

_HIGHEST = N_("Highest: {name}, {value}.")
_LOWEST = N_("Lowest: {name}, {value}.")
_VALUES = N_("All values: {values}.")
_EVERYONE = N_("{name}: {value}.")
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
        sentences = movement(shown, columns, wording, digits)
    elif across == "option":
        sentences = []
    else:
        sentences = _extremes(shown, columns, wording, digits)
    for everyone in read(reference)[:1]:
        name = reference_label or translate(wording.lang, "All")
        value = with_interval(everyone, wording, digits)
        sentences.append(translate(wording.lang, _EVERYONE, name=name, value=value))
    if known := [v for v in whole if v.estimate is not None]:
        name = totals_label or translate(wording.lang, "Total")
        listed = "; ".join(_listed(v, [by], wording, digits) for v in known)
        sentences.append(translate(wording.lang, _EVERYONE, name=name, value=listed))
    sentences.append(_all(shown, columns, wording, digits))
    missing = [v for v in values if v not in shown]
    sentences += missing_rows(missing, values, shown, columns, wording)
    signs = "; ".join(marks.legend([*values, *whole], wording.lang))
    if signs:
        sentences.append(translate(wording.lang, _MARKS, signs=signs))
    return re.sub(" {2,}", " ", " ".join(sentences))


def describe_pairs(table: pd.DataFrame, wording: Wording, by: str, labels: tuple[str, str]) -> str:
    """What a figure of two groups shows: both values of each row, and their difference."""
    sides = [lookup(read(side_of(table, side), by)) for side in ("group", "against")]
    plain = replace(wording, unit="")
    rows, shown = [], []
    for gap in read(table, by):
        values = [side[gap.codes] for side in sides]
        shown += values
        digits = marks.digits_of(values, wording)
        parts = [
            f"{label} {with_interval(value, wording, digits)}"
            for label, value in zip(labels, values, strict=True)
            if value.estimate is not None
        ]
        if gap.estimate is not None:
            text = f"{printed_difference(gap, wording, digits)}"
            span = marks.interval(gap, plain, digits)
            difference = f"{text} ({span})" if span else text
            parts.append(translate(wording.lang, "difference {value}", value=difference))
        if parts:
            rows.append(f"{wording.label(by, gap.code)}: {', '.join(parts)}")
    if not rows:
        return translate(wording.lang, _NOTHING)
    sentences = [translate(wording.lang, _VALUES, values="; ".join(rows))]
    if signs := "; ".join(marks.legend(shown, wording.lang)):
        sentences.append(translate(wording.lang, _MARKS, signs=signs))
    return " ".join(sentences)


def _drawn(values: Sequence[Value], across: str | None) -> list[Value]:
    """The values with a number; of bars of shares only those that are drawn whole, for the others
    would give away the share that is missing.
    """
    shown = [v for v in values if v.estimate is not None]
    if across != "option":
        return shown
    partial = {v.code for v in values if v.estimate is None}
    return [v for v in shown if v.code not in partial]


def _listed(value: Value, columns: Sequence[str], wording: Wording, digits: int) -> str:
    return f"{name_of(value, columns, wording)} {marks.printed(value, wording, digits)}"


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
            name=name_of(value, columns, wording),
            value=with_interval(value, wording, digits),
        )
        for sentence, value in ((_HIGHEST, high), (_LOWEST, low))
    ]


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
