"""Respondents whose lack of a code would give them away are part of no estimate."""

from __future__ import annotations

import pytest

from tests.etl.surveys import Place, codebook, rows

FIRMS = 40


def lacking(count: int) -> list[dict[str, str]]:
    """Firms of which the first `count` have no usable size."""
    return [row | ({"staff": "rund 20"} if i < count else {}) for i, row in enumerate(rows(FIRMS))]


def taking_part(place: Place) -> int:
    return int(place.query("SELECT count(*) FROM response WHERE respondent")[0][0])


@pytest.mark.parametrize(("count", "left"), [(0, 40), (1, 39), (9, 31), (10, 40)])
def test_few_without_a_size_are_set_aside_many_are_not(place: Place, count: int, left: int) -> None:
    place.write(lacking(count), codebook(disclosure={"min_n": 5}))
    report = place.load(accept_quarantine=True).report
    assert taking_part(place) == left == report["files"][0]["respondents"]
    assert report["files"][0]["rows_loaded"] == FIRMS
    assert report["findings"].get("set_aside", 0) == FIRMS - left
    assert place.query("SELECT coalesce(sum(psus), 0) FROM design") == [(left,)]


def test_nobody_is_set_aside_where_nothing_is_hidden(place: Place) -> None:
    place.write(lacking(1), codebook(disclosure={"min_n": 0}))
    place.load(accept_quarantine=True)
    assert taking_part(place) == FIRMS


def test_the_finding_names_the_row_and_what_to_do(place: Place) -> None:
    place.write(lacking(2), codebook())
    place.load(accept_quarantine=True)
    found = place.query(
        """SELECT line, "column", message_en FROM finding WHERE rule = 'set_aside' ORDER BY line"""
    )
    assert [row[:2] for row in found] == [(2, "staff"), (3, "staff")]
    assert "Correct the value" in found[0][2]
