"""Numbers as exports write them: decimal comma or point, thousands, scientific notation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from locales import N_, Message

Rule = str
_LONGEST = 100  # more digits than any number of a survey has
_SPACES = re.compile(r"[\s   '’]")
_PLAIN = re.compile(r"[+-]?(\d+|\d*[.,]\d+|\d+[.,])")
_SCIENTIFIC = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d{1,2}")
_SPACED = re.compile(r"[+-]?\d{1,3}([\s   '’]\d{3})+([.,]\d+)?")
_GROUPED = {  # decimal sign -> thousands written with the other sign
    ",": re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?"),
    ".": re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"),
}


@dataclass(frozen=True)
class Number:
    """A number and, where its notation had to be guessed or lost digits, the rule and why."""

    value: float
    rule: Rule | None = None
    message: Message | None = None


def parse(text: str, decimal: str) -> Number | None:
    """The number that `text` writes in a file whose decimal sign is `decimal`; None for no number.

    "1.234" is 1234 where the decimal sign is a comma, and is reported as a guess; "1.234.567",
    "1.234,5" and "1 234" can mean one thing only and are not.
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if len(text) > _LONGEST:
        return None
    if _SCIENTIFIC.fullmatch(text):
        value = float(text.replace(",", "."))
        return Number(value, "scientific_notation", _scientific(text, value))
    if _SPACED.fullmatch(text):
        return Number(float(_SPACES.sub("", text).replace(",", ".")))
    if _GROUPED[decimal].fullmatch(text):
        other = "." if decimal == "," else ","
        value = float(text.replace(other, "").replace(",", "."))
        certain = text.count(other) > 1 or decimal in text
        return Number(value) if certain else _guess(text, value)
    if _PLAIN.fullmatch(text):
        value = float(text.replace(",", "."))
        return Number(value) if decimal in text or _is_whole(text) else _guess(text, value)
    return None


def thousands(text: str) -> Number | None:
    """A headcount with thousands in either notation ("1.204", "1,204"): a guess, and reported."""
    text = text.strip()
    for decimal, pattern in _GROUPED.items():
        if pattern.fullmatch(text) and decimal not in text:
            value = float(re.sub(r"[.,]", "", text))
            return _guess(text, value)
    return None


def _is_whole(text: str) -> bool:
    return "." not in text and "," not in text


def _guess(text: str, value: float) -> Number:
    message = Message(
        N_("'{value}' was read as {number}; check the thousands and decimal signs."),
        value=text,
        number=f"{value:g}" if value != int(value) else int(value),
    )
    return Number(value, "guessed_number", message)


def _scientific(text: str, value: float) -> Message:
    return Message(
        N_(
            "'{value}' is a spreadsheet's scientific notation and was read as {number}; "
            "digits may be lost."
        ),
        value=text,
        number=f"{value:.15g}",
    )
