"""The release plan applied: what is hidden in which selection, and what the reader is told."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pytest

from estimation import estimate, parse_query
from estimation.nonresponse import COUNTS, nonresponse
from estimation.release import visible, why_hidden
from survey.selection import UNKNOWN, Cut, Filter
from survey.snapshot import PublishedSurvey
from survey.warehouse import UnreadableSnapshot
from tests.attack.firms import codebook as four_dimensions
from tests.attack.firms import firms as rare_firms
from tests.estimation.conftest import ask
from tests.estimation.firms import codebook, firms
from tests.estimation.published import published, write

SIZES = ("0-9", "10-49", "50-249", "GE250")


@pytest.fixture(scope="module")
def rare(tmp_path_factory) -> PublishedSurvey:
    """1,600 firms with planted small cells, min_n 5."""
    return published(tmp_path_factory.mktemp("rare"), four_dimensions(), rare_firms(1600, 1))


def cells(**counts: int) -> pd.DataFrame:
    """Firms by size and council: `cells(small_1=4)`."""
    sizes = dict(zip(("micro", "small", "medium", "large"), SIZES, strict=True))
    rows = []
    for name, count in counts.items():
        size, council = name.split("_")
        rows += [{"wave": "3", "size": sizes[size], "council": council, "plan": "1",
                  "amount": 10.0, "sector:division": "62"}] * count  # fmt: skip
    return pd.DataFrame(rows)


def hidden(survey: PublishedSurvey, **more) -> set:
    table = ask(survey, "plan", **more)
    by = [name for name in ("size", "council") if name in table]
    return set(table.loc[table["flag"] == "hidden", by].itertuples(index=False, name=None))


def test_a_small_cell_takes_a_rectangle_with_it(publish):
    """Rows, columns and the other cells would tell a cell that is hidden alone."""
    frame = cells(micro_0=30, micro_1=30, small_0=20, small_1=4, medium_0=9, medium_1=9)
    survey = publish(frame, disclosure={"min_n": 5})
    assert hidden(survey, by="size,council") == {
        ("10-49", "1"), ("10-49", "0"), ("50-249", "1"), ("50-249", "0"),
        } | {("GE250", c) for c in "01"} & hidden(survey, by="size,council")  # fmt: skip
    assert not hidden(survey, by="size") - {("GE250",)}


def test_a_firm_without_a_code_is_no_difference_to_the_total(publish):
    frame = cells(micro_0=30, small_0=20, medium_0=9)
    survey = publish(frame.assign(size=frame["size"].where(frame.index != 0)),
                     disclosure={"min_n": 5})  # fmt: skip
    assert hidden(survey, by="size") == {("50-249",)}  # the smallest goes with it
    assert not hidden(publish(frame, disclosure={"min_n": 5}), by="size")


def test_sets_within_one_another_do_not_differ_by_a_few(publish):
    """All medium firms have a council; the council's total less them would be four firms."""
    frame = cells(medium_1=20, micro_0=30, micro_1=4, small_0=30)
    survey = publish(frame, disclosure={"min_n": 5})
    shown = {(name,) for name in ("size=50-249", "council=1")
             if ask(survey, "plan", where=[name])["flag"].ne("hidden").all()}  # fmt: skip
    assert len(shown) < 2


def test_empty_cells_are_hidden_and_not_part_of_a_union(publish):
    frame = cells(micro_0=30, micro_1=30, small_0=20, small_1=20)
    survey = publish(frame, disclosure={"min_n": 5})
    both = ask(survey, "plan", where=["size=0-9|10-49"])
    assert both["n"].unique().tolist() == [100]
    assert (ask(survey, "plan", where=["size=0-9|GE250"])["flag"] == "hidden").all()


def test_several_codes_are_shown_where_each_of_them_is(rare):
    cut, codes = Cut("sector", "division"), ("10", "25", "28", "41", "43", "47", "62", "63", "70")
    one = visible(rare, "3", "plan", [(cut, codes)], [Filter(Cut("size"), ("0-9",))])
    other = visible(rare, "3", "plan", [(cut, codes)], [Filter(Cut("size"), ("10-49",))])
    both = visible(rare, "3", "plan", [(cut, codes)], [Filter(Cut("size"), ("0-9", "10-49"))])
    assert (both == (one & other)).all()
    assert both.any()
    assert not both.all()


def test_axes_come_in_the_order_of_the_cuts(rare):
    sizes, districts = (
        (Cut("size"), SIZES),
        (Cut("district", "district"), ("15001", "15002", "15083")),
    )
    there = visible(rare, "3", "plan", [sizes, districts])
    assert there.shape == (4, 3)
    assert (visible(rare, "3", "plan", [districts, sizes]) == there.T).all()
    single = [visible(rare, "3", "plan", where=[Filter(Cut("size"), (code,))]) for code in SIZES]
    assert np.array(single).tolist() == visible(rare, "3", "plan", [sizes]).tolist()


def test_a_finer_filter_asks_the_finer_level(rare):
    cut, division = Cut("sector", "group"), Filter(Cut("sector", "division"), ("41",))
    coarse = visible(rare, "3", "plan", [(cut, ("F", "J"))], [division])
    assert coarse.tolist() == [bool(visible(rare, "3", "plan", where=[division])), False]


def test_everybody_else_is_shown_where_group_and_total_are(rare):
    for code in SIZES:
        group = visible(rare, "3", "plan", where=[Filter(Cut("size"), (code,))])
        others = tuple(each for each in SIZES if each != code)
        rest = visible(rare, "3", "plan", where=[Filter(Cut("size"), (*others, UNKNOWN))])
        assert bool(group) == bool(rest)


def test_a_third_dimension_is_hidden_and_said(rare):
    query = parse_query(rare.codebook, "plan", by="sector:group,size", where=["district=15001"])
    assert (estimate(rare, query)["flag"] == "hidden").all()
    reason = why_hidden(rare, query)
    assert "Sector, Size, District" in reason.text("en")
    assert reason.text("de") != reason.text("en")
    two = replace(query, where=())
    assert why_hidden(rare, two) is None
    levels = parse_query(rare.codebook, "plan", by="sector:division,size", where=["sector:group=F"])
    assert why_hidden(rare, levels) is None


def test_a_third_dimension_is_shown_where_nobody_is_rare(publish):
    frame = firms(3000).assign(wave="3", **{"sector:division": "62"})
    every = frame[["size", "council", "plan", "amount", "fit", "ticks.a"]].notna().all(axis=1)
    survey = publish(frame[every], disclosure={"min_n": 5})
    query = parse_query(survey.codebook, "plan", by="size,council", where=["sector:group=J"])
    assert why_hidden(survey, query) is None
    table = estimate(survey, query)
    assert (table["flag"] != "hidden").all()
    alike = ask(survey, "plan", by="size,council")
    assert (table["n"] == alike["n"]).all()


def test_one_firm_that_makes_up_an_amount_hides_it(rare):
    means, shares = ask(rare, "amount"), ask(rare, "plan")
    assert (means["flag"] == "hidden").all()
    assert (shares["flag"] != "hidden").all()
    free = replace_disclosure(rare, dominance=1.0)
    assert (free["flag"] != "hidden").all()


def replace_disclosure(survey: PublishedSurvey, **rules) -> pd.DataFrame:
    folder = survey.file.parent
    book = four_dimensions(disclosure={"min_n": 5, **rules})
    return ask(published(folder, book, rare_firms(1600, 1)), "amount")


def test_counts_of_respondents_follow_the_plan(rare):
    for codes in (("15001",), ("15083",), ("15001", "15083")):
        where = (Filter(Cut("district", "district"), codes), Filter(Cut("size"), ("GE250",)))
        query = replace(parse_query(rare.codebook, "plan"), where=where)
        counted = nonresponse(rare, query)[list(COUNTS)].notna().all(axis=None)
        shown = visible(rare, "3", "plan", where=where) & visible(rare, "3", where=where)
        assert counted == bool(shown)


def test_min_n_of_zero_switches_all_of_it_off(tmp_path):
    book = four_dimensions(disclosure={"min_n": 0})
    survey = published(tmp_path, book, rare_firms(300, 1))
    table = ask(survey, "plan,amount", by="sector:division,size", where=["district=15001"])
    assert (table["flag"] == "hidden").sum() == table["n"].isna().sum() > 0
    assert table["n"].min() == 1


def test_a_file_without_a_plan_is_refused(tmp_path):
    file = write(tmp_path, codebook(disclosure={"min_n": 5}), firms())
    with duckdb.connect(str(file)) as con:
        con.execute("DROP TABLE release")
    with pytest.raises(UnreadableSnapshot, match="python -m etl load"):
        PublishedSurvey(file)
    without = write(tmp_path, codebook(), firms())
    with duckdb.connect(str(without)) as con:
        con.execute("DROP TABLE release")
    assert PublishedSurvey(without).codebook.disclosure.min_n == 0


@pytest.mark.parametrize("min_n", [2, 3, 8, 12])
def test_other_minimums_hold_in_every_table(tmp_path, min_n):
    book = four_dimensions(disclosure={"min_n": min_n})
    survey = published(tmp_path, book, rare_firms(1000, 3))
    for by in ("", "size", "sector:group,size", "size,district", "sector:section,council"):
        table = ask(survey, "plan,ticks.a", by=by)
        shown = table[table["flag"] != "hidden"]
        assert (shown["n"] >= min_n).all()
        assert len(shown) or min_n * 4 * 8 > 300  # a table with many small cells is closed
