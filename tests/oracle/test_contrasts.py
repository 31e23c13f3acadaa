"""Contrasts within and between waves, with and without the same firms: all as R survey has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from estimation import parse_query
from estimation.contrasts import contrast_table
from estimation.pairs import Pair, codes_of
from survey.snapshot import current_snapshot
from tests.estimation.firms import codebook, firms
from tests.estimation.published import published

pytestmark = pytest.mark.oracle
TARGETS = [("plan", None), ("plan", "3|4"), ("ticks", None), ("amount", None), ("fit", None)]
CONTRASTS = [
    ("size", "rest", "3"),
    ("council", "1:0", "all"),
    ("size", "0-9:10-49|50-249", "2"),
    ("size", "10-49:all", "3"),  # one side within the other
    ("size", "0-9|10-49:10-49|50-249", "3"),  # sides that overlap
    ("", "wave", "all"),
    ("size", "wave:1", "3"),
]
ASKED = ["question", "item", "option", "dimension", "wave", "against_wave"]


def sample(kind: str) -> pd.DataFrame:
    """600 firms over three waves, strata of a single firm; in a panel two of three come again."""
    rows = firms(600, seed=11)
    number = np.arange(len(rows))
    rows["stratum"] = np.array(list("abcde"))[number % 5]
    rows.loc[0, ["wave", "stratum", "size", "plan", "amount"]] = ["3", "lonely", "10-49", "3", 9e5]
    rows.loc[1, ["wave", "stratum", "size", "plan", "amount"]] = ["2", "lonely", "0-9", "0", 123.0]
    rows["id"] = [f"firm {i}" for i in number]
    if kind == "none":
        rows["stratum"] = ""
    if "panel" in kind:
        rows["id"] = _again(rows)
    if "cluster" in kind:
        # the same clusters in every wave only where that is wanted
        wave = "" if "panel" in kind else rows["wave"]
        rows["psu"] = wave + rows["stratum"] + (number // 5 % 9).astype(str)
    if "fpc" in kind:
        units = rows.groupby(["wave", "stratum"])["psu" if "cluster" in kind else "id"]
        rows["population"] = units.transform("nunique") * 3.0 + 2
    return rows


def _again(rows: pd.DataFrame) -> list[str]:
    """Ids that two of three firms of a wave share with the next; some changed their stratum."""
    place = rows.groupby("wave").cumcount()
    return [
        f"firm {at}" if at % 3 else f"firm {wave}-{at}"
        for at, wave in zip(place, rows["wave"], strict=True)
    ]


def codes_compared(book, query, row, side: str) -> str:
    if not query.by:
        return ""
    pair = Pair(row["wave"], row["group"], row["against_wave"], row["against"])
    return "|".join(codes_of(book, query.by[0], pair)[side == "against"])


def both(survey, asked, rscript, folder: Path, kind: str, rows: pd.DataFrame):
    """The contrasts asked for, ours and R's: (target, option, by, contrast, wave) each."""
    tables = []
    for target, option, by, text, wave in asked:
        query = parse_query(survey.codebook, target, by=by, wave=wave, option=option)
        table = contrast_table(survey, query, text)
        for side in ("group", "against"):
            table[f"{side}_codes"] = [
                codes_compared(survey.codebook, query, row, side)
                for row in table.to_dict("records")
            ]
        tables.append(table)
    ours = pd.concat(tables, ignore_index=True)
    ours = ours[ours["flag"] != "hidden"].reset_index(drop=True)
    rows.to_csv(folder / "firms.csv", index=False)
    ours[[*ASKED, "group_codes", "against_codes"]].to_csv(folder / "asked.csv", index=False)
    rscript(Path(__file__).with_name("contrasts.R"), folder, kind)
    return ours, pd.read_csv(folder / "r.csv", na_values=["NA", "NaN"])


def same(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    assert (ours["df"] == theirs["df"]).all()
    for column in ("estimate", "se", "ci_low", "ci_high", "t", "p"):
        np.testing.assert_allclose(
            ours[column].astype(float), theirs[column], rtol=1e-8, atol=1e-11, err_msg=column
        )


@pytest.mark.parametrize(
    "kind", ["strata", "fpc", "cluster", "none", "panel", "panelfpc", "panelcluster"]
)
def test_equals_r(rscript, tmp_path, kind):
    rows, book = sample(kind), codebook()
    if "cluster" in kind:
        book["design"] = {**book["design"], "cluster": "psu"}
    if "fpc" in kind:
        book["design"] = {**book["design"], "population": "population"}
    survey = published(tmp_path, book, rows)
    asked = [(q, option, *c) for q, option in TARGETS for c in CONTRASTS]
    ours, theirs = both(survey, asked, rscript, tmp_path, kind, rows)
    assert len(theirs) == len(ours) > 150
    same(ours, theirs)
    disjoint = theirs["ttest"].notna()
    assert disjoint.sum() > 100
    np.testing.assert_allclose(
        ours.loc[disjoint, "t"].abs(), theirs.loc[disjoint, "ttest"].abs(), rtol=1e-8
    )


def test_the_demo_survey_with_its_panel_equals_r(rscript, tmp_path, published_home):
    survey = current_snapshot(published_home).survey("kmu-st")
    asked = [
        ("maturity", None, "sector:group", "wave", "all"),
        ("barriers.staff", None, "size", "wave:2019", "2024"),
        ("maturity", None, "sector:group", "rest", "2024"),
        ("strategy_status", "3|4", "district", "rest", "2024"),
    ]
    rows = survey.responses().filter("respondent").df()
    ours, theirs = both(survey, asked, rscript, tmp_path, "panel", rows)
    assert len(ours) > 35
    same(ours, theirs)
