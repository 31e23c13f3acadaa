"""Many items in one pass over the data."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.estimation.conftest import ask
from tests.estimation.published import published


def test_many_items_together_equal_each_one_alone(tmp_path):
    """25 items in one pass: no alias of one collides with that of another."""
    items = [{"id": f"i{n}", "column": f"c{n}", "label": f"Item {n}"} for n in range(25)]
    book = {
        "survey": "many",
        "title": "Many items",
        "design": {"id": "id"},
        "waves": [{"id": "1", "label": "1", "file": "many.csv"}],
        "dimensions": {"size": {"column": "size", "classification": "size-eu", "label": "Size"}},
        "questions": [
            {"id": "number", "topic": "maturity", "type": "numeric", "unit": "€", "text": "Number",
             "items": items},
        ],
    }  # fmt: skip
    rng = np.random.default_rng(3)
    rows = pd.DataFrame({f"number.i{n}": rng.normal(n, 1 + n, 60) for n in range(25)})
    rows = rows.assign(wave="1", size="10-49", weight=rng.uniform(1, 5, 60))
    survey = published(tmp_path, book, rows)
    together = ask(survey, "number")
    for n in range(25):
        alone = ask(survey, f"number.i{n}")
        both = together[together["item"] == f"i{n}"].reset_index(drop=True)
        pd.testing.assert_frame_equal(both, alone, check_exact=False, rtol=1e-12)
