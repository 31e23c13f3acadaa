"""Sentences of a text alternative: a value with its interval, a movement, what is not shown."""

from __future__ import annotations

from collections.abc import Sequence

from charts import marks
from charts.collapse import MOST
from charts.collapse import line as collapsed
from charts.values import Value
from charts.wording import Wording
from locales.catalogue import N_, translate

_SPAN = N_("{value} (interval {interval})")
_FROM_TO = N_("{name}: from {first} ({start}) to {last} ({end}).")
_WITHOUT = N_("Without a value that can be shown: {names}.")
_CELLS = N_("Not shown: {n} of {total} values.")


def name_of(value: Value, columns: Sequence[str], wording: Wording) -> str:
    pairs = zip(columns, value.codes, strict=True)
    return ", ".join(wording.label(column, code) for column, code in pairs)


def with_interval(value: Value, wording: Wording, digits: int) -> str:
    text = marks.printed(value, wording, digits, long=True)
    span = marks.interval(value, wording, digits)
    return translate(wording.lang, _SPAN, value=text, interval=span) if span else text


def movement(
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
                first=with_interval(first, wording, digits),
                start=wording.label("wave", first.codes[at]),
                last=with_interval(last, wording, digits),
                end=wording.label("wave", last.codes[at]),
            )
        )
    return sentences


def missing_rows(
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
