"""The sums from which every estimate follows, by one GROUP BY over the responses.

Written once as Narwhals expressions: the same code runs on a DuckDB relation, on a pandas frame
and on a Spark DataFrame.

A moment table has one row per (wave, domain, stratum[, PSU], item, option) with

    n       respondents who answered          w, w2    sum of weights, of squared weights
    n_y     those of them with y = 1 (shares)  wy, wy2  sum of w·y, of w·y²
                                               w2y, w2y2  sum of w²·y, of w²·y²

where y is 1 or 0 for a share and the centred number for a mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from estimation.measures import Measure
from survey.selection import Filter

SUMS = ("n", "n_y", "w", "w2", "wy", "wy2", "w2y", "w2y2")
DESIGN_KEYS = ("wave", "stratum")


def respondents(
    responses: Any, waves: Sequence[str], where: Sequence[Filter], present: Sequence[str]
) -> nw.LazyFrame[Any]:
    """Respondents of these waves who pass all filters and have a code in every column `present`."""
    frame: nw.LazyFrame[Any] = nw.from_native(responses).lazy()
    keep = nw.col("respondent") & nw.col("wave").cast(nw.String).is_in(list(waves))
    for each in where:
        keep = keep & nw.col(each.cut.column).cast(nw.String).is_in(list(each.codes))
    for column in present:
        keep = keep & ~nw.col(column).is_null()
    return frame.filter(keep)


def choice_moments(frame: nw.LazyFrame[Any], measure: Measure, keys: Sequence[str]) -> pd.DataFrame:
    """Moments of the shares of each code of `measure`, by `keys`."""
    answer = nw.col(measure.column)
    sums = _collect(
        frame.filter(~answer.is_null())
        .group_by(*keys, measure.column)
        .agg(
            n=nw.len(),
            w=nw.col("weight").sum(),
            w2=(nw.col("weight") ** 2).sum(),
        ),
        [*keys, measure.column],
    )
    base = sums.groupby(list(keys), sort=False)[["n", "w", "w2"]].sum().reset_index()
    per_code = [_one_code(base, sums, measure, code, keys) for code in measure.codes]
    return pd.concat(per_code, ignore_index=True)


def _one_code(
    base: pd.DataFrame, sums: pd.DataFrame, measure: Measure, code: str, keys: Sequence[str]
) -> pd.DataFrame:
    """The base of every key beside the sums of those who chose `code` (0 where nobody did).

    `3|4` is the union of two codes.
    """
    chosen = sums[sums[measure.column].isin(code.split("|"))]
    chosen = chosen.groupby(list(keys), sort=False)[["n", "w", "w2"]].sum().reset_index()
    both = base.merge(chosen, on=list(keys), how="left", suffixes=("", "_chosen")).fillna(
        {"n_chosen": 0, "w_chosen": 0.0, "w2_chosen": 0.0}
    )
    return both[[*keys, "n", "w", "w2"]].assign(
        item=measure.item,
        option=code,
        n_y=both["n_chosen"],
        wy=both["w_chosen"],
        wy2=both["w_chosen"],
        w2y=both["w2_chosen"],
        w2y2=both["w2_chosen"],
    )


def number_moments(
    frame: nw.LazyFrame[Any],
    measures: Sequence[Measure],
    keys: Sequence[str],
    centres: Sequence[float],
) -> pd.DataFrame:
    """Moments of ticks (y is 1 or 0) or of numbers less their centre, all measures in one pass."""
    weight = nw.col("weight")
    aggregates: dict[str, nw.Expr] = {}
    for i, (measure, centre) in enumerate(zip(measures, centres, strict=True)):
        raw = nw.col(measure.column)
        y = raw.cast(nw.Float64) - centre if centre else raw.cast(nw.Float64)
        w = nw.when(~raw.is_null()).then(weight)
        aggregates |= {
            f"{i}.n": raw.count(),
            f"{i}.w": w.sum(),
            f"{i}.w2": (w * weight).sum(),
            f"{i}.wy": (weight * y).sum(),
            f"{i}.w2y": (weight * weight * y).sum(),
        }
        if measure.kind == "tick":
            aggregates[f"{i}.n_y"] = y.sum()
        else:
            aggregates[f"{i}.wy2"] = (weight * y * y).sum()
            aggregates[f"{i}.w2y2"] = (weight * weight * y * y).sum()
    wide = _collect(frame.group_by(*keys).agg(**aggregates), keys)
    parts = []
    for i, measure in enumerate(measures):
        part = wide[list(keys)].assign(
            item=measure.item, option=measure.codes[0] if measure.codes else ""
        )
        # a tick is its own square; how many numbers are not zero is of no interest
        same = {"wy2": "wy", "w2y2": "w2y"} if measure.kind == "tick" else {"n_y": "n"}
        for name in SUMS:
            part[name] = wide[f"{i}.{same.get(name, name)}"].astype(float).fillna(0.0)
        parts.append(part[part["n"] > 0])
    return pd.concat(parts, ignore_index=True)


def overall_mean(responses: Any, column: str) -> float:
    """The plain mean of a column over all respondents: the centre of a number without a range."""
    frame = nw.from_native(responses).lazy().filter(nw.col("respondent"))
    mean = frame.select(nw.col(column).mean().alias("mean")).collect("pandas").item(0, "mean")
    return 0.0 if mean is None or np.isnan(mean) else float(mean)


def _collect(frame: nw.LazyFrame[Any], text_columns: Sequence[str]) -> pd.DataFrame:
    """The frame in memory; codes as text, whatever the engine keeps them as. Rows in key order."""
    table = frame.with_columns(
        *(nw.col(column).cast(nw.String) for column in text_columns)
    ).collect("pandas")
    result: pd.DataFrame = table.to_native()
    return result.sort_values(list(text_columns), kind="stable").reset_index(drop=True)
