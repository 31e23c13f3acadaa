"""Raw texts of a dimension: the category they mean, at every level that they tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from etl import damage, numbers
from etl.codes import CodeIndex
from etl.reading import Place
from locales import N_, Message
from survey.classification import Category, Classification
from survey.codebook import Dimension

_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*|\s+(?:bis|to)\s+(?=\d)")
_SPACES = re.compile(r"\s+")
# Longer keys that begin with a code: classification -> how many digits such keys have.
_LONGER_KEYS = {"wz2008": (4, 5), "district-st": (8, 12)}
# Where a longer key that lost its leading zero cannot be taken for another key.
_PADDED_KEYS = {"district-st": (7, 11)}
_LETTER_AND_DIVISION = re.compile(r"[A-Z]\s?[-.]?\s?(\d{2}(?:\.[\d.]+)?)")

Found = tuple[str, str]  # level, code


def dimension_reader(dimension: Dimension) -> Callable[[str], Place]:
    """How the raw texts of a dimension's column are read: its codes at the levels it is cut by."""
    scheme = dimension.scheme
    recognise, missing = Recogniser(scheme), CodeIndex(tuple(dimension.missing))

    def read(text: str) -> Place:
        if not text.strip() or missing.find(text.strip()) is not None:
            return Place({})
        found, rule, message = recognise(text.strip())
        if found is None:
            return Place({}, rule, message)
        level, code = found
        rolled = {to: scheme.roll_up(level, code, to) for to in dimension.level_ids}
        codes = {to: code for to, code in rolled.items() if code is not None}
        if not codes:
            message = Message(
                N_("'{value}' is too coarse: this dimension needs {levels}. The value is missing."),
                value=text.strip(),
                levels=", ".join(dimension.level_ids),
            )
            return Place({}, "too_coarse", message)
        return Place(codes, rule, message)

    return read


class Recogniser:
    """A classification with the spellings under which its categories come in files."""

    def __init__(self, scheme: Classification) -> None:
        self.scheme = scheme
        # finest level first: a letter that is a section and a group as well means the section
        self._levels = tuple(scheme.levels)
        self._index = {level: CodeIndex(scheme.codes(level)) for level in self._levels}
        self._spelled = {level: _spellings(scheme.levels[level].values()) for level in self._levels}
        widths = {len(code) for code in scheme.codes(scheme.finest)}
        numeric = all(code.isdigit() for code in scheme.codes(scheme.finest))
        self._width = widths.pop() if numeric and len(widths) == 1 and scheme.id else 0

    def __call__(self, text: str) -> tuple[Found | None, str | None, Message | None]:
        """The category (level, code), the rule of a finding, its message."""
        if found := self._plain(text):
            return found, None, None
        if self.scheme.headcount and (result := self._headcount(text)):
            return result
        if damage.originals(text):
            return self._date(text)
        if self._width and (result := self._digits(text)):
            return result
        message = Message(
            N_("'{value}' is not a category of {scheme}; the value is missing."),
            value=text,
            scheme=self.scheme.version or ", ".join(self.scheme.codes(self.scheme.finest)),
        )
        return None, "unknown_category", message

    def _plain(self, text: str) -> Found | None:
        for level in self._levels:
            if text in self.scheme.levels[level]:
                return level, text
        folded = _folded(text)
        for level in self._levels:
            if code := self._spelled[level].get(folded):
                return level, code
        if not self._width and not self.scheme.headcount:
            for level in self._levels:
                if code := self._index[level].find(text):
                    return level, code
        return None

    def _headcount(self, text: str) -> tuple[Found | None, str | None, Message | None] | None:
        grouped = numbers.thousands(text)
        number = grouped or numbers.parse(text, ",")
        if number is None:
            return None
        rule, message = number.rule, number.message
        if rule == "guessed_number" and not grouped:
            rule = message = None  # "12.5" and "12,5" persons mean the same
        if code := self._class_of(number.value):
            return (self.scheme.finest, code), rule, message
        return (
            None,
            "out_of_range",
            Message(N_("'{value}' is no headcount; the value is missing."), value=text),
        )

    def _class_of(self, persons: float) -> str | None:
        if persons < 0:
            return None
        fitting = [code for low, _, code in self.scheme.headcount if persons >= low]
        return fitting[-1] if fitting else None

    def _date(self, text: str) -> tuple[Found | None, str | None, Message | None]:
        level = self.scheme.finest
        spelled = {
            **{code: code for code in self.scheme.codes(level)},
            **{also: c.code for c in self.scheme.levels[level].values() for also in c.also},
        }
        original = damage.undo_date(text, spelled)
        code = spelled[original] if original is not None else None
        message = damage.date_message(text, code)
        found = (level, code) if code is not None else None
        return found, "spreadsheet_date", message

    def _digits(self, text: str) -> tuple[Found | None, str | None, Message | None] | None:
        """Keys of digits: padded, cut to the code they begin with, or written as a number."""
        if (match := _LETTER_AND_DIVISION.fullmatch(text.upper())) and self.scheme.id == "wz2008":
            text = match[1]
        known = self.scheme.levels[self.scheme.finest]
        for candidate, rule in self._candidates(_SPACES.sub("", text), text):
            if candidate in known:
                return (self.scheme.finest, candidate), rule, _repaired(text, candidate, rule)
        number = numbers.parse(text, ",")
        if number and number.rule == "scientific_notation":
            message = Message(
                N_(
                    "'{value}' is a spreadsheet's scientific notation that lost digits; no known "
                    "code fits, so the value is missing. Format the column as text."
                ),
                value=text,
            )
            return None, "scientific_notation", message
        return None

    def _candidates(self, digits: str, text: str) -> Iterator[tuple[str, str | None]]:
        """Codes that a key of digits may stand for, likeliest first, and the rule it breaks."""
        width, scheme = self._width, self.scheme.id
        if digits.isdigit():
            yield digits, "code_as_number" if digits != text else None
            if len(digits) < width:
                yield digits.zfill(width), "leading_zero"
            if len(digits) in _LONGER_KEYS.get(scheme, ()):
                yield digits[:width], None
            if len(digits) in _PADDED_KEYS.get(scheme, ()):
                yield f"0{digits}"[:width], "leading_zero"
        elif scheme == "wz2008" and re.fullmatch(r"\d{1,2}(\.\d*){1,2}", digits):
            division = digits.partition(".")[0]
            yield division.zfill(width), "leading_zero" if len(division) < width else None
        elif re.fullmatch(r"\d+[.,]0*", digits):
            yield from (
                (code, rule or "code_as_number")
                for code, rule in self._candidates(re.split(r"[.,]", digits)[0], text)
            )
        elif (number := numbers.parse(digits, ",")) and number.rule == "scientific_notation":
            yield from (
                (code, "scientific_notation")
                for code, _ in self._candidates(f"{number.value:.0f}", text)
            )


def _spellings(categories: Iterable[Category]) -> Mapping[str, str]:
    """Folded spelling -> code: codes, other spellings, labels; ambiguous labels are left out."""
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for category in categories:
        spelled = (category.code, *category.also, category.de, category.en)
        for name in {_folded(name) for name in spelled}:
            if found.setdefault(name, category.code) != category.code:
                unclear.add(name)
    return {name: code for name, code in found.items() if name not in unclear}


def _folded(text: str) -> str:
    """Without differences of case, spaces and dashes: "10 – 49" and "10 bis 49" are "10-49"."""
    return _SPACES.sub(" ", _DASHES.sub("-", text.strip())).casefold()


def _repaired(text: str, code: str, rule: str | None) -> Message | None:
    values = {"value": text, "code": code}
    if rule == "leading_zero":
        return Message(
            N_(
                "'{value}' lost its leading zero in a spreadsheet and was read as '{code}'. Format "
                "the column as text before exporting."
            ),
            **values,
        )
    if rule == "scientific_notation":
        return Message(
            N_("'{value}' is a spreadsheet's scientific notation and was read as '{code}'."),
            **values,
        )
    if rule == "code_as_number":
        return Message(
            N_("'{value}' is a code that was stored as a number; it was read as '{code}'."),
            **values,
        )
    return None
