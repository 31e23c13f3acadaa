"""Contrast of two colours as WCAG 2 defines it: 4.5 for text, 3 for marks, 7 from afar."""

from __future__ import annotations

from functools import lru_cache

TEXT = 4.5
MARK = 3.0
FAR = 7.0


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


@lru_cache(maxsize=256)
def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB": 0 black, 1 white."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1–21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
