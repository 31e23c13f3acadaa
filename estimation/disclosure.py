"""What may be shown: one place that decides, for pages, tables, exports, API and command line."""

from __future__ import annotations

import numpy as np
import pandas as pd

from estimation.reliability import HIDDEN
from survey.codebook import Disclosure

NUMBERS = ("estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff")


def hide(table: pd.DataFrame, rules: Disclosure) -> pd.DataFrame:
    """The estimate table with every cell of fewer than `min_n` respondents emptied.

    An empty cell is hidden as well: it must not tell itself apart from a small one.
    """
    hidden = ~(table["n"] >= max(rules.min_n, 1))
    if not hidden.any():
        return table
    shown = table.copy()
    shown.loc[hidden, list(NUMBERS)] = np.nan
    shown.loc[hidden, "flag"] = HIDDEN
    return shown
