"""Numbers and dates as printed in each language: 62 % and 8,3 Punkte, 62% and 8.3 points."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from locales.catalogue import N_, Lang, translate

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"

_BABEL = {"de": "de_DE", "en": "en_GB"}


def decimals_for(n: float | None) -> int:
    """Decimals a share may carry: none below 1,000 respondents, one from there on."""
    return 1 if n is not None and n >= 1000 else 0


def integer(value: float, lang: Lang) -> str:
    """A count with its thousands separator: 1.204 or 1,204."""
    return format_decimal(round(value), locale=_BABEL[lang]).replace("-", MINUS)


def decimal(value: float, lang: Lang, digits: int = 1) -> str:
    """A number with exactly `digits` decimals."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    rounded = round(value, digits) + 0.0  # + 0.0 turns -0.0 into 0.0
    return format_decimal(rounded, pattern, locale=_BABEL[lang]).replace("-", MINUS)


def percent(share: float, lang: Lang, digits: int = 0) -> str:
    """A share of 0–1 as a percentage: "62 %" in German (no-break space), "62%" in English."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
    if lang == "de":
        pattern = pattern.replace("%", NO_BREAK_SPACE + "%")
    rounded = round(share, digits + 2) + 0.0
    return format_percent(rounded, pattern, locale=_BABEL[lang]).replace("-", MINUS)


def percent_range(low: float, high: float, lang: Lang, digits: int = 0) -> str:
    """An interval of shares: "54–70 %"."""
    start = round(low, digits + 2) * 100  # rounded as `percent` does, or 0.5 % were two numbers
    return f"{decimal(start, lang, digits)}{EN_DASH}{percent(high, lang, digits)}"


def decimal_range(low: float, high: float, lang: Lang, digits: int = 1) -> str:
    """An interval of means: "31,2–35,8"."""
    return f"{decimal(low, lang, digits)}{EN_DASH}{decimal(high, lang, digits)}"


def signed_points(
    difference: float, lang: Lang, digits: int = 0, *, of_percent: bool = False
) -> str:
    """A difference in points, always with its sign: "+3 Punkte".

    `difference` is in points; that of two percentages is in percentage points.
    """
    sign = "+" if round(difference, digits) > 0 else ""
    number = sign + decimal(difference, lang, digits)
    one = number in ("+1", f"{MINUS}1")
    if of_percent:
        text = N_("{number} percentage point") if one else N_("{number} percentage points")
    else:
        text = N_("{number} point") if one else N_("{number} points")
    return translate(lang, text, number=number)


def signed_range(low: float, high: float, lang: Lang, digits: int = 0) -> str:
    """The interval of a difference, each end with its sign: "+1,9 bis +4,1"."""
    ends = (
        ("+" if round(end, digits) > 0 else "") + decimal(end, lang, digits) for end in (low, high)
    )
    return translate(lang, N_("{low} to {high}"), **dict(zip(("low", "high"), ends, strict=True)))


def day(value: date, lang: Lang) -> str:
    """A date as written in running text: "24. November 2026", "24 November 2026"."""
    return format_date(value, "long", locale=_BABEL[lang])


def period(text: str, lang: Lang) -> str:
    """An ISO date, month or year in words: "2024-12-31", "2021-07" and "2021" as "Juli 2021"."""
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return str(year)
    if len(rest) == 2:
        return day(date(year, rest[0], rest[1]), lang)
    return format_date(date(year, rest[0], 1), "MMMM yyyy", locale=_BABEL[lang])
