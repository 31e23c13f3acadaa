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
from dataclasses import dataclass, replace
from math import prod
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.answers import DESIGN_WEIGHT, Answers, Frame, answer_name, answers_of
from estimation.calibration import Calibration
from estimation.measures import Measure
from survey.selection import UNKNOWN, Filter

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
Answer = tuple[str, str, str]  # question, item, option
Options = tuple[pd.Categorical, dict[str, pd.Categorical], Mapping[str, Any]]
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

    def taken(self, rows: Index) -> Moments:
        """The moments with these rows, in this order; a row may be taken more than once."""
        keys = {name: codes.take(rows) for name, codes in self.keys.items()}
        sums = {name: values[:, rows] for name, values in self.sums.items()}
        return replace(self, keys=keys, sums=sums)

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
        code = nw.col(each.cut.column)
        passes = code.cast(nw.String).is_in([known for known in each.codes if known != UNKNOWN])
        keep = keep & (passes | code.is_null() if UNKNOWN in each.codes else passes)
    for column in present:
        keep = keep & ~nw.col(column).is_null()
    return frame.filter(keep)


def choice_moments(frame: nw.LazyFrame[Any], measure: Measure, keys: Sequence[str]) -> Moments:
    """Moments of the shares of each code of `measure`, by `keys`; `3|4` is the union of codes."""
    return sum_choices(answers_of(frame, [measure], keys), measure)


def number_moments(
    frame: nw.LazyFrame[Any],
    measures: Sequence[Measure],
    keys: Sequence[str],
    centres: Sequence[float],
) -> Moments:
    """Moments of ticks (y is 1 or 0) or of numbers less their centre, all measures in one pass."""
    return sum_numbers(answers_of(frame, measures, keys), measures, centres)


def sum_choices(answers: Answers, measure: Measure) -> Moments:
    """`choice_moments` of answers whose columns are chosen already."""
    return choices(measure, *option_sums(answers))


def option_sums(answers: Answers) -> Options:
    """The option, the keys, and n, Σw and Σw² (`_n`, `_w`, `_w2`; Σd, `_d`) of each combination."""
    weight = nw.col("weight")

    def aggregate(frame: Frame) -> Frame:
        design = {"_d": nw.col(DESIGN_WEIGHT).sum()} if answers.raked else {}
        grouped = frame.group_by(*answers.grouping)
        return grouped.agg(_n=nw.len(), _w=weight.sum(), _w2=(weight * weight).sum(), **design)

    found = answers.collect(aggregate, ("choice", answers.raked))
    keys = answers.unpack(found)
    return keys.pop(answer_name(0)), keys, found


def choices(
    measure: Measure,
    option: pd.Categorical,
    keys: Mapping[str, pd.Categorical],
    found: Mapping[str, Any],
) -> Moments:
    """Moments of shares from `option_sums`.

    A line without an option is of those who did not answer: it counts for nothing.
    """
    answered = np.flatnonzero(option.codes >= 0)
    row, first = rows_of([codes[answered] for codes in keys.values()])
    kept = {name: codes[answered[first]] for name, codes in keys.items()}
    shape = (len(option.categories), len(first))
    cell = option.codes[answered].astype(np.intp) * len(first) + row

    def per_option(name: str) -> Array:
        values = _numbers(found[f"_{name}"])[answered]
        return np.bincount(cell, weights=values, minlength=prod(shape)).reshape(shape).astype(float)

    stems = ["n", "w", "w2", *(["d"] if "_d" in found else [])]
    table = np.array([per_option(name) for name in stems])
    place = {str(code): i for i, code in enumerate(option.categories)}
    unions = [[place[c] for c in code.split("|") if c in place] for code in measure.codes]
    member = np.zeros((len(unions), len(place)))
    for i, union in enumerate(unions):
        member[i, union] = 1.0
    count, wy, w2y, *dy = member @ table
    base = dict(zip(stems, table.sum(axis=1), strict=True))
    sums = {name: np.broadcast_to(values, wy.shape) for name, values in base.items()}
    sums |= {"n_y": count, "wy": wy, "wy2": wy, "w2y": w2y, "w2y2": w2y}
    if dy:
        (sums["dy"],) = dy
    named = tuple((measure.question, measure.item, code) for code in measure.codes)
    return Moments(named, kept, sums)


def sum_numbers(answers: Answers, measures: Sequence[Measure], centres: Sequence[float]) -> Moments:
    """`number_moments` of answers whose columns are chosen already."""
    kinds = tuple(measure.kind for measure in measures)
    found = answers.collect(
        lambda frame: frame.group_by(*answers.grouping).agg(
            **number_sums(kinds, centres, raked=answers.raked)
        ),
        (kinds, tuple(centres), answers.raked),
    )
    keys = answers.unpack(found)
    _, order = rows_of(list(keys.values()))  # in order, so that sums round alike each time

    def stacked(name: str) -> Array:
        # a tick is its own square; how many numbers are not zero is of no interest
        tick = {"wy2": "wy", "w2y2": "w2y"}
        stems = [
            tick.get(name, name) if m.kind == "tick" else {"n_y": "n"}.get(name, name)
            for m in measures
        ]
        return np.array([_numbers(found[f"_{stem}:{i}"])[order] for i, stem in enumerate(stems)])

    named = tuple((m.question, m.item, m.codes[0] if m.codes else "") for m in measures)
    ordered = {name: codes[order] for name, codes in keys.items()}
    names = (*SUMS, *(("d", "dy") if answers.raked else ()))
    return Moments(named, ordered, {name: stacked(name) for name in names})


def number_sums(
    kinds: Sequence[str], centres: Sequence[float], *, raked: bool = False
) -> dict[str, nw.Expr]:
    """The sums of ticks and of numbers less their centre: `_n:0`, … of `answer_name(0)`, …"""
    weight = nw.col("weight")
    aggregates: dict[str, nw.Expr] = {}
    for i, (kind, centre) in enumerate(zip(kinds, centres, strict=True)):
        raw = nw.col(answer_name(i))
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
        if kind == "tick":
            sums["n_y"] = y.sum()
        else:
            sums["wy2"] = (weight * y * y).sum()
            sums["w2y2"] = (weight * weight * y * y).sum()
        aggregates |= {f"_{name}:{i}": expression for name, expression in sums.items()}
    return aggregates


def overall_mean(responses: Any, column: str) -> float:
    """The plain mean of a column over all respondents: the centre of a number without a range."""
    frame = nw.from_native(responses).lazy().filter(nw.col("respondent"))
    return near(frame.select(nw.col(column).mean().alias("mean")).collect("pandas").item(0, "mean"))


def near(mean: float | None) -> float:
    """A mean as a centre: six digits, so that it is the same whatever engine has found it."""
    return 0.0 if mean is None or np.isnan(mean) else float(f"{mean:.6g}")


def _numbers(values: Any) -> Array:
    """Sums as floats; a sum over nobody is 0."""
    if isinstance(values, np.ma.MaskedArray):
        values = values.filled(0.0)
    numbers = np.asarray(values, dtype=float)
    return np.where(np.isnan(numbers), 0.0, numbers)


def rows_of(keys: Sequence[pd.Categorical]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Which combination of codes each line has, and a line that has each combination."""
    combined = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        combined = combined * (len(key.categories) + 1) + key.codes
    _, first, row = np.unique(combined, return_index=True, return_inverse=True)
    return row.ravel(), first
