"""Surveys to attack: rare codes, planted small cells, missing codes and answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tests.estimation.firms import codebook as codebook_of_firms

DIVISIONS = ("10", "25", "28", "41", "43", "47", "62", "63", "70")
SIZES = ("0-9", "10-49", "50-249", "GE250")
DISTRICTS = ("15001", "15002", "15003", "15081", "15082", "15083")
ITEMS = ("plan", "ticks.a", "amount")


def codebook(**more: Any) -> dict[str, Any]:
    """The codebook of the tests' firms with districts and min_n 5."""
    book = codebook_of_firms(disclosure={"min_n": 5})
    district = {"column": "d", "classification": "district-st", "label": "District"}
    sector, size, council = book["dimensions"].values()
    book["dimensions"] = {
        "sector": sector, "size": size, "district": district, "council": council
    }  # fmt: skip
    return book | more


def firms(count: int, seed: int) -> pd.DataFrame:
    """`count` firms of one wave."""
    rng = np.random.default_rng(seed)

    def drawn(codes: tuple[str, ...], falling: float) -> Any:
        share = falling ** np.arange(len(codes))
        return rng.choice(codes, count, p=share / share.sum())

    frame = pd.DataFrame(
        {
            "wave": "3",
            "sector:division": drawn(DIVISIONS, 0.75),
            "size": drawn(SIZES, 0.5),
            "district:district": drawn(DISTRICTS, 0.8),
            "council": rng.choice(["0", "1"], count, p=[0.8, 0.2]),
            "weight": np.round(rng.lognormal(1, 0.8, count), 3),
            "plan": rng.choice(list("01234"), count),
            "ticks.a": rng.integers(0, 2, count).astype(float),
            "amount": np.round(rng.lognormal(8, 1.5, count), 2),
        }
    )
    # planted: a sector with one large firm, a district with two councils, one firm that dominates
    rare = {"sector:division": "62", "size": "GE250", "district:district": "15083", "council": "1"}
    for row in range(3):
        for name in list(rare)[row:]:
            frame.loc[row, name] = rare[name]
    frame.loc[5, "amount"] = 50 * frame["amount"].sum()
    for name in ("sector:division", "size", "district:district", "council"):
        frame.loc[rng.random(count) < 0.01, name] = None
    for name in ("plan", "ticks.a", "amount"):
        frame.loc[rng.random(count) < 0.06, name] = None
    return frame
