"""Damage that spreadsheets do to codes: classes turned into dates, zeros and digits lost."""

from __future__ import annotations

import re
from collections.abc import Collection

from locales import N_, Message

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january jän jänner",
            "feb februar february",
            "mrz mär märz mar march",
            "apr april",
            "mai may",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dez dec dezember december",
        ),
        start=1,
    )
    for name in names.split()
}
_WORD = r"([A-Za-zäÄ]{3,9})\.?"
_MONTH_NUMBER = re.compile(rf"{_WORD}[\s\-./]*(\d{{2,4}})")  # Okt 49, Oct-49, Okt. 1949
_NUMBER_MONTH = re.compile(rf"(\d{{1,2}})\.?[\s\-./]*{_WORD}")  # 10. Nov, 25-Jun
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})([T ][\d:.]*)?")  # 1949-10-01 00:00:00
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")  # 01.10.1949, 10/1/49


def originals(text: str) -> tuple[str, ...]:
    """The ranges "10-49" that a spreadsheet may have turned into the date `text`; () for no date.

    A month with a year was "month-year", a day with a month "day-month" or "month-day"; a full
    date may be either.
    """
    text = text.strip()
    if (match := _MONTH_NUMBER.fullmatch(text)) and (month := _MONTHS.get(match[1].lower())):
        return (f"{month}-{int(match[2][-2:])}",)
    if (match := _NUMBER_MONTH.fullmatch(text)) and (month := _MONTHS.get(match[2].lower())):
        return (f"{int(match[1])}-{month}", f"{month}-{int(match[1])}")
    if match := _ISO.fullmatch(text):
        return _from_date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(text):
        one, other, year = int(match[1]), int(match[2]), int(match[3])
        return tuple(dict.fromkeys([*_from_date(year, other, one), *_from_date(year, one, other)]))
    return ()


def _from_date(year: int, month: int, day: int) -> tuple[str, ...]:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ()
    if day == 1:  # a spreadsheet sets the first of the month where only month and year were read
        return (f"{month}-{year % 100}", f"1-{month}", f"{month}-1")
    return (f"{day}-{month}", f"{month}-{day}")


def undo_date(text: str, known: Collection[str]) -> str | None:
    """The one known range that the date `text` can have been; None where it is none or several."""
    fitting = [candidate for candidate in originals(text) if candidate in known]
    return fitting[0] if len(fitting) == 1 else None


def date_message(text: str, repaired: str | None) -> Message:
    """The sentence for a class that a spreadsheet turned into a date."""
    if repaired is not None:
        return Message(
            N_(
                "'{value}' is a date that a spreadsheet made of the class '{code}'; it was read as "
                "'{code}'. Format the column as text before exporting."
            ),
            value=text,
            code=repaired,
        )
    return Message(
        N_(
            "'{value}' is a date that a spreadsheet made of a class such as '{original}'; no known "
            "class fits, so the value is missing. Format the column as text before exporting."
        ),
        value=text,
        original=(originals(text) or ("?",))[0],
    )
