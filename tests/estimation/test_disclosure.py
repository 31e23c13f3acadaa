"""What is hidden shows no number, and does not tell whether it is small or empty."""

from __future__ import annotations

import pandas as pd
import pytest

from estimation.release.visible import NUMBERS
from tests.estimation.conftest import ask
from tests.estimation.firms import firms


def rows(size: str, count: int, council: str = "1") -> list[dict[str, object]]:
    return [
        {"wave": "3", "size": size, "council": council, "sector:division": "62", "stratum": "",
         "plan": str(i % 5), "ticks.a": i % 2, "amount": 10.0 + i, "fit": 50.0}
        for i in range(count)
    ]  # fmt: skip


@pytest.fixture
def few(publish):
    """With a council: five small firms, four of two other sizes, no large one; enough without."""
    frame = [*rows("0-9", 4), *rows("10-49", 5), *rows("50-249", 4)]
    for size, count in (("0-9", 8), ("10-49", 10), ("50-249", 8), ("GE250", 9)):
        frame += rows(size, count, council="0")
    return publish(pd.DataFrame(frame), disclosure={"min_n": 5})


@pytest.mark.parametrize("target", ["plan", "ticks.a", "amount", "fit"])
def test_small_and_empty_cells_look_the_same(few, target):
    table = ask(few, target, by="size", where=["council=1"])
    by_size = {size: part.drop(columns="size") for size, part in table.groupby("size")}
    assert set(by_size) == {"0-9", "10-49", "50-249", "GE250"}
    small, empty = (by_size[size].reset_index(drop=True) for size in ("50-249", "GE250"))
    pd.testing.assert_frame_equal(small, empty)
    assert (small["flag"] == "hidden").all()
    assert small[list(NUMBERS)].isna().all(axis=None)
    assert (by_size["10-49"]["n"] == 5).all()
    assert by_size["10-49"]["estimate"].notna().all()


def test_as_text_they_look_the_same_as_well(few):
    table = ask(few, "plan", by="size", where=["council=1"])
    lines = table[table["flag"] == "hidden"].to_csv(index=False, header=False).splitlines()
    for size in ("0-9", "GE250"):
        lines = [line.replace(size, "50-249") for line in lines]
    assert len(set(lines)) == len(lines) / 3
    assert all(",,,,,,,answered,hidden" in line for line in lines)


def test_a_code_that_never_reaches_min_n_is_not_listed(publish):
    """A row that is always hidden would tell that there are one to four such firms."""
    frame = pd.DataFrame([*rows("10-49", 6), *rows("50-249", 4)])
    survey = publish(frame, disclosure={"min_n": 5})
    assert set(ask(survey, "plan", by="size")["size"]) == {"10-49"}
    assert ask(survey, "plan")["n"].eq(10).all()


def test_the_base_counts_not_those_who_chose(few):
    # three of fifteen chose each step: the share is shown, its base is large enough
    table = ask(few, "plan", where=["size=10-49"])
    assert (table["estimate"] == 0.2).all()


def test_item_non_response_makes_a_cell_small(publish):
    frame = pd.DataFrame(rows("10-49", 6))
    frame.loc[:1, "amount"] = None
    survey = publish(frame, disclosure={"min_n": 5})
    assert ask(survey, "amount")["flag"].item() == "hidden"
    assert ask(survey, "fit")["flag"].item() != "hidden"


@pytest.mark.parametrize("min_n", [0, 1, 5, 30, 10_000])
def test_no_number_where_hidden_and_none_below_min_n(publish, min_n):
    survey = publish(firms(), disclosure={"min_n": min_n})
    for target in ("plan", "ticks", "amount", "fit.level"):
        table = ask(survey, target, by="size", wave="all")
        hidden = table["flag"] == "hidden"
        assert table.loc[hidden, list(NUMBERS)].isna().all(axis=None)
        assert (table.loc[~hidden, "n"] >= max(min_n, 1)).all()
        assert table.loc[~hidden, "estimate"].notna().all()
        assert hidden.all() == (min_n == 10_000)
