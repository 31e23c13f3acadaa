"""Single, multiple, scale and numeric questions of the demo survey by sector and size: as svyby."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from estimation import estimate, parse_query

pytestmark = pytest.mark.oracle
TARGETS = [
    ("strategy_status", "proportion"),
    ("strategy_status", "total"),
    ("barriers.staff", "proportion"),
    ("barriers.cost", "total"),
    ("programmes.innovation", "proportion"),
    ("barrier_weight.staff", "mean"),
    ("barrier_weight.time", "proportion"),
    ("it_share", "mean"),
    ("maturity", "mean"),
    ("maturity.level", "proportion"),
]
BY = ("sector:group", "size", "sector:group,size")
FUNCTIONS = {"proportion": "svymean", "mean": "svymean", "total": "svytotal"}
KEYS = ["variable", "code", "by", "fun", "first", "second"]


@pytest.fixture(scope="module")
def both(demo, rscript, tmp_path_factory) -> pd.DataFrame:
    """Our visible cells, and R's as `r_…`."""
    folder = tmp_path_factory.mktemp("kmu")
    wave = "2024"
    tables = []
    for target, statistic in TARGETS:
        for by in BY:
            query = parse_query(demo.codebook, target, wave=wave, by=by, statistic=statistic)
            table = estimate(demo, query, deff=True)
            cuts = [cut.dimension for cut in query.by]
            tables.append(
                table.assign(
                    variable=target,
                    code="1" if target.startswith("barriers") else table["option"],
                    by=by,
                    fun=FUNCTIONS[statistic],
                    first=table[cuts[0]],
                    second=table[cuts[1]] if len(cuts) == 2 else "",
                )
            )
    ours = pd.concat(tables, ignore_index=True)
    columns = ["stratum", "weight", "sector:group", "size", *(target for target, _ in TARGETS)]
    quoted = ", ".join(f'"{name}"' for name in dict.fromkeys(columns))
    rows = demo.table(f"SELECT {quoted} FROM response WHERE respondent AND wave = $1", wave)
    rows.to_csv(folder / "responses.csv", index=False)
    ours[KEYS[:4]].drop_duplicates().to_csv(folder / "asked.csv", index=False)
    rscript(Path(__file__).with_name("kmu.R"), folder)
    theirs = pd.read_csv(folder / "r.csv", dtype=dict.fromkeys(KEYS, str), keep_default_na=False,
                         na_values={"se": ["NaN", "NA"], "deff": ["NaN", "NA", "Inf"]})  # fmt: skip
    shown = ours[ours["flag"] != "hidden"]
    return shown.merge(theirs, on=KEYS, suffixes=("", "_r"), how="left", validate="one_to_one")


@pytest.mark.parametrize(("target", "statistic"), TARGETS)
def test_equals_svyby(both, target, statistic):
    rows = both[(both["variable"] == target) & (both["statistic"] == statistic)]
    assert set(rows["by"]) == set(BY)
    assert rows["estimate_r"].notna().all()
    scale = rows["estimate"].abs().max()
    for column in ("estimate", "se"):
        np.testing.assert_allclose(
            rows[column].astype(float), rows[f"{column}_r"], rtol=1e-8, atol=1e-13 * scale
        )
    varying = rows[(rows["se"] > 0) & rows["deff"].notna()]
    assert len(varying) > len(rows) / 2
    np.testing.assert_allclose(varying["deff"].astype(float), varying["deff_r"], rtol=1e-8)


def test_the_demo_has_plain_weights(demo):
    """Raked weights would need R's calibrate: tests of raking."""
    assert demo.codebook.weighting is None
