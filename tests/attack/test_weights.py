"""Who knows the weights takes numbers with all their digits apart; rounded ones leave him guessing.

The worst case: he knows the weight of every firm of a cell and wants to know who gave an answer.
He tries every way in which the firms of each weight may have answered, computes what would be told
of it, and keeps the ways that give what was told. A firm whose weight nobody else in its cell has
is exposed where all these ways agree on its answer.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from estimation import estimate, parse_query
from estimation.columns import share_columns
from estimation.moments import Moments
from estimation.ratios import ratio_estimates
from estimation.release import rounded
from estimation.release.visible import NUMBERS
from survey.snapshot import PublishedSurvey
from tests.attack.firms import codebook, firms
from tests.estimation.published import published

WEIGHTS = {"0-9": 61.37, "10-49": 23.91, "50-249": 9.13, "GE250": 3.71}
MOST_WAYS = 200_000


def survey_of(tmp_path, *, is_rounded: bool, seed: int) -> PublishedSurvey:
    """1,600 firms with a weight per size class: the sectors' cells hold a few firms of some."""
    frame = firms(1_600, seed)
    frame["size"] = frame["size"].fillna("0-9")
    frame["stratum"] = frame["size"]
    frame["weight"] = frame["size"].map(WEIGHTS)
    book = codebook(disclosure={"min_n": 5, "rounded": is_rounded})
    return published(tmp_path, book, frame)


def exposed(survey: PublishedSurvey, by: str) -> tuple[int, int, int]:
    """Firms alone with their weight in a cell: whose answer is sure, of told cells, of all."""
    query = parse_query(survey.codebook, "ticks.a", wave="3", by=by)
    told = estimate(survey, query)
    # who is in a cell where nobody or everybody gave the answer is known without weights
    told = told[told["n"].notna() & ~told["estimate"].isin([0.0, 1.0])]
    columns = [cut.column for cut in query.by]
    names = ", ".join(f'"{name}"::VARCHAR AS "{name}"' for name in columns)
    known = survey.table(
        f"SELECT {names}, stratum::VARCHAR AS stratum, count(*) AS n FROM response "
        """WHERE respondent AND "ticks.a" IS NOT NULL AND wave = '3' GROUP BY ALL"""
    )
    sure = in_told = alone = 0
    for row in told.to_dict("records"):
        cell = [row[cut.dimension] for cut in query.by]
        here = known[(known[columns] == cell).all(axis=1)]
        firms_of = dict(zip(here["stratum"], here["n"], strict=True))
        single = [at for at, n in enumerate(firms_of.values()) if n == 1]
        ways = np.prod([n + 1.0 for n in firms_of.values()])
        if not single or ways > MOST_WAYS:
            continue
        alone += len(single)
        if pd.isna(row["estimate"]):
            continue
        in_told += len(single)
        every = np.array(list(product(*(range(n + 1) for n in firms_of.values()))))
        left = every[fitting(survey, firms_of, every, row)]
        assert len(left)  # what happened is among them
        sure += sum(len(set(left[:, at])) == 1 for at in single)
    return sure, in_told, alone


def fitting(survey, firms_of, ways, row):
    """Which of the ways would be told as this row was."""
    weight = np.array([WEIGHTS[stratum] for stratum in firms_of])
    n = np.broadcast_to(np.array(list(firms_of.values()), dtype=float), ways.shape)
    y = ways.astype(float)
    sums = {"n": n, "n_y": y, "w": n * weight, "w2": n * weight**2}
    sums |= {"wy": y * weight, "wy2": y * weight, "w2y": y * weight**2, "w2y2": y * weight**2}
    strata = pd.Categorical(list(firms_of))
    keys = {"wave": pd.Categorical(["3"] * len(strata)), "stratum": strata}
    moments = Moments(tuple(("", "", str(i)) for i in range(len(ways))), keys, sums)
    cell = np.zeros(len(strata), dtype=np.intp)
    found = ratio_estimates(moments, survey.design, cell, 1)
    columns = share_columns(found, "beta", survey.codebook.reliability)
    table = pd.DataFrame({name: values.ravel() for name, values in columns.items()})
    if survey.codebook.disclosure.rounded:
        table = rounded(table)
    names = list(NUMBERS)
    seen = np.array([row[name] for name in names], dtype=float)
    same = np.isclose(table[names].to_numpy(dtype=float), seen, rtol=1e-9, equal_nan=True)
    return same.all(axis=1) & (table["flag"] == row["flag"]).to_numpy()


TABLES = ("sector:division,district", "sector:group,district")


def summed(tmp_path, *, is_rounded: bool) -> tuple[int, ...]:
    surveys = [survey_of(tmp_path, is_rounded=is_rounded, seed=seed) for seed in (3, 10, 15, 19)]
    counted = [exposed(survey, by) for survey in surveys for by in TABLES]
    return tuple(map(sum, zip(*counted, strict=True)))


def test_exact_numbers_are_taken_apart_into_known_weights(tmp_path):
    sure, in_told, alone = summed(tmp_path, is_rounded=False)
    assert sure == in_told == alone > 50


def test_rounded_numbers_are_not(tmp_path):
    sure, in_told, _ = summed(tmp_path, is_rounded=True)
    assert in_told > 20
    assert sure == 0
