"""The words of a figure: what codes are called, and in which unit its numbers are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from locales.catalogue import Lang


@dataclass(frozen=True)
class Wording:
    """Labels per column of the estimate table ("sector", "item", "option", "wave") and the unit.

    `unit` is "percent" for shares, "points" for scores of 0–100, otherwise the unit's name as
    printed. `digits` overrules the decimals that follow from the number of respondents. `heads` are
    shorter labels for the heads of narrow columns.
    """

    lang: Lang
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unit: str = "percent"
    digits: int | None = None
    heads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def head(self, column: str, code: str) -> str:
        """What `code` is called at the head of a column."""
        return self.heads.get(column, {}).get(code) or self.label(column, code)

    def label(self, column: str, code: str) -> str:
        """What `code` is called in `column`; a code without a label stands for itself."""
        return self.labels.get(column, {}).get(code) or code
