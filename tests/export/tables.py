"""An estimate table with each kind of row: plain, limited, unreliable, hidden."""

from __future__ import annotations

import pandas as pd

from charts.wording import Wording
from locales import Lang

SIZES = ("0-9", "10-49", "50-249", "GE250")
HEADINGS = {
    "de": {"size": "Unternehmensgröße", "item": "Nennung"},
    "en": {"size": "Firm size", "item": "Mention"},
}
_LABELS: dict[Lang, dict[str, str]] = {
    "de": dict(zip(SIZES, ("0–9 B.", "10–49 Beschäftigte", "50–249 B.", "250+ B."), strict=True)),
    "en": dict(zip(SIZES, ("0–9", "10–49 employees", "50–249", "250+"), strict=True)),
}


def shares() -> pd.DataFrame:
    """One share by size. The hidden row holds numbers it must not give away."""
    return pd.DataFrame(
        {
            "survey": "kmu-st",
            "wave": "2024",
            "question": "q",
            "item": "",
            "option": "1",
            "size": SIZES,
            "statistic": "proportion",
            "estimate": [0.6234567890123, 0.25, 0.5, 0.9876],
            "se": 0.01,
            "ci_low": [0.6, 0.2, 0.1, 0.9876],
            "ci_high": [0.65, 0.304, 0.9, 0.9876],
            "df": 1518.0,
            "n": [1534.0, 120.0, 9.0, 4.0],
            "n_eff": 1201.5,
            "base": "answered",
            "flag": ["", "limited", "unreliable", "hidden"],
        }
    )


def wording(lang: Lang, unit: str = "percent") -> Wording:
    return Wording(lang, {"size": _LABELS[lang]}, unit)
