"""Made-up estimate tables, and all charts drawn from one set of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.change import change
from charts.diverging import diverging
from charts.dumbbell import dumbbell
from charts.funnel import funnel
from charts.heatmap import heatmap
from charts.ordered_shares import ordered_shares
from charts.profile import profile
from charts.ranking import ranking
from charts.theme import LIGHT, Theme
from charts.wording import Wording
from locales.catalogue import Lang

NAN = float("nan")
SECTORS = {
    "F": "Baugewerbe",
    "J": "Information und Kommunikation",
    "M": "Freiberufliche, wissenschaftliche, technische Dienste",
    "O-S": "Öffentliche, soziale, persönliche Dienste, Landwirtschaft",
}
LABELS = {
    "sector": SECTORS,
    "size": {"0-9": "0–9", "10-49": "10–49", "GE250": "250+"},
    "option": {"0": "keine", "1": "geplant", "2": "schriftlich"},
    "wave": {"2021": "2021", "2024": "2024"},
}
SECRET = 0.4321  # the estimate of rows that must not be shown; its bounds are secret too
SECRET_LOW, SECRET_HIGH = 0.3791, 0.8642


def wording(lang: Lang = "de", unit: str = "percent") -> Wording:
    return Wording(lang, LABELS, unit)


def row(
    estimate: float,
    n: float = 200,
    flag: str = "",
    statistic: str = "proportion",
    half: float = 0.05,
    **codes: Any,
) -> dict[str, Any]:
    """One row. Those not to be shown keep their secret numbers, as a careless caller might."""
    low, high = estimate - half, estimate + half
    if flag in ("unreliable", "hidden"):
        estimate, low, high = SECRET, SECRET_LOW, SECRET_HIGH
    known = {"survey": "t", "wave": "2024", "question": "q", "item": None, "option": None}
    return {
        **known,
        **codes,
        "statistic": statistic,
        "estimate": estimate,
        "se": half / 2,
        "ci_low": low,
        "ci_high": high,
        "df": n,
        "n": n,
        "n_eff": n,
        "base": "cases",
        "flag": flag,
    }


def one_way() -> pd.DataFrame:
    return pd.DataFrame(
        [
            row(0.31, sector="F"),
            row(0.72, 28, "limited", sector="J"),
            row(0.5, 7, "unreliable", sector="M"),
            row(0.5, 3, "hidden", sector="O-S"),
        ]
    )


def two_way(column: str, codes: tuple[str, ...]) -> pd.DataFrame:
    """Sectors by something: one cell limited, one unreliable, one hidden row."""
    rows = []
    for i, sector in enumerate(SECTORS):
        for j, code in enumerate(codes):
            flag = "hidden" if sector == "O-S" else ""
            flag = "limited" if (i, j) == (1, 0) else "unreliable" if (i, j) == (2, 1) else flag
            rows.append(row((0.2, 0.3, 0.5)[j], 120, flag, **{"sector": sector, column: code}))
    return pd.DataFrame(rows)


def everyone() -> pd.DataFrame:
    return pd.DataFrame([row(0.463, 1229)])


def contrast() -> pd.DataFrame:
    """A contrast table: a difference per sector and both of its sides, with all marks."""
    rows = []
    for each in one_way().to_dict("records"):
        against = {**each, "estimate": each["estimate"] - 0.1, "ci_low": each["ci_low"] - 0.1}
        sides = {"group": each, "against": against}
        named = ("estimate", "ci_low", "ci_high", "n", "flag")
        given = {f"{side}_{name}": values[name] for side, values in sides.items() for name in named}
        gap = {"estimate": 0.1, "ci_low": 0.02, "ci_high": 0.18}
        if each["flag"] in ("unreliable", "hidden"):
            gap = {"estimate": SECRET, "ci_low": SECRET_LOW, "ci_high": SECRET_HIGH}
        rows.append(each | given | gap)
    return pd.DataFrame(rows)


def every_figure(
    lang: Lang = "de", theme: Theme = LIGHT, *, narrow: bool = False, empty: bool = False
) -> Iterator[tuple[str, go.Figure]]:
    """Each kind of chart once, from tables with all marks, or from empty ones."""
    cut = slice(0, 0) if empty else slice(None)
    single, by_size = one_way()[cut], two_way("size", ("0-9", "10-49", "GE250"))[cut]
    by_option, by_wave = two_way("option", ("0", "1", "2"))[cut], two_way("wave", ("2021", "2024"))
    words = wording(lang)
    yield "ranking", ranking(single, "sector", words, theme, reference=everyone(), narrow=narrow)
    yield "beside", ranking(single, "sector", words, theme, everyone=single, narrow=narrow)
    means = single.assign(statistic="mean")
    yield (
        "means",
        ordered_shares(by_option, "sector", words, theme, ends=single, means=means, narrow=narrow),
    )
    yield (
        "agreement",
        diverging(by_option, "sector", words, theme, ends=single, means=means, narrow=narrow),
    )
    yield (
        "ordered_shares",
        ordered_shares(by_option, "sector", words, theme, ends=single, narrow=narrow),
    )
    yield (
        "diverging",
        diverging(by_option, "sector", words, theme, no_answer=single, narrow=narrow),
    )
    yield "heatmap", heatmap(by_size, "sector", "size", words, theme, totals=single, narrow=narrow)
    yield "profile", profile(single, "sector", words, theme, everyone=single, narrow=narrow)
    yield "funnel", funnel(by_option, "sector", words, theme, narrow=narrow)
    pair = ("gestaltet", "angeordnet")
    yield "dumbbell", dumbbell(contrast()[cut], "sector", words, theme, labels=pair, narrow=narrow)
    yield "change", change(by_wave[cut], words, theme, by="sector", narrow=narrow)


def content(figure: go.Figure) -> str:
    """The figure's JSON as text, without escapes."""
    return json.dumps(json.loads(figure.to_json()), ensure_ascii=False)


def names(figure: go.Figure) -> list[str]:
    """The names of the rows from the top down."""
    return [text.replace("<br>", " ") for text in figure.layout.yaxis.ticktext]


def plain(text: str) -> str:
    """A text without its markup."""
    return re.sub("<[^>]*>", "", text)


def notes(figure: go.Figure) -> list[str]:
    return [note.text.replace("<br>", " ") for note in figure.layout.annotations]


def dots(figure: go.Figure) -> dict[str, float]:
    """Code -> x of the dots drawn."""
    return {
        code: x
        for trace in figure.data
        if trace.mode == "markers" and trace.customdata
        for code, x in zip(trace.customdata, trace.x, strict=True)
    }


def shares(**rows: tuple[float, ...]) -> pd.DataFrame:
    """sector -> the shares of its options 0, 1, 2 …"""
    return pd.DataFrame(
        [
            row(share, sector=sector, option=str(i))
            for sector, parts in rows.items()
            for i, share in enumerate(parts)
        ]
    )
