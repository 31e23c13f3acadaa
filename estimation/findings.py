"""Which differences of a page are worth saying: sure after correction, reliable, the largest first.

What is tested together is corrected together: all contrasts of the page as one table
(`estimation.significance.adjusted`), so that a page with a hundred comparisons does not find five
by chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.significance import adjusted

SURE = 0.05
"""The share of findings that may be false (Benjamini & Hochberg)."""

Bits = npt.NDArray[np.bool_]
_ANSWER = ["question", "item", "option"]


def strongest(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The contrasts that hold, by the size of their effect (Cohen's d), the largest first.

    tables
        Contrast tables (`estimation.contrasts.contrasts`) that are shown together. Their
        p_adjusted is replaced by the one over all of them.

    Only rows whose two sides carry no mark, whose p_adjusted is below SURE and whose effect is
    known; none with a share of 0 or 1, whose own error the sample does not show.

    A difference stands once: of the two codes of a dimension, and of the two options of a
    question, that mirror each other, only the one that is more; of one answer and dimension only
    the group that differs most.
    """
    tested = [table for table in tables if len(table)]
    if not tested:
        return pd.DataFrame()
    p_adjusted = adjusted(np.concatenate([table["p"].to_numpy(dtype=float) for table in tested]))
    ends = np.cumsum([len(table) for table in tested])
    held = []
    for table, p in zip(tested, np.split(p_adjusted, ends[:-1]), strict=True):
        sure = _sayable(table) & (p < SURE)
        held.append(table[sure].assign(p_adjusted=p[sure]))
    found = pd.concat(held, ignore_index=True)
    size = found["effect"].abs().round(9)  # mirrored differences differ by their rounding only
    more = (found["estimate"] > 0).astype(int)
    found = found.assign(_size=size, _more=more)
    found = found.sort_values(["_size", "_more"], ascending=False, kind="stable")
    found = found.drop_duplicates([*_ANSWER, "dimension", "wave"])
    mirrored = found.duplicated(["question", "item", "dimension", "wave", "_size"])
    if mirrored.any():
        mirrored &= _of_two(found, tested)
    return found[~mirrored].drop(columns=["_size", "_more"]).reset_index(drop=True)


def _sayable(table: pd.DataFrame) -> Bits:
    """The rows without a mark whose effect is known and whose shares are not 0 or 1."""
    good: Bits = ~np.isnan(table["effect"].to_numpy(dtype=float))
    for name in ("flag", "group_flag", "against_flag"):
        good &= np.asarray(table[name].to_numpy(object) == "", dtype=bool)
    share = np.asarray(table["statistic"].to_numpy(object) == "proportion", dtype=bool)
    for name in ("group_estimate", "against_estimate"):
        good &= ~(share & np.isin(table[name].to_numpy(dtype=float), (0.0, 1.0)))
    return good


def _of_two(found: pd.DataFrame, tested: Sequence[pd.DataFrame]) -> pd.Series:
    """Whether the question of each row has just two options that were compared."""
    options: dict[tuple[str, str], set[str]] = {}
    for table in tested:
        for question, item, option in zip(*(table[name].array for name in _ANSWER), strict=True):
            options.setdefault((question, item), set()).add(option)
    asked = zip(found["question"].array, found["item"].array, strict=True)
    return pd.Series([len(options[each]) == 2 for each in asked], index=found.index)
