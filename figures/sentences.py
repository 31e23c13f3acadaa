"""Findings in words: an estimate with its interval, which group is first, which last.

A sentence is made only from estimates without a mark. Where a marked one lies beyond them, the
sentence says that it speaks of the reliable ones, so that it never contradicts the picture.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.marks import digits_of, interval, number, with_unit
from charts.values import Value, read
from charts.wording import Wording
from locales import N_, translate

_WIDEST = N_("Clearest difference – {row}: {high_column} {high}, {low_column} {low}")
_WIDEST_OF = N_(
    "Clearest difference in “{label}” – {row}: {high_column} {high}, {low_column} {low}"
)


def nothing_to_say(table: pd.DataFrame, wording: Wording) -> str:
    """The headline where no estimate is reliable: none at all, or limited ones only."""
    if any(v.estimate is not None for v in read(table)):
        return translate(wording.lang, "Only values of limited reliability in this selection")
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


def reliable(table: pd.DataFrame, *columns: str) -> list[Value]:
    """Estimates without a mark, the highest first."""
    found = [v for v in read(table, *columns) if v.estimate is not None and not v.limited]
    return sorted(found, key=lambda v: v.estimate or 0.0, reverse=True)


def first_and_last(table: pd.DataFrame, column: str, wording: Wording, label: str = "") -> str:
    """ "Vorn Information und Kommunikation: 55 Punkte (52–58); zuletzt Baugewerbe: …".

    `label` says what the numbers are where they are not the whole question.
    """
    found = reliable(table, column)
    if not found:
        return nothing_to_say(table, wording)
    digits = digits_of(found, wording)
    first, last = (
        f"{wording.label(column, v.code)}: {with_interval(v, wording, digits)}"
        for v in (found[0], found[-1])
    )
    if len(found) == 1:
        sentence = first
    else:
        sentence = translate(wording.lang, "top {first}; bottom {last}", first=first, last=last)
    if _beyond(table, column, found):
        sentence = translate(
            wording.lang, "among the reliable values {sentence}", sentence=sentence
        )
    return headed(label, sentence)


def chosen_beside_all(
    table: pd.DataFrame,
    column: str,
    codes: Sequence[str],
    everyone: pd.DataFrame,
    everyone_label: str,
    wording: Wording,
    label: str = "",
) -> str:
    """ "Baugewerbe: 23 Punkte (21–25); alle Unternehmen: 32 Punkte (31–33)".

    Without chosen `codes`, or where they carry a mark, the first and the last of all.
    """
    found = [v for v in reliable(table, column) if v.code in codes]
    all_ = single(everyone)
    if not found or all_ is None:
        return first_and_last(table, column, wording, label)
    digits = digits_of([*found, all_], wording)
    parts = [f"{wording.label(column, v.code)}: {with_interval(v, wording, digits)}" for v in found]
    parts.append(f"{everyone_label}: {with_interval(all_, wording, digits)}")
    return headed(label, "; ".join(parts))


def most_named(table: pd.DataFrame, column: str, wording: Wording, count: int = 3) -> str:
    """ "Am häufigsten genannt: Zeitmangel 63 % (60–66 %), …", the highest of a ranking."""
    return _highest(table, column, wording, count, N_("Named most often: {list}"))


def most_frequent(table: pd.DataFrame, column: str, wording: Wording, count: int = 3) -> str:
    """ "Am häufigsten: Keine Strategie 45 % (41–49 %), …", the highest shares of one question."""
    return _highest(table, column, wording, count, N_("Most frequent: {list}"))


def highest_means(table: pd.DataFrame, column: str, wording: Wording, count: int = 3) -> str:
    """ "Höchste Mittelwerte: Zeitmangel 3,6 (3,5–3,7), …" of the items of a scale."""
    return _highest(table, column, wording, count, N_("Highest means: {list}"))


def _highest(table: pd.DataFrame, column: str, wording: Wording, count: int, msgid: str) -> str:
    found = reliable(table, column)
    if not found:
        return nothing_to_say(table, wording)
    digits = digits_of(found[:count], wording)
    parts = [
        f"{wording.label(column, v.code)} {with_interval(v, wording, digits)}"
        for v in found[:count]
    ]
    sentence = translate(wording.lang, msgid, list=", ".join(parts))
    limited = [v for v in read(table, column) if v.limited and v.estimate is not None]
    if any((v.estimate or 0) > (found[:count][-1].estimate or 0) for v in limited):
        return headed(translate(wording.lang, "among the reliable values"), sentence)
    return sentence


def widest_difference(
    table: pd.DataFrame, by: str, across: str, wording: Wording, label: str = ""
) -> str:
    """The row of a heat map whose highest and lowest column differ most: "Know-how – …".

    Only a difference whose intervals do not meet is spoken of: a wider one whose intervals do may
    stand in the same picture, so it is called the clearest, not the widest. `label`
    says what the numbers are where they are not the whole question.
    """
    best: tuple[float, Value, Value] | None = None
    found = reliable(table, by, across)
    for code in dict.fromkeys(v.codes[0] for v in found):
        row = [v for v in found if v.codes[0] == code]
        high, low = row[0], row[-1]
        if low.high is None or high.low is None or low.high >= high.low:
            continue
        width = (high.estimate or 0.0) - (low.estimate or 0.0)
        if best is None or width > best[0]:
            best = (width, high, low)
    if best is None:
        if not found:
            return nothing_to_say(table, wording)
        text = translate(wording.lang, "No difference stands out from chance in this selection")
        return f"{headed('', label)}: {text[:1].lower()}{text[1:]}" if label else text
    _, high, low = best
    digits = digits_of([high, low], wording)
    return translate(
        wording.lang,
        _WIDEST_OF if label else _WIDEST,
        label=label,
        row=wording.label(by, high.codes[0]),
        high_column=wording.label(across, high.codes[1]),
        high=with_interval(high, wording, digits),
        low_column=wording.label(across, low.codes[1]),
        low=with_interval(low, wording, digits),
    )


def headed(label: str, sentence: str) -> str:
    """`label – sentence`, with a capital letter at the start."""
    text = f"{label} – {sentence}" if label else sentence
    return text[:1].upper() + text[1:]


def _beyond(table: pd.DataFrame, column: str, found: list[Value]) -> bool:
    """Whether a value of limited reliability lies above the highest or below the lowest."""
    limited = [v.estimate for v in read(table, column) if v.limited and v.estimate is not None]
    high, low = found[0].estimate or 0.0, found[-1].estimate or 0.0
    return any(value > high or value < low for value in limited)
