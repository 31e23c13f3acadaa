"""A made-up survey of some hundred firms for the tests: its codebook and its answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

YES_NO = [{"code": "1", "label": "Yes"}, {"code": "0", "label": "No"}]
MISSING = {"98": "refused", "99": "dont_know", "-1": "not_asked"}
SCALE = {"min": 1, "max": 5, "low": "Low", "high": "High"}


def codebook(**more: Any) -> dict[str, Any]:
    """The survey `firms`: every type of question, a score, a dimension with three levels."""
    tick = [{"id": each, "column": f"t_{each}", "label": each} for each in "abc"]
    rated = [{"id": each, "column": f"r_{each}", "label": each} for each in "xa"]
    items = [{"question": "ticks", "item": "a"}]
    return {
        "survey": "firms",
        "title": "Firms",
        "disclosure": {"min_n": 0},
        "design": {"id": "id"},
        "waves": [{"id": w, "label": f"Wave {w}", "file": f"{w}.csv"} for w in ("1", "2", "3")],
        "dimensions": {
            "sector": {"column": "wz", "classification": "wz2008", "label": "Sector"},
            "size": {"column": "n", "classification": "size-eu", "label": "Size"},
            "council": {"column": "c", "label": "Council", "options": YES_NO},
        },
        "questions": [
            {"id": "plan", "topic": "strategy", "type": "single", "ordered": True, "column": "p",
             "text": "Plan", "missing": MISSING,
             "options": [{"code": code, "label": f"Step {code}"} for code in "01234"]},
            {"id": "late", "topic": "change", "type": "single", "column": "l", "text": "Late",
             "waves": ["2", "3"], "options": YES_NO},
            {"id": "ticks", "topic": "barriers", "type": "multiple", "text": "Ticks",
             "items": tick},
            {"id": "rated", "topic": "barriers", "type": "scale", "text": "Rated",
             "scale": SCALE, "items": rated},
            {"id": "amount", "topic": "maturity", "type": "numeric", "column": "m",
             "unit": "Euro", "text": "Amount"},
            {"id": "said", "topic": "change", "type": "text", "column": "s", "text": "Said"},
        ],
        "scores": [
            {"id": "fit", "title": "Fit",
             "dimensions": [{"id": "use", "label": "Use", "items": items},
                            {"id": "way", "label": "Way", "items": items}],
             "levels": [{"id": "low", "from": 0, "label": "Low"},
                        {"id": "high", "from": 50, "label": "High"}]},
        ],
        **more,
    }  # fmt: skip


DIVISIONS = ("10", "25", "28", "41", "43", "47", "62", "63", "70")
SIZES = ("0-9", "10-49", "50-249", "GE250")


def firms(count: int = 600, seed: int = 1) -> pd.DataFrame:
    """Answers of `count` firms over three waves, weighted, stratified, with item non-response."""
    rng = np.random.default_rng(seed)
    size = rng.choice(SIZES, count, p=[0.4, 0.3, 0.2, 0.1])
    frame = pd.DataFrame(
        {
            "wave": rng.choice(["1", "2", "3"], count),
            "sector:division": rng.choice(DIVISIONS, count),
            "size": size,
            "council": rng.choice(["0", "1"], count),
            "stratum": size + rng.choice(["-east", "-west"], count),
            "weight": np.round(rng.lognormal(1, 0.8, count), 3),
            "plan": rng.choice(list("01234"), count, p=[0.4, 0.2, 0.15, 0.15, 0.1]),
            "late": rng.choice(["0", "1"], count),
            "amount": np.round(rng.lognormal(8, 1.5, count), 2),
            "fit": np.round(rng.uniform(0, 100, count), 2),
            "fit.use": np.round(rng.uniform(0, 100, count), 2),
            "fit.weakest": rng.choice(["use", "way"], count),
        }
    )
    frame["fit.way"] = frame["fit.use"] / 2
    frame["fit.level"] = np.where(frame["fit"] < 50, "low", "high")
    for item, share in zip("abc", (0.7, 0.4, 0.1), strict=True):
        frame[f"ticks.{item}"] = (rng.random(count) < share).astype(float)
    for item in "xa":
        frame[f"rated.{item}"] = rng.integers(1, 6, count).astype(float)
    frame.loc[frame["wave"] == "1", "late"] = None
    for column in ("plan", "amount", "ticks.a", "rated.x", "fit", "sector:division", "size"):
        frame.loc[rng.random(count) < 0.06, column] = None
    unanswered = frame["plan"].isna()
    reasons = rng.choice(["refused", "dont_know", "not_asked", ""], count)
    frame["plan?"] = np.where(unanswered & (reasons != ""), reasons, None)
    return frame
