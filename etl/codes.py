"""Raw texts of coded answers: the code they stand for, compared as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from etl import damage, numbers
from etl.reading import EMPTY, Reader, Reading
from locales import N_, Message
from survey.codebook import NumericQuestion, Question, ScaleQuestion, answer_codes
from survey.codebook.questions import TextQuestion

_WHOLE = re.compile(r"([+-]?\d+)(?:[.,]0*)?")


class CodeIndex:
    """Codes as exports spell them: outer spaces, "1.0" for 1, "true" for TRUE.

    A spelling that would fit two codes fits none.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        self._folded = _unambiguous((code.casefold(), code) for code in codes)
        self._whole = _unambiguous(
            (str(int(match[1])), code) for code in codes if (match := _WHOLE.fullmatch(code))
        )

    def find(self, text: str) -> str | None:
        """The code that `text` spells, or None."""
        text = text.strip()
        if text in self.codes:
            return text
        if match := _WHOLE.fullmatch(text):
            return self._whole.get(str(int(match[1])))
        return self._folded.get(text.casefold())


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str | None] = {}
    for spelling, code in pairs:
        found[spelling] = code if found.get(spelling, code) == code else None
    return {spelling: code for spelling, code in found.items() if code is not None}


def answer_reader(question: Question, decimal: str) -> Reader:
    """How the raw texts of a question's columns are read."""
    missing = CodeIndex(tuple(question.missing))
    if isinstance(question, NumericQuestion):
        read = _numbers(question, decimal)
    elif isinstance(question, TextQuestion):
        read = Reading
    else:
        read = _codes(question, decimal)

    def reader(text: str) -> Reading:
        if not text.strip():
            return EMPTY
        if (code := missing.find(text)) is not None:
            return Reading(missing=question.missing[code])
        return read(text.strip())

    return reader


def _codes(question: Question, decimal: str) -> Reader:
    index = CodeIndex(answer_codes(question))

    def read(text: str) -> Reading:
        if (code := index.find(text)) is not None:
            return Reading(code)
        if isinstance(question, ScaleQuestion):
            return _off_scale(text, question, decimal)
        if damage.originals(text):
            repaired = damage.undo_date(text, index.codes)
            return Reading(
                repaired, rule="spreadsheet_date", message=damage.date_message(text, repaired)
            )
        return Reading(rule="unknown_code", message=_unknown(text, index.codes))

    return read


def _off_scale(text: str, question: ScaleQuestion, decimal: str) -> Reading:
    low, high = question.scale.min, question.scale.max
    number = numbers.parse(text, decimal)
    if number is None:
        return Reading(rule="unknown_code", message=_unknown(text, question.codes))
    values = {"value": text, "low": low, "high": high}
    if low <= number.value <= high:
        message = Message(
            N_("'{value}' lies between two points of the scale {low} to {high}; it is missing."),
            **values,
        )
        return Reading(rule="between_points", message=message)
    if number.value >= 10 and low <= number.value / 10 <= high and number.value % 10:
        message = Message(
            N_(
                "'{value}' is outside the scale {low} to {high}; it looks like {tenth} whose "
                "decimal sign was lost. It is missing."
            ),
            tenth=f"{number.value / 10:g}".replace(".", decimal),
            **values,
        )
        return Reading(rule="decimal_lost", message=message)
    outside = N_("'{value}' is outside the scale {low} to {high}; it is missing.")
    return Reading(rule="out_of_range", message=Message(outside, **values))


def _numbers(question: NumericQuestion, decimal: str) -> Reader:
    def read(text: str) -> Reading:
        number = numbers.parse(text, decimal)
        if number is None:
            return Reading(rule="not_a_number", message=not_a_number(text))
        if question.range and not question.range[0] <= number.value <= question.range[1]:
            message = Message(
                N_("'{value}' is outside the range {low} to {high}; it is missing."),
                value=text,
                low=f"{question.range[0]:g}",
                high=f"{question.range[1]:g}",
            )
            return Reading(rule="out_of_range", message=message)
        return Reading(number.value, rule=number.rule, message=number.message)

    return read


def not_a_number(text: str) -> Message:
    """The sentence for a text where a number is expected."""
    return Message(N_("'{value}' is not a number; it is missing."), value=text)


def _unknown(text: str, codes: Sequence[str]) -> Message:
    known = ", ".join(codes[:8]) + (", …" if len(codes) > 8 else "")
    return Message(
        N_("'{value}' is not one of the codes {known}; it is missing."), value=text, known=known
    )
