"""The sums from which every estimate follows, by one GROUP BY over the responses.

Written once as Narwhals expressions: the same code runs on a DuckDB relation, on a pandas frame
and on a Spark DataFrame.

A moment table has one row per (wave, domain, stratum[, PSU], question, item, option) with

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
    # an alias, because a grouping key with a dot in its name is read as table.column
    answers = frame.select(*keys, "weight", option=nw.col(measure.column))
    weight = nw.col("weight")
    sums = _collect(
        answers.filter(~nw.col("option").is_null())
        .group_by(*keys, "option")
        .agg(n=nw.len(), w=weight.sum(), w2=(weight * weight).sum()),
        [*keys, "option"],
    )
    base = sums.groupby(list(keys), sort=False, as_index=False)[["n", "w", "w2"]].sum()
    row = sums.groupby(list(keys), sort=False).ngroup().to_numpy()
    per_code = []
    for code in measure.codes:
        chosen = sums["option"].isin(code.split("|")).to_numpy()  # `3|4` is their union
        n_y, wy, w2y = (
            np.bincount(
                row[chosen], weights=sums[name].to_numpy(float)[chosen], minlength=len(base)
            )
            for name in ("n", "w", "w2")
        )
        per_code.append(base.assign(option=code, n_y=n_y, wy=wy, wy2=wy, w2y=w2y, w2y2=w2y))
    moments = pd.concat(per_code, ignore_index=True)
    return moments.assign(question=measure.question, item=measure.item)


def number_moments(
    frame: nw.LazyFrame[Any],
    measures: Sequence[Measure],
    keys: Sequence[str],
    centres: Sequence[float],
) -> pd.DataFrame:
    """Moments of ticks (y is 1 or 0) or of numbers less their centre, all measures in one pass."""
    # only what is needed: building an expression costs time for every column of the table
    answers = {f"y{i}": nw.col(m.column).cast(nw.Float64) for i, m in enumerate(measures)}
    narrow = frame.select(*keys, "weight", **answers)
    weight = nw.col("weight")
    aggregates: dict[str, nw.Expr] = {}
    for i, (measure, centre) in enumerate(zip(measures, centres, strict=True)):
        raw = nw.col(f"y{i}")
        y = raw - centre if centre else raw
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
    wide = _collect(narrow.group_by(*keys).agg(**aggregates), keys)
    size, count = len(wide), len(measures)
    columns = {key: np.tile(wide[key].to_numpy(dtype=object), count) for key in keys}
    columns["question"] = np.repeat([m.question for m in measures], size).astype(object)
    columns["item"] = np.repeat([m.item for m in measures], size).astype(object)
    options = [m.codes[0] if m.codes else "" for m in measures]
    columns["option"] = np.repeat(options, size).astype(object)
    # a tick is its own square; how many numbers are not zero is of no interest
    same = [{"wy2": "wy", "w2y2": "w2y"} if m.kind == "tick" else {"n_y": "n"} for m in measures]
    for name in SUMS:
        parts = [wide[f"{i}.{same[i].get(name, name)}"].to_numpy(float) for i in range(count)]
        columns[name] = np.nan_to_num(np.concatenate(parts))
    moments = pd.DataFrame(columns)
    return moments[moments["n"] > 0].reset_index(drop=True)


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
    for column in text_columns:  # plain objects: pandas' own string type is slow on small frames
        result[column] = result[column].astype(object)
    return result.sort_values(list(text_columns), kind="stable").reset_index(drop=True)
