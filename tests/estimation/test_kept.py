"""Sums kept in memory: the same numbers whatever was asked before, and no more room than given."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

from estimation import estimate, parse_query
from estimation.contrasts import contrast_table
from estimation.nonresponse import nonresponse
from survey.memory import Memory
from survey.snapshot import PublishedSurvey
from tests.estimation.firms import codebook, firms
from tests.estimation.published import write

TARGETS = ("fit", "fit.use,fit.minimum", "fit.level", "plan", "ticks", "ticks.b", "rated", "amount")
WHERE = ((), ("size=10-49|50-249",), ("sector:group=B-E|F", "council=1"))


@pytest.fixture(scope="module", params=["plain", "clusters", "raked"])
def files(request, tmp_path_factory):
    """The survey without a memory and with one; with clusters too, and with raked weights."""
    frame, more = firms(), {}
    if request.param == "clusters":
        frame["psu"] = frame["stratum"] + "-" + (frame.index % 7).astype(str)
        more = {"design": {"id": "id", "cluster": "psu"}}
    if request.param == "raked":
        more = {"weighting": {"margins": {"size": "size.csv"}}}
        frame = frame.dropna(subset="size").assign(design_weight=frame["weight"] * 0.9)
    file = write(tmp_path_factory.mktemp("firms"), codebook(**more), frame)
    return PublishedSurvey(file), PublishedSurvey(file, Memory(50_000_000))


@pytest.mark.parametrize("by", ["", "size", "sector:section,size"])
def test_the_same_numbers_with_and_without_a_memory(files, by):
    plain, remembering = files
    for target, where, wave in product(TARGETS, WHERE, ("1", "all")):
        query = parse_query(plain.codebook, target, by=by, where=where, wave=wave)
        same(estimate(remembering, query), estimate(plain, query))
        same(nonresponse(remembering, query), nonresponse(plain, query))


def test_the_same_contrasts(files):
    plain, remembering = files
    for target, where in product(("fit", "plan", "ticks"), WHERE[:2]):
        query = parse_query(plain.codebook, target, by="sector:group", where=where, wave="2")
        tables = (contrast_table(survey, query, "rest") for survey in (remembering, plain))
        same(*tables)


def test_another_code_of_the_same_dimension_asks_nothing(files, monkeypatch):
    _, remembering = files

    def ask(where: str) -> None:
        query = parse_query(remembering.codebook, "fit", by="size", where=[where], wave="3")
        estimate(remembering, query)
        nonresponse(remembering, query)

    ask("council=0")

    def asked(*_: object, **__: object) -> None:
        raise AssertionError("the data was asked")

    monkeypatch.setattr(remembering, "aggregated", asked)
    ask("council=1")
    with pytest.raises(AssertionError, match="was asked"):
        ask("sector:section=F")


def test_what_was_used_last_stays():
    memory, made = Memory(40), []

    def kept(key: str, size: int = 10) -> str | None:
        return memory.kept(key, lambda: made.append(key) or key, lambda _: size)

    for key in "abcda":
        assert kept(key) == key
    assert made == list("abcd")
    kept("e")  # for this b has to go, which was used longest ago
    assert [kept(key) for key in "acdeb"] == list("acdeb")
    assert made == list("abcdeb")


def test_what_is_too_large_is_made_once_and_not_kept():
    memory = Memory(40)
    assert memory.kept("a", lambda: "large", lambda _: 11) == "large"
    assert memory.kept("a", lambda: "again", lambda _: 11) is None


def same(found: pd.DataFrame, wanted: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(found, wanted, rtol=1e-11, atol=1e-14)
