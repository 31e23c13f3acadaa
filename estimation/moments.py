"""The sums from which every estimate follows, by one GROUP BY over the responses.

Written once as Narwhals expressions: the same code runs on a DuckDB relation, on a pandas frame
and on a Spark DataFrame. Per (wave, cuts, stratum[, PSU]) and answer:

    n       respondents who answered          w, w2    sum of weights, of squared weights
    n_y     those of them with y = 1 (shares)  wy, wy2  sum of w·y, of w·y²
                                               w2y, w2y2  sum of w²·y, of w²·y²

where y is 1 or 0 for a share and the centred number for a mean. Where weights are raked, also
per margin cell (a key), with `d` and `dy`: sums of the design weight and of its product with y.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.calibration import CELL, Calibration
from estimation.measures import Measure
from survey.selection import Filter

Array = npt.NDArray[np.float64]
Answer = tuple[str, str, str]  # question, item, option
DESIGN_WEIGHT = "design_weight"
SUMS = ("n", "n_y", "w", "w2", "wy", "wy2", "w2y", "w2y2")


@dataclass(frozen=True)
class Moments:
    """`keys`: column -> the code of every row. `sums`: name -> (answers x rows); 0 where empty.

    `calibration` is that of the weights where they are raked; the variance needs it.
    """

    answers: tuple[Answer, ...]
    keys: Mapping[str, pd.Categorical]
    sums: Mapping[str, Array]
    calibration: Calibration | None = None

    def __len__(self) -> int:
        return int(self.sums["n"].shape[1])

    def table(self) -> pd.DataFrame:
        """One line per row and answer, for people and for the cube."""
        rows, count = len(self), len(self.answers)
        columns: dict[str, Any] = {
            name: np.tile(np.asarray(codes, dtype=object), count)
            for name, codes in self.keys.items()
        }
        for i, name in enumerate(("question", "item", "option")):
            columns[name] = np.repeat([answer[i] for answer in self.answers], rows)
        columns |= {name: values.ravel() for name, values in self.sums.items()}
        return pd.DataFrame(columns)


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


def choice_moments(frame: nw.LazyFrame[Any], measure: Measure, keys: Sequence[str]) -> Moments:
    """Moments of the shares of each code of `measure`, by `keys`; `3|4` is the union of codes."""
    # an alias, because a grouping key with a dot in its name is read as table.column
    raked = [DESIGN_WEIGHT] if CELL in keys else []
    answers = frame.select(*keys, "weight", *raked, _option=nw.col(measure.column))
    weight = nw.col("weight")
    grouped = answers.filter(~nw.col("_option").is_null()).group_by(*keys, "_option")
    design = {"_d": nw.col(DESIGN_WEIGHT).sum()} if raked else {}
    summed = grouped.agg(_n=nw.len(), _w=weight.sum(), _w2=(weight * weight).sum(), **design)
    found = _collect(summed, [*keys, "_option"])
    option = _codes(found["_option"])
    row, first = _rows([_codes(found[key]) for key in keys])
    codes = {key: _codes(found[key])[first] for key in keys}

    def per_row(name: str, chosen: npt.NDArray[np.bool_]) -> Array:
        values = _numbers(found[f"_{name}"])[chosen]
        return np.bincount(row[chosen], weights=values, minlength=len(first)).astype(float)

    everybody = np.ones(len(row), dtype=bool)
    stems = ["n", "w", "w2", *(["d"] if raked else [])]
    base = {name: per_row(name, everybody) for name in stems}
    chosen = [np.isin(np.asarray(option), code.split("|")) for code in measure.codes]
    count, wy, w2y, *dy = (
        np.array([per_row(name, each) for each in chosen]).reshape(len(chosen), len(first))
        for name in stems
    )
    sums = {name: np.broadcast_to(values, wy.shape) for name, values in base.items()}
    sums |= {"n_y": count, "wy": wy, "wy2": wy, "w2y": w2y, "w2y2": w2y}
    if raked:
        (sums["dy"],) = dy
    named = tuple((measure.question, measure.item, code) for code in measure.codes)
    return Moments(named, codes, sums)


def number_moments(
    frame: nw.LazyFrame[Any],
    measures: Sequence[Measure],
    keys: Sequence[str],
    centres: Sequence[float],
) -> Moments:
    """Moments of ticks (y is 1 or 0) or of numbers less their centre, all measures in one pass."""
    # only what is needed: building an expression costs time for every column of the table; the
    # aliases start with "_", which no id of a codebook does
    answers = {f"_y:{i}": nw.col(m.column).cast(nw.Float64) for i, m in enumerate(measures)}
    raked = [DESIGN_WEIGHT] if CELL in keys else []
    weight = nw.col("weight")
    aggregates: dict[str, nw.Expr] = {}
    for i, (measure, centre) in enumerate(zip(measures, centres, strict=True)):
        raw = nw.col(f"_y:{i}")
        y = raw - centre if centre else raw
        w = nw.when(~raw.is_null()).then(weight)
        sums = {
            "n": raw.count(),
            "w": w.sum(),
            "w2": (w * weight).sum(),
            "wy": (weight * y).sum(),
            "w2y": (weight * weight * y).sum(),
        }
        if raked:
            design = nw.col(DESIGN_WEIGHT)
            sums["d"] = nw.when(~raw.is_null()).then(design).sum()
            sums["dy"] = (design * y).sum()
        if measure.kind == "tick":
            sums["n_y"] = y.sum()
        else:
            sums["wy2"] = (weight * y * y).sum()
            sums["w2y2"] = (weight * weight * y * y).sum()
        aggregates |= {f"_{name}:{i}": expression for name, expression in sums.items()}
    narrow = frame.select(*keys, "weight", *raked, **answers)
    found = _collect(narrow.group_by(*keys).agg(**aggregates), keys)

    def stacked(name: str) -> Array:
        # a tick is its own square; how many numbers are not zero is of no interest
        tick = {"wy2": "wy", "w2y2": "w2y"}
        stems = [
            tick.get(name, name) if m.kind == "tick" else {"n_y": "n"}.get(name, name)
            for m in measures
        ]
        return np.array([_numbers(found[f"_{stem}:{i}"]) for i, stem in enumerate(stems)])

    named = tuple((m.question, m.item, m.codes[0] if m.codes else "") for m in measures)
    codes = {key: _codes(found[key]) for key in keys}
    names = (*SUMS, *(("d", "dy") if raked else ()))
    return Moments(named, codes, {name: stacked(name) for name in names})


def overall_mean(responses: Any, column: str) -> float:
    """The plain mean of a column over all respondents: the centre of a number without a range."""
    frame = nw.from_native(responses).lazy().filter(nw.col("respondent"))
    mean = frame.select(nw.col(column).mean().alias("mean")).collect("pandas").item(0, "mean")
    return 0.0 if mean is None or np.isnan(mean) else float(mean)


def _collect(frame: nw.LazyFrame[Any], keys: Sequence[str]) -> Mapping[str, Any]:
    """Column -> array in memory, in the order of the keys, so that sums round alike each time.

    DuckDB hands over its ENUMs as categoricals, without copies.
    """
    native = frame.to_native()
    if hasattr(native, "fetchnumpy"):
        found: dict[str, Any] = native.fetchnumpy()
    else:
        table = frame.collect("pandas").to_native()
        found = {str(name): table[name].to_numpy() for name in table.columns}
    codes = {key: _codes(found[key]) for key in keys}
    order = np.lexsort([codes[key].codes for key in reversed(keys)])
    return {name: codes.get(name, values)[order] for name, values in found.items()}


def _codes(values: Any) -> pd.Categorical:
    if isinstance(values, pd.Categorical):
        return values
    return pd.Categorical(np.asarray(values, dtype=object).astype(str))


def _numbers(values: Any) -> Array:
    """Sums as floats; a sum over nobody is 0."""
    return np.nan_to_num(np.ma.filled(np.ma.asarray(values, dtype=float), 0.0))


def _rows(keys: Sequence[pd.Categorical]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Which combination of codes each line has, and a line that has each combination."""
    combined = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        combined = combined * len(key.categories) + key.codes
    _, first, row = np.unique(combined, return_index=True, return_inverse=True)
    return row.ravel(), first
