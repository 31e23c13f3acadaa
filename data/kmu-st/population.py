"""The made-up population of firms, the stratified sample of each wave, and its weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from questionnaire import Settings

SIZES = ("micro", "small", "medium", "large")
Numbers = NDArray[np.float64]


def frame(assumptions: Settings, rng: np.random.Generator) -> pd.DataFrame:
    """Every firm of the population with its stratum, its traits and its latent maturity.

    Traits stay with a firm over the waves, so that firms asked twice answer alike.
    """
    strata = [
        _stratum(assumptions, group, number, rng)
        for group in assumptions["strata"]
        for number in range(len(SIZES))
    ]
    firms = pd.concat(strata, ignore_index=True)
    n = len(firms)
    firms["firm_id"] = [f"ST{number:06d}" for number in 100_000 + rng.permutation(n * 5)[:n]]
    size = firms["size"].to_numpy()
    for trait in ("works_council", "family_owned"):
        firms[trait] = (rng.random(n) < np.array(assumptions[trait])[size]).astype(int)
    firms["burden"] = rng.normal(0, 0.5, n)
    latent = assumptions["maturity"]
    district = firms["ags"].map({k: v["maturity"] for k, v in assumptions["districts"].items()})
    firms["ability"] = (
        latent["base"]
        + firms["section"].map(latent["section"])
        + district
        + rng.normal(0, latent["firm_sd"], n)
    )
    for dimension in assumptions["dimensions"]:
        firms[f"ability.{dimension}"] = rng.normal(0, latent["dimension_sd"], n)
    return firms


def _stratum(
    assumptions: Settings, group: str, number: int, rng: np.random.Generator
) -> pd.DataFrame:
    """The firms of one sector group and size class."""
    n = assumptions["strata"][group]["firms"][number]
    size = assumptions["sizes"][SIZES[number]]
    in_group = {k: v for k, v in assumptions["sections"].items() if v["group"] == group}
    section = _draw({k: v["share"][min(number, 1)] for k, v in in_group.items()}, n, rng)
    division = np.empty(n, dtype=object)
    ags = np.empty(n, dtype=object)
    for code in in_group:
        there = section == code
        boost = assumptions["city_boost"].get(code, 1.0)
        shares = {
            k: d["share"] * (boost if d["rural"] < 0 else 1.0)
            for k, d in assumptions["districts"].items()
        }
        division[there] = _draw(assumptions["divisions"].get(code, {}), int(there.sum()), rng)
        ags[there] = _draw(shares, int(there.sum()), rng)
    spread = (size["to"] + 1) / size["from"]
    headcount = size["from"] * spread ** (rng.random(n) ** size["crowding"])
    return pd.DataFrame(
        {
            "stratum": f"{group}_{SIZES[number]}",
            "size": number,
            "section": section,
            "division": division,
            "ags": ags,
            "rural": [assumptions["districts"][code]["rural"] for code in ags],
            "headcount": np.floor(headcount).astype(int),
        }
    )


def _draw(weights: Settings, n: int, rng: np.random.Generator) -> NDArray[np.object_]:
    shares = np.array(list(weights.values()), dtype=float)
    drawn = rng.choice(len(shares), size=n, p=shares / shares.sum())
    return np.array(list(weights), dtype=object)[drawn]


def sample(
    firms: pd.DataFrame,
    wave: str,
    asked_before: set[str],
    assumptions: Settings,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """The firms of one wave: a share of those asked before (the panel), the others new.

    Adds whether the firm is in scope and completed, today's headcount, and the weight. A firm
    whose headcount left its size class stays in the stratum it was drawn from.
    """
    plan = assumptions["waves"][wave]
    chosen = []
    for stratum, members in firms.groupby("stratum", sort=False):
        group, size = str(stratum).split("_")
        wanted = assumptions["strata"][group]["drawn"][SIZES.index(size)] * plan["drawn"]
        wanted = min(max(round(wanted), 4), len(members))
        known = members["firm_id"].isin(asked_before).to_numpy()
        panel = min(round(wanted * plan["panel"]), int(known.sum()))
        panel = max(panel, wanted - int((~known).sum()))
        old = rng.permutation(np.flatnonzero(known))[:panel]
        new = rng.permutation(np.flatnonzero(~known))[: wanted - panel]
        chosen.append(members.iloc[np.concatenate([old, new])])
    drawn = pd.concat(chosen).sort_values("firm_id", ignore_index=True)
    n = len(drawn)
    drawn["in_scope"] = (rng.random(n) < plan["in_scope"]).astype(int)
    responds = rng.random(n) < plan["response"] - 0.01 * (drawn["rural"] < 0)
    certain = drawn.groupby("stratum")["stratum"].transform("size") <= 8
    drawn.loc[certain, "in_scope"] = 1  # the smallest strata keep at least two respondents
    drawn["completed"] = ((responds | certain) & (drawn["in_scope"] == 1)).astype(int)
    growth = np.exp(rng.normal(0.0, 0.10, n))
    drawn["employees"] = np.maximum(1, np.rint(drawn["headcount"] * growth)).astype(int)
    drawn["weight"] = _weights(drawn, firms)
    return drawn


def _weights(drawn: pd.DataFrame, firms: pd.DataFrame) -> Numbers:
    """N_h / n_h, for respondents times a mild adjustment for non-response by size and region.

    Rows without an interview keep the plain design weight.
    """
    population = drawn["stratum"].map(firms["stratum"].value_counts())
    design = population / drawn.groupby("stratum")["stratum"].transform("size")
    asked = drawn[drawn["in_scope"] == 1]
    rate = asked.groupby(["size", "rural"])["completed"].mean()
    cells = pd.MultiIndex.from_frame(drawn[["size", "rural"]])
    adjustment = np.where(drawn["completed"] == 1, 1 / rate.reindex(cells).to_numpy(), 1.0)
    return np.round(design.to_numpy(dtype=float) * adjustment, 4)
