"""Who did not answer adds up, and not asked is not the same as not answered."""

from __future__ import annotations

import pytest

from estimation import parse_query
from estimation.nonresponse import COUNTS, nonresponse
from tests.estimation.firms import firms


def counts(survey, target, **more):
    return nonresponse(survey, parse_query(survey.codebook, target, **more))


@pytest.mark.parametrize("target", ["plan", "ticks", "rated", "amount", "fit", "plan,ticks.b"])
def test_asked_is_the_sum_of_its_parts(survey, target):
    table = counts(survey, target, wave="all")
    parts = table[["answered", "refused", "dont_know", "empty"]]
    assert (parts.sum(axis=1) == table["asked"]).all()
    assert (parts >= 0).all(axis=None)


def test_counts_are_those_of_the_answers(survey):
    frame = firms()
    for wave in "123":
        (row,) = counts(survey, "plan", wave=wave).to_dict("records")
        answers = frame[frame["wave"] == wave]
        why = answers["plan?"]
        assert row["asked"] == len(answers) - (why == "not_asked").sum()
        assert row["answered"] == answers["plan"].notna().sum()
        assert row["refused"] == (why == "refused").sum()
        assert row["dont_know"] == (why == "dont_know").sum()
        assert row["empty"] == (answers["plan"].isna() & why.isna()).sum()


def test_filters_count_and_cuts_do_not(survey):
    filtered = counts(survey, "plan", where=["size=10-49"])["asked"].item()
    assert 0 < filtered < counts(survey, "plan")["asked"].item()
    assert counts(survey, "plan", by="size").equals(counts(survey, "plan"))


def test_one_row_per_wave_and_item(survey):
    table = counts(survey, "ticks", wave="all")
    assert list(zip(table["item"], table["wave"], strict=True)) == [
        (item, wave) for item in "abc" for wave in "123"
    ]


def test_few_are_not_counted(publish):
    survey = publish(firms(), disclosure={"min_n": 10_000})
    assert counts(survey, "plan")[list(COUNTS)].isna().all(axis=None)


def test_a_filter_that_leaves_nobody(publish):
    survey = publish(firms().assign(council="0"))
    assert counts(survey, "plan", where=["council=1"])[list(COUNTS)].isna().all(axis=None)
