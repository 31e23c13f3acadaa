"""Group against rest and tests of independence on R's own data sets, all as R has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from estimation import parse_query
from estimation.comparisons import comparison, relation
from tests.oracle.datasets import SETS, survey_of

pytestmark = pytest.mark.oracle
# a cut that is the stratum or has a handful of firms in each code has nothing to compare within
COMPARED = [each for each in SETS if each.by and each.name not in ("mu284", "crowd")]
DESIGN = ("weight", "stratum", "cluster", "population")


@pytest.fixture(scope="module")
def found(rscript, tmp_path_factory) -> pd.DataFrame:
    """A row for every comparison: ours, and R's as a, b, c, p, n and ttest."""
    folder = tmp_path_factory.mktemp("compared")
    here = Path(__file__)
    rscript(here.with_name("datasets.R"), "export", folder)
    tables = []
    for each in COMPARED:
        survey = survey_of(each, folder / f"{each.name}.csv", folder)
        design = {"set": each.name, "by": each.by} | {name: getattr(each, name) for name in DESIGN}
        for number, (column, kind) in enumerate(each.questions.items()):
            query = parse_query(survey.codebook, f"q{number}", by="cut")
            table = comparison(survey, query, "rest").assign(variable=column, **design)
            tables.append(table.assign(code=table["option"]))
            if kind in ("single", "multiple"):
                crossed = relation(survey, parse_query(survey.codebook, f"q{number}"), "cut")
                tables.append(crossed.assign(variable=column, group="", code="", **design))
    ours = pd.concat(tables, ignore_index=True)
    columns = ["set", *DESIGN, "variable", "code", "by", "group"]
    ours[columns].to_csv(folder / "compare.csv", index=False)
    rscript(here.with_name("datasets_compared.R"), folder)
    theirs = pd.read_csv(folder / "compared.csv", na_values=["NA", "NaN"])
    return ours.join(theirs.add_prefix("r_"))


def equal(rows: pd.DataFrame, ours: str, theirs: str) -> None:
    np.testing.assert_allclose(
        rows[ours].astype(float), rows[f"r_{theirs}"], rtol=1e-8, atol=1e-12, err_msg=ours
    )


def test_group_against_rest(found):
    rows = found[found["group"] != ""]
    assert rows["set"].nunique() >= 7
    assert len(rows) > 60
    for ours, theirs in (("estimate", "a"), ("se", "b"), ("df", "c")):
        equal(rows, ours, theirs)
    assert (rows["group_n"] + rows["against_n"] == rows["r_n"]).all()
    tested = rows[rows["p"].notna()]
    equal(tested, "p", "p")
    with_ttest = tested[tested["r_ttest"].notna()]
    assert len(with_ttest) > 50
    equal(with_ttest, "t", "ttest")


def test_rao_scott(found):
    rows = found[(found["group"] == "") & found["p"].notna()]
    assert rows["set"].nunique() >= 5
    for ours, theirs in (("f", "a"), ("df_1", "b"), ("df_2", "c"), ("p", "p"), ("n", "n")):
        equal(rows, ours, theirs)
