"""Three worlds that differ in nothing but what must not be told.

Firms are found that lie in the same visible sets, two and two: whatever can be asked for holds as
many of the first two as of the other two. The first two give one set of answers and the other two
another. In the second world they have changed their answers; in the third the first two have moved
to the codes of the other two, so that hidden cells have other firms in them, and more or fewer. No
visible number may move.
"""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from survey.snapshot import PublishedSurvey
from tests.attack.asking import Attacker
from tests.attack.firms import codebook as attacked_codebook
from tests.attack.firms import firms
from tests.estimation.published import published

ITEMS = ("plan", "amount", "ticks.a", "rated.x")
ANSWERS = ("plan", "ticks.a", "ticks.b", "ticks.c", "rated.x", "rated.a", "amount", "late", "fit")
ONE = ("0", 1.0, 0.0, 1.0, 1.0, 5.0, 1_000.0, "0", 10.0)
OTHER = ("4", 0.0, 1.0, 0.0, 5.0, 2.0, 9_000.0, "1", 90.0)
CODES = ("sector:division", "size", "district:district", "council")
Four = tuple[int, int, int, int]
MOST = 12  # groups of four firms that change places
_TRIED = 30  # pairs that lie in the same sets


def codebook() -> dict[str, Any]:
    return attacked_codebook(synthetic=True, source="Made up", licence="CC0-1.0")


def frame(count: int, seed: int) -> pd.DataFrame:
    """Firms with small cells and all answers. Weights and answers are whole numbers, so that sums
    are exact in whatever order they are made."""
    rng, made = np.random.default_rng(seed), firms(count, seed)
    made["weight"] = rng.choice([1.0, 2.0, 4.0], count)
    made["amount"] = rng.integers(1, 100, count) * 100.0
    for name in ("ticks.b", "ticks.c"):
        made[name] = rng.integers(0, 2, count).astype(float)
    for name in ("rated.x", "rated.a"):
        made[name] = rng.integers(1, 6, count).astype(float)
    made["late"] = rng.choice(["0", "1"], count)
    made["fit"] = rng.integers(0, 21, count) * 5.0
    for name in ("plan", "amount"):
        made.loc[rng.random(count) < 0.06, name] = None
    return _derived(made, [])


def _derived(made: pd.DataFrame, changed: list[int]) -> pd.DataFrame:
    """The parts of the score, and amounts whose mean is a whole number: they are centred at it.
    Firms that are `changed` are left as they are.
    """
    made["fit.use"], made["fit.way"] = made["fit"], made["fit"] / 2
    made["fit.minimum"], made["fit.weakest"] = made["fit"] / 2, "way"
    made["fit.level"] = np.where(made["fit"] < 50, "low", "high")
    answered = made["amount"].dropna()
    other = answered.index.difference(changed)[0]
    made.loc[other, "amount"] += -answered.sum() % len(answered)
    return made


def exchangeable(survey: PublishedSurvey, seed: int) -> list[Four]:
    """Firms (i, j, k, l) of which every told set holds as many of i and j as of k and l, although
    they differ in their codes. None stands in two of them."""
    attacker = Attacker(survey, ITEMS, seed)
    attacker.ask_everything(0)
    told = np.concatenate([attacker.sets(item) for item in attacker.told if attacker.told[item]])
    columns, of = np.unique(told, axis=1, return_inverse=True)
    marks = np.random.default_rng(seed).integers(0, 2**40, len(told)) @ columns.astype(np.int64)
    of, complete = of.ravel(), survey.table(_COMPLETE)["complete"].to_numpy()
    names = [str(cut) for cut in attacker.cuts]
    codes = pd.factorize(
        pd.Series(list(zip(*(attacker.firms[each] for each in names), strict=True)))
    )[0]
    usable = np.flatnonzero(complete & told.any(axis=0))
    i, j = (usable[each] for each in np.triu_indices(len(usable), 1))
    sums = marks[of[i]] + marks[of[j]]
    order = np.argsort(sums, kind="stable")
    found: list[Four] = []
    used: set[int] = set()
    for same in np.split(order, np.flatnonzero(np.diff(sums[order])) + 1):
        for a, b in combinations(same[:_TRIED], 2):
            four = (int(i[a]), int(j[a]), int(i[b]), int(j[b]))
            apart = sorted(codes[[*four[:2]]]) != sorted(codes[[*four[2:]]])
            if apart and len(set(four) - used) == 4:
                found.append(four)
                used |= set(four)
    random.Random(seed).shuffle(found)
    return found[:MOST]


_COMPLETE = (
    'SELECT "plan" IS NOT NULL AND "amount" IS NOT NULL AND "ticks.a" IS NOT NULL AS complete '
    "FROM response WHERE respondent"
)


def worlds(made: pd.DataFrame, fours: list[Four]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both: the same weight for all four, and their answers one way and the other."""
    both = []
    for first, second in ((ONE, OTHER), (OTHER, ONE)):
        world = made.copy()
        for four in fours:
            world.loc[list(four), "weight"] = 2.0
            for firm, answers in zip(four, (first, first, second, second), strict=True):
                world.loc[firm, list(ANSWERS)] = answers
        both.append(_derived(world, [firm for four in fours for firm in four]))
    return both[0], both[1]


def moved(folder: Path, world: pd.DataFrame, fours: list[Four]) -> tuple[pd.DataFrame, int]:
    """The world with the first two of four firms at the codes of the other two, and how often.

    Only where the plan stays the same: it is made of counts, and another plan is told.
    """
    plan, count = _plan(folder, world), 0
    for i, j, k, l in fours:  # noqa: E741
        tried = world.copy()
        tried.loc[[i, j], list(CODES)] = world.loc[[k, l], list(CODES)].to_numpy()
        if _plan(folder, tried) == plan:
            world, count = tried, count + 1
    return world, count


def _plan(folder: Path, world: pd.DataFrame) -> list[object]:
    """What may be shown, and which codes are listed."""
    survey = published(folder, codebook(), world)
    rows = survey.table(
        "SELECT wave, item, cuts, shown::VARCHAR AS shown FROM release ORDER BY ALL"
    )
    cuts = [f"{n}:{level}" if level else n for n, d in survey.codebook.dimensions.items()
            for level in d.level_ids]  # fmt: skip
    listed = [sorted(survey.codes_present(cut, 5)) for cut in cuts]
    survey.close()
    return [rows.to_dict("records"), listed]
