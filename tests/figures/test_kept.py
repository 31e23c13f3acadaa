"""Tables made once for all readers: each has its own, and a large one is made for each."""

from __future__ import annotations

import pandas as pd
import pytest

from estimation import estimate, parse_query
from figures import kept
from figures.kept import ASKING
from survey.memory import Memory


@pytest.mark.parametrize("room", [96_000_000, 1], ids=["kept", "too large"])
def test_who_asks_again_gets_the_table_as_it_was_made(demo, monkeypatch, room):
    monkeypatch.setattr(kept, "_tables", Memory(room))
    query = parse_query(demo.codebook, "barriers", by="size")
    first = ASKING.estimates(demo, query)
    first["n"] = 0
    first.loc[:, "estimate"] = 1.0
    pd.testing.assert_frame_equal(ASKING.estimates(demo, query), estimate(demo, query))
