"""Respondents with their answers, few columns: what one GROUP BY runs over, on any engine."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from estimation.calibration import CELL
from estimation.measures import Measure
from survey.packing import category
from survey.selection import Filter

Frame = nw.LazyFrame[Any]
Aggregation = Callable[[Frame], Frame]
DESIGN_WEIGHT = "design_weight"


@dataclass(frozen=True)
class Answers:
    """Answers that can be grouped and summed.

    grouping
        The columns to group by: the keys and, for choices, the answer. Beside them: `weight` and
        the other answers, `answer_name(0)`, … .
    collect
        Applies an aggregation, whose SQL depends on nothing but its second argument and the
        grouping, and gives its columns as arrays.
    unpack
        Turns the columns of the grouping that were found into the codes of the moments' keys and,
        for choices, of `answer_name(0)`.
    raked
        Whether the column `DESIGN_WEIGHT` is there to be summed.
    """

    grouping: tuple[str, ...]
    collect: Callable[[Aggregation, Hashable], dict[str, Any]]
    unpack: Callable[[Mapping[str, Any]], dict[str, pd.Categorical]]
    raked: bool = False


@dataclass(frozen=True)
class Selected:
    """Respondents of some waves who pass all filters; those without a code in a key drop out
    unless `all_codes` keeps them."""

    waves: tuple[str, ...]
    where: tuple[Filter, ...] = ()
    all_codes: bool = False


def answer_name(number: int) -> str:
    """The column of the answer with this number: a name that no id of a codebook can have.

    Without a dot, because a grouping key with one is read as table.column.
    """
    return f"_y:{number}"


def answers_of(
    frame: nw.LazyFrame[Any], measures: Sequence[Measure], keys: Sequence[str]
) -> Answers:
    """The columns of `respondents` that the moments of these measures by `keys` need."""
    columns = {}
    for i, measure in enumerate(measures):
        answer = nw.col(measure.column)
        columns[answer_name(i)] = answer if measure.kind == "choice" else answer.cast(nw.Float64)
    raked = [DESIGN_WEIGHT] if CELL in keys else []
    narrow = frame.select(*keys, "weight", *raked, **columns)
    options = (answer_name(0),) if measures[0].kind == "choice" else ()
    return Answers(
        (*keys, *options),
        lambda aggregate, _: _collect(aggregate(narrow)),
        lambda found: {key: coded(found[key]) for key in (*keys, *options)},
        raked=bool(raked),
    )


def _collect(frame: nw.LazyFrame[Any]) -> dict[str, Any]:
    """Column -> array in memory. DuckDB hands over its ENUMs as categoricals, without copies."""
    native = frame.to_native()
    if hasattr(native, "fetchnumpy"):
        return dict(native.fetchnumpy())
    table = frame.collect("pandas").to_native()
    return {str(name): table[name].to_numpy() for name in table.columns}


def coded(values: Any) -> pd.Categorical:
    """Codes as text with their categories; one that is missing has the code -1."""
    if isinstance(values, pd.Categorical):
        return values
    texts = np.asarray(np.ma.getdata(values), dtype=object)
    missing = np.ma.getmaskarray(values) | pd.isna(texts)
    found, place = np.unique(texts[~missing].astype(str), return_inverse=True)
    codes = np.full(len(texts), -1, dtype=np.intp)
    codes[~missing] = place
    return pd.Categorical.from_codes(codes, dtype=category(tuple(found.tolist())))
