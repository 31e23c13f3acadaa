"""Files of figures: whatever is hidden in a table, no file tells it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from estimation import estimate
from estimation.contrasts import contrasts
from figures.context import Asking
from figures.taken_along import (
    Origin,
    Taken,
    codes,
    picture,
    presentation,
    spreadsheet,
    workbook,
)
from stage.offline import standalone
from tests.archives import parts
from tests.figures.conftest import every_exhibit

ORIGIN = Origin("http://example.org/figure", date(2026, 11, 29))
FILES = {
    "codes": codes,
    "spreadsheet": spreadsheet,
    "workbook": workbook,
    "presentation": lambda taken: presentation([taken], "T"),
    "html": lambda taken: standalone([taken], "T"),
    "picture": lambda taken: picture(taken.context, taken.made).to_json().encode(),
}
_SIDES = ("", "group_", "against_")


def hiding(seed: int, amount: float):
    """Estimates of which some rows are hidden, but hold a number all the same: `amount`."""

    def poisoned(table: pd.DataFrame) -> pd.DataFrame:
        table, chance = table.copy(), random.Random(seed)
        for side in (each for each in _SIDES if f"{each}flag" in table):
            rows = [chance.random() < 0.3 for _ in range(len(table))]
            table[f"{side}flag"] = table[f"{side}flag"].mask(rows, "hidden")
            hidden = table[f"{side}flag"] == "hidden"
            for name in ("estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff"):
                column = f"{side}{name}"
                if column in table:
                    numbers = table[column].astype("float64")
                    table[column] = numbers.mask(hidden, amount)
        return table

    return Asking(
        estimates=lambda survey, query: poisoned(estimate(survey, query)),
        contrasts=lambda survey, query, pairs: poisoned(contrasts(survey, query, pairs)),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_files_are_the_same_whatever_stands_in_hidden_cells(reading, seed):
    """Two worlds that differ in hidden numbers only, and one in which no more is hidden."""
    one, other = (
        every_exhibit(replace(reading(), asking=hiding(seed, amount))) for amount in (0.137, 977.0)
    )
    plain = every_exhibit(reading())
    for first, second, open_ in zip(one, other, plain, strict=True):
        for name, make in FILES.items():
            found, again, shown = (
                parts(make(Taken(reading(), each, ORIGIN))) for each in (first, second, open_)
            )
            assert found == again, (name, first.id)
            assert found != shown, (name, first.id)
