"""Findings in words: an estimate with its interval, and which group is first and last.

A sentence is made only from estimates without a mark.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.marks import digits_of, interval, number, with_unit
from charts.values import Value, read
from charts.wording import Wording
from locales import translate
from locales.numbers import signed_points


def too_few(wording: Wording) -> str:
    """The headline where no estimate is reliable enough for a finding."""
    return translate(wording.lang, "Too few answers for a finding in this selection")


def with_interval(value: Value, wording: Wording, digits: int | None = None) -> str:
    """ "62 % (54–70 %)", "38 points (35–41)"."""
    if value.estimate is None:
        return "–"
    if digits is None:
        digits = digits_of([value], wording)
    text = with_unit(number(value.estimate, wording, digits), wording, long=True)
    span = interval(value, wording, digits)
    return f"{text} ({span})" if span else text


def single(table: pd.DataFrame) -> Value | None:
    """The one estimate of a table without cuts, where it carries no mark."""
    found = [v for v in read(table) if v.estimate is not None and not v.limited]
    return found[0] if found else None


def reliable(table: pd.DataFrame, column: str) -> list[Value]:
    """Estimates without a mark, the highest first."""
    found = [v for v in read(table, column) if v.estimate is not None and not v.limited]
    return sorted(found, key=lambda v: v.estimate or 0.0, reverse=True)


def first_and_last(table: pd.DataFrame, column: str, wording: Wording, label: str = "") -> str:
    """ "Vorn Information und Kommunikation: 55 Punkte (52–58); zuletzt Baugewerbe: …"."""
    found = reliable(table, column)
    if not found:
        return too_few(wording)
    digits = digits_of(found, wording)
    first, last = found[0], found[-1]
    said = {
        "first": wording.label(column, first.code),
        "first_value": with_interval(first, wording, digits),
        "last": wording.label(column, last.code),
        "last_value": with_interval(last, wording, digits),
    }
    head = label[:1].upper() + label[1:]
    if len(found) == 1:
        alone = translate(wording.lang, "{first}: {first_value}", **said)
        return f"{head} – {alone}" if head else alone
    if head:
        return translate(
            wording.lang,
            "{label} – ahead {first}: {first_value}; last {last}: {last_value}",
            label=head,
            **said,
        )
    return translate(
        wording.lang, "Ahead {first}: {first_value}; last {last}: {last_value}", **said
    )


def chosen_beside_all(
    table: pd.DataFrame,
    column: str,
    codes: Sequence[str],
    everyone: pd.DataFrame,
    wording: Wording,
    label: str = "",
) -> str:
    """ "Baugewerbe: 23 Punkte (21–25); alle Betriebe: 32 Punkte (31–33)".

    Without chosen `codes`, or where they carry a mark, the first and the last of all.
    """
    found = [v for v in reliable(table, column) if v.code in codes]
    all_ = single(everyone)
    if not found or all_ is None:
        return first_and_last(table, column, wording, label)
    digits = digits_of([*found, all_], wording)
    parts = [f"{wording.label(column, v.code)}: {with_interval(v, wording, digits)}" for v in found]
    parts.append(
        translate(wording.lang, "all firms: {value}", value=with_interval(all_, wording, digits))
    )
    head = label[:1].upper() + label[1:]
    return (f"{head} – " if head else "") + "; ".join(parts)


def most_named(table: pd.DataFrame, column: str, wording: Wording, count: int = 3) -> str:
    """ "Am häufigsten genannt: Zeitmangel (63 %, 60–66 %), …"."""
    found = reliable(table, column)[:count]
    if not found:
        return too_few(wording)
    digits = digits_of(found, wording)
    parts = [f"{wording.label(column, v.code)} {with_interval(v, wording, digits)}" for v in found]
    return translate(wording.lang, "Named most often: {list}", list=", ".join(parts))


def most_weight(table: pd.DataFrame, column: str, wording: Wording, count: int = 3) -> str:
    """ "Most weight: Zeitmangel 3,6 (3,5–3,7), …": the highest means of a scale."""
    found = reliable(table, column)[:count]
    if not found:
        return too_few(wording)
    parts = [f"{wording.label(column, v.code)} {with_interval(v, wording)}" for v in found]
    return translate(wording.lang, "Most weight: {list}", list=", ".join(parts))


def highest_cell(table: pd.DataFrame, columns: tuple[str, str], wording: Wording) -> str:
    """ "Highest: Information und Kommunikation, 250+ Beschäftigte with 68 points (61–74)"."""
    found = [v for v in read(table, *columns) if v.estimate is not None and not v.limited]
    if not found:
        return too_few(wording)
    digits = digits_of(found, wording)
    highest = max(found, key=lambda v: v.estimate or 0.0)
    lowest = min(found, key=lambda v: v.estimate or 0.0)

    def said(value: Value) -> str:
        labels = zip(columns, value.codes, strict=True)
        return ", ".join(wording.label(column, code) for column, code in labels)

    return translate(
        wording.lang,
        "Highest – {highest}: {high}; lowest – {lowest}: {low}",
        highest=said(highest),
        high=with_interval(highest, wording, digits),
        lowest=said(lowest),
        low=with_interval(lowest, wording, digits),
    )


def change_since(now: Value, before: Value, wording: Wording, wave: str) -> str:
    """ "+3 Punkte gegenüber Erhebung 2021 (29, 28–30)"."""
    if now.estimate is None or before.estimate is None:
        return ""
    digits = digits_of([now, before], wording)
    difference = round(now.estimate, digits) - round(before.estimate, digits)
    return translate(
        wording.lang,
        "{difference} since {wave}: {before}",
        difference=signed_points(difference, wording.lang, digits),
        wave=wave,
        before=with_interval(before, wording, digits),
    )
