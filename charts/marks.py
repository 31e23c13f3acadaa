"""How a value is printed with its mark: "62 %", "(62 %)", "/", "·". Here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from charts.values import Value
from charts.wording import Wording
from locales.catalogue import N_, Lang, translate
from locales.numbers import EN_DASH, MINUS, NO_BREAK_SPACE, decimal, decimals_for, integer

_WHOLE = 100  # amounts from here on are printed whole

UNRELIABLE = "/"
HIDDEN = "·"

_LEGEND = {
    "limited": N_("( ) of limited reliability: few answers or a wide interval"),
    "unreliable": N_("/ not reliable enough to be shown"),
    "hidden": N_("· hidden or without answers"),
}

_SIGN = re.compile(r"^(\( \)|/|·) ")

# Babel takes about 20 µs a number and a figure prints hundreds, mostly the same ones.
_decimal = lru_cache(maxsize=4096)(decimal)
_integer = lru_cache(maxsize=4096)(integer)


def digits_of(values: Iterable[Value], wording: Wording) -> int:
    """Decimals of all numbers in a figure: those its smallest base carries, so that columns align.

    Values with a unit of their own carry one, amounts in the hundreds or beyond none: 2,015 euros.
    """
    if wording.digits is not None:
        return wording.digits
    if wording.unit not in ("percent", "points"):
        sizes = [abs(v.estimate) for v in values if v.estimate is not None]
        return 0 if max(sizes, default=0.0) >= _WHOLE else 1
    bases = [v.n for v in values if v.estimate is not None]
    return decimals_for(min((n for n in bases if n is not None), default=None))


def with_unit(text: str, wording: Wording, *, long: bool = False) -> str:
    """A printed number with its unit; "points" and other words only where `long` is asked for."""
    if wording.unit == "percent":
        return f"{text}{NO_BREAK_SPACE}%" if wording.lang == "de" else f"{text}%"
    if not long or not wording.unit:
        return text
    if wording.unit == "points":
        return translate(wording.lang, "{number} points", number=text)
    return f"{text} {wording.unit}"


def unit_word(wording: Wording) -> str:
    """The unit on its own: "%", "points"."""
    return with_unit("", wording, long=True).strip(f" {NO_BREAK_SPACE}")


def number(amount: float, wording: Wording, digits: int) -> str:
    """A number without unit, in the format of the language."""
    return _decimal(round(amount, digits), wording.lang, digits)


def printed(
    value: Value, wording: Wording, digits: int, *, unit: bool = True, long: bool = False
) -> str:
    """The value as printed: with the percent sign unless `unit` is off, and with its mark."""
    if value.estimate is None:
        return sign(value)
    text = number(value.estimate, wording, digits)
    if unit:
        text = with_unit(text, wording, long=long)
    return f"({text})" if value.limited else text


def bounds(value: Value, wording: Wording) -> tuple[float, float] | None:
    """The ends of the interval as shown, None where there is none.

    An interval of t leaves the scale of a score near its ends; what lies beyond is not shown.
    """
    if value.estimate is None or value.low is None or value.high is None:
        return None
    if wording.unit == "points" and 0 <= value.estimate <= 100:
        return max(value.low, 0.0), min(value.high, 100.0)
    return value.low, value.high


def sign(value: Value) -> str:
    """What stands for a value without a number."""
    return UNRELIABLE if value.flag == "unreliable" else HIDDEN


def interval(value: Value, wording: Wording, digits: int, *, unit: bool = True) -> str:
    """The interval as printed: "54–70 %", "−1 to 6"; empty where there is none."""
    ends = bounds(value, wording)
    if ends is None:
        return ""
    low, high = (number(end, wording, digits) for end in ends)
    high = with_unit(high, wording) if unit else high
    if low.startswith(MINUS):
        return translate(wording.lang, "{low} to {high}", low=low, high=high)
    return f"{low}{EN_DASH}{high}"


def count(value: Value, wording: Wording) -> str:
    """The base as printed: "n = 1.204"; empty where it is not known."""
    if value.n is None:
        return ""
    return f"n = {_integer(value.n, wording.lang)}".replace(" ", NO_BREAK_SPACE)


def hover(title: str, value: Value, wording: Wording, digits: int) -> str:
    """What the pointer shows under the name of the row: the printed value, its interval and base.

    `title` is markup; it may be empty.
    """
    span, word = interval(value, wording, digits), translate(wording.lang, "Interval")
    lines = (
        title,
        printed(value, wording, digits, long=True),
        f"{word} {span}" if span else "",
        count(value, wording),
    )
    # A plain space costs one byte where a no-break space costs six, and here nothing wraps.
    return "<br>".join(line for line in lines if line).replace(NO_BREAK_SPACE, " ")


def legend(values: Sequence[Value], lang: Lang) -> list[str]:
    """A sentence for each mark that occurs, for a line of its own under the figure.

    No-break spaces hold each sign together with the first word of its explanation.
    """
    flags = {value.flag for value in values}
    sentences = [translate(lang, sentence) for flag, sentence in _LEGEND.items() if flag in flags]
    return [_SIGN.sub(lambda m: m[0].replace(" ", NO_BREAK_SPACE), s) for s in sentences]
