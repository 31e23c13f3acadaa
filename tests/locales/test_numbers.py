"""Numbers as German and English readers write them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import LANGUAGES
from locales.numbers import (
    day,
    decimal,
    decimal_range,
    decimals_for,
    integer,
    percent,
    percent_range,
    signed_points,
)

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"


@pytest.mark.parametrize(
    ("share", "digits", "de", "en"),
    [
        (0.62, 0, f"62{NBSP}%", "62%"),
        (0.624, 0, f"62{NBSP}%", "62%"),
        (0.625, 1, f"62,5{NBSP}%", "62.5%"),
        (0, 0, f"0{NBSP}%", "0%"),
        (1, 0, f"100{NBSP}%", "100%"),
        (12.5, 0, f"1.250{NBSP}%", "1,250%"),
        (-0.03, 0, f"{MINUS}3{NBSP}%", f"{MINUS}3%"),
        (-0.001, 0, f"0{NBSP}%", "0%"),
        (0.0004, 1, f"0,0{NBSP}%", "0.0%"),
        (np.float64(0.5), 0, f"50{NBSP}%", "50%"),
    ],
)
def test_percent(share, digits, de, en):
    assert percent(share, "de", digits) == de
    assert percent(share, "en", digits) == en


@pytest.mark.parametrize(
    ("value", "de", "en"),
    [
        (0, "0", "0"),
        (1204, "1.204", "1,204"),
        (1204.4, "1.204", "1,204"),
        (1_234_567, "1.234.567", "1,234,567"),
        (-1204, f"{MINUS}1.204", f"{MINUS}1,204"),
        (-0.4, "0", "0"),
        (np.float64(-0.4), "0", "0"),
        (np.int64(7), "7", "7"),
    ],
)
def test_integer(value, de, en):
    assert (integer(value, "de"), integer(value, "en")) == (de, en)


@pytest.mark.parametrize(
    ("value", "digits", "de", "en"),
    [
        (8.3, 1, "8,3", "8.3"),
        (8, 1, "8,0", "8.0"),
        (8.04, 1, "8,0", "8.0"),
        (1204.5, 1, "1.204,5", "1,204.5"),
        (-8.3, 1, f"{MINUS}8,3", f"{MINUS}8.3"),
        (-0.04, 1, "0,0", "0.0"),
        (3.14159, 3, "3,142", "3.142"),
        (2.4, 0, "2", "2"),
    ],
)
def test_decimal(value, digits, de, en):
    assert (decimal(value, "de", digits), decimal(value, "en", digits)) == (de, en)


def test_ranges():
    assert percent_range(0.54, 0.70, "de") == f"54{EN_DASH}70{NBSP}%"
    assert percent_range(0.54, 0.70, "en") == f"54{EN_DASH}70%"
    assert percent_range(0.545, 0.7, "de", 1) == f"54,5{EN_DASH}70,0{NBSP}%"
    assert decimal_range(31.2, 35.8, "de") == f"31,2{EN_DASH}35,8"
    assert decimal_range(-1.2, 3.4, "en") == f"{MINUS}1.2{EN_DASH}3.4"


@pytest.mark.parametrize("lang", LANGUAGES)
@given(share=st.floats(0, 1), digits=st.integers(0, 2))
def test_both_ends_of_a_range_are_rounded_like_the_share_itself(lang, share, digits):
    low = percent_range(share, 1, lang, digits).partition(EN_DASH)[0]
    assert low == percent(share, lang, digits).removesuffix("%").removesuffix(NBSP)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(value=st.floats(-1e6, 1e6), digits=st.integers(0, 3))
def test_never_minus_zero_and_never_a_hyphen(lang, value, digits):
    for text in (
        percent(value, lang, digits),
        decimal(value, lang, digits),
        integer(value, lang),
        signed_points(value, lang, digits),
    ):
        assert "-" not in text
        if MINUS in text:
            assert any(figure in text for figure in "123456789"), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_difference_always_has_its_sign(lang):
    assert signed_points(3, lang).startswith("+3 ")
    assert signed_points(-3, lang).startswith(f"{MINUS}3 ")
    assert signed_points(0, lang).startswith("0 ")
    assert signed_points(0.04, lang, 1)[0] == "0"
    assert signed_points(-0.04, lang, 1)[0] == "0"
    assert signed_points(0.06, lang, 1)[0] == "+"


def test_days():
    assert day(date(2026, 11, 24), "de") == "24. November 2026"
    assert day(date(2026, 11, 24), "en") == "24 November 2026"


def test_decimals_that_a_base_allows():
    assert [decimals_for(n) for n in (None, 10, 999, 1000, 5000)] == [0, 0, 0, 1, 1]
