"""Nobody can work out a number of fewer than min_n firms from all that is answered."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from tests.attack.asking import RESPONDENTS, Attacker
from tests.attack.firms import ITEMS, codebook, firms
from tests.attack.solving import isolated
from tests.estimation.published import published

LEAST = 5


def attack(tmp_path, count: int, seed: int, more: int, items=ITEMS) -> tuple[Attacker, dict]:
    survey = published(tmp_path, codebook(), firms(count, seed))
    attacker = Attacker(survey, items, seed)
    attacker.ask_everything(more)
    found = {item: list(isolated(attacker.sets(item), LEAST)) for item in (*items, RESPONDENTS)}
    return attacker, found


@pytest.mark.parametrize(("count", "seed", "more"), [(300, 1, 60), (300, 2, 20), (1_600, 1, 60)])
def test_nobody_is_isolated(tmp_path, count, seed, more):
    attacker, found = attack(tmp_path, count, seed, more)
    assert not any(found.values()), found
    for item in ITEMS:  # and it is not because nothing is answered
        assert len(attacker.told[item]) > 40
        assert attacker.sets(item).sum(axis=1).min() >= LEAST


def test_nobody_is_isolated_among_ten_thousand(tmp_path):
    attacker, found = attack(tmp_path, 10_000, 1, 30, ("plan",))
    assert not any(found.values()), found
    assert len(attacker.told["plan"]) > 200


def test_where_there_are_too_many_to_search_tables_are_closed(tmp_path, monkeypatch):
    open_ = attack(tmp_path, 1_600, 1, 30, ("plan",))[0]
    monkeypatch.setattr(sys.modules["etl.release.suppress"], "MOST_SINGLE", 60)
    attacker, found = attack(tmp_path, 1_600, 1, 30, ("plan",))
    assert not any(found.values()), found
    assert 40 < len(attacker.told["plan"]) < len(open_.told["plan"])


@pytest.mark.parametrize("count", [300, 1_600])
def test_a_minimum_alone_is_broken_by_subtraction(tmp_path, monkeypatch, count):
    """The attack works: without the plan, only with n < min_n hidden, firms are isolated."""
    applied = sys.modules["estimation.release.visible"]
    monkeypatch.setattr(applied, "plan_of", lambda survey: None)
    _, found = attack(tmp_path, count, 1, 50, ("plan",))
    assert len(found["plan"]) > 10


def test_two_way_tables_alone_are_broken_by_solving(tmp_path, monkeypatch):
    """Nor is it enough to hide the small cells of tables of two dimensions."""
    suppress = sys.modules["etl.release.suppress"]

    def primary(wave, variable, within, basis=None):
        return within & (wave.sets.count(wave.atoms.counts[variable]) >= LEAST)

    monkeypatch.setattr(suppress, "_suppress", primary)
    _, found = attack(tmp_path, 1_600, 1, 0, ("plan",))
    assert found["plan"]


def test_corners_of_a_cube_follow_from_its_faces():
    """Three two-way tables tell the sum of two opposite corners, however large their cells."""
    corner = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    size = [1, 9, 9, 9, 9, 9, 9, 2]
    told = [
        (corner[:, i] == x) & (corner[:, j] == y)
        for i, j in ((0, 1), (0, 2), (1, 2)) for x in (0, 1) for y in (0, 1)
    ]  # fmt: skip
    of_firms = np.repeat(np.array(told), size, axis=1)
    assert list(isolated(of_firms, 5)) == [(0, 55)]
    assert not list(isolated(of_firms, 3))
