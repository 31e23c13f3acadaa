"""Which differences of a page are worth saying: sure after correction, reliable, the largest first.

What is tested together is corrected together: all contrasts of the page as one table
(`estimation.significance.adjusted`), so that a page with a hundred comparisons does not find five
by chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from estimation.significance import adjusted

SURE = 0.05
"""The share of findings that may be false (Benjamini & Hochberg)."""

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
    table = pd.concat(tested, ignore_index=True)
    table["p_adjusted"] = adjusted(table["p"].to_numpy(dtype=float))
    unmarked = (table[["flag", "group_flag", "against_flag"]] == "").all(axis=1)
    sides = table[["group_estimate", "against_estimate"]]
    varies = ~((table["statistic"] == "proportion") & sides.isin([0.0, 1.0]).any(axis=1))
    sure = table["p_adjusted"] < SURE
    found = table[unmarked & varies & sure & table["effect"].notna()]
    size = found["effect"].abs().round(9)  # mirrored differences differ by their rounding only
    more = (found["estimate"] > 0).astype(int)
    found = found.assign(_size=size, _more=more)
    found = found.sort_values(["_size", "_more"], ascending=False, kind="stable")
    found = found.drop_duplicates([*_ANSWER, "dimension", "wave"])
    two = table.groupby(["question", "item"])["option"].transform("nunique").reindex(found.index)
    mirrored = found.duplicated(["question", "item", "dimension", "wave", "_size"]) & (two == 2)
    return found[~mirrored].drop(columns=["_size", "_more"]).reset_index(drop=True)
