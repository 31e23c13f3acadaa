"""Tables as they may leave the house: no number in a hidden row, whatever the table holds.

Estimates come without numbers where they are hidden; that nothing else slips out is seen to here
once more, for every file.
"""

from __future__ import annotations

import pandas as pd

COUNTS = ("df", "n")
NUMBERS = ("estimate", "se", "ci_low", "ci_high", "n_eff", *COUNTS)
OF_CONTRASTS = ("t", "p", "p_adjusted", "detectable", "effect")
SIDES = ("", "group_", "against_")  # of a contrast each side has its own numbers and flag


def numbers_of(table: pd.DataFrame) -> list[str]:
    """The columns of numbers; all others hold codes and words."""
    known = {f"{side}{name}" for side in SIDES for name in (*NUMBERS, *OF_CONTRASTS)}
    return [str(name) for name in table.columns if name in known]


def without_hidden(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every number of a hidden row, or of a hidden side of a contrast, left out."""
    shown = table.copy()
    for side in SIDES:
        flag = f"{side}flag"
        if flag not in shown:
            continue
        own = (*NUMBERS, *OF_CONTRASTS) if not side else NUMBERS
        for name in own:
            column = f"{side}{name}"
            if column in shown:
                shown[column] = shown[column].mask(shown[flag] == "hidden")
    return shown
