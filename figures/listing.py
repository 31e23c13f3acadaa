"""A table of words and counts, without estimates: files, findings, publications."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Listing:
    """Heads and rows as printed; the last `numbers` columns hold numbers.

    The `details` columns after the first stand under its names where the window is narrow.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 0
    details: int = 0
