"""What the plan takes for derivable, against exact elimination and against trying all."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.release.derivable import find
from etl.release.opposites import opposites
from etl.release.sets import Sets
from etl.release.system import System
from survey.selection import Cut
from tests.attack.solving import isolated

LEAST = 4


def sets_of(tables: list[list[int]]) -> Sets:
    """Tables that give each atom the place of its cell, -1 for none."""
    member, ranges, first = {}, {}, 0
    for number, cells in enumerate(tables):
        places = np.array(cells)
        table = (Cut(f"d{number}", "code"),)
        known = np.unique(places[places >= 0])
        numbers = np.searchsorted(known, places) + first
        member[table] = np.where(places >= 0, numbers, -1)
        ranges[table] = (first, first + len(known))
        first += len(known)
    return Sets(tuple(member), member, np.zeros(first, dtype=np.int64), ranges)


@st.composite
def systems(draw: st.DrawFn) -> tuple[Sets, np.ndarray, np.ndarray]:
    """A few tables over a few atoms, the firms in each atom, and the sets that are shown."""
    atoms = draw(st.integers(2, 9))
    cell = st.lists(st.integers(-1, 2), min_size=atoms, max_size=atoms)
    sets = sets_of(draw(st.lists(cell, min_size=1, max_size=6)))
    assume(len(sets))
    n = np.array(draw(st.lists(st.integers(0, 3), min_size=atoms, max_size=atoms)))
    shown = np.array(draw(st.lists(st.booleans(), min_size=len(sets), max_size=len(sets))))
    return sets, n, shown & (sets.count(n) > 0)


def exactly(sets: Sets, n: np.ndarray, shown: np.ndarray) -> set[tuple[int, ...]]:
    """The small groups of firms that follow from the shown sets, by elimination modulo a prime."""
    firms = np.repeat(np.arange(len(n)), n)
    told = np.array([sets.inside(number)[firms] for number in np.flatnonzero(shown)])
    return set(isolated(told.reshape(-1, len(firms)), LEAST)) if told.size else set()


@given(systems())
def test_found_where_and_only_where_firms_follow_exactly(system):
    sets, n, shown = system
    assume(n.any())
    nothing = np.zeros(len(sets), dtype=bool)
    found = find(System(sets, n, shown), n, shown, LEAST, nothing) if shown.any() else []
    assert bool(found) == bool(exactly(sets, n, shown))
    for each in found:
        assert shown[each.parts].all()
        assert ((each.gain >= 0) & (each.gain <= 1)).all()


@given(systems(), st.data())
def test_a_system_of_more_firms_and_sets_answers_for_fewer(system, data):
    sets, more, wide = system
    assume(wide.any())
    n = more * np.array(data.draw(st.lists(st.booleans(), min_size=len(more), max_size=len(more))))
    assume(n.any())
    shown = wide & (sets.count(n) > 0)
    shown &= np.array(data.draw(st.lists(st.booleans(), min_size=len(sets), max_size=len(sets))))
    assume(shown.any())
    nothing = np.zeros(len(sets), dtype=bool)
    basis = System(sets, more, wide, for_many=True)
    assert basis.fits(n, shown)
    assert bool(find(basis, n, shown, LEAST, nothing)) == bool(exactly(sets, n, shown))


@given(systems())
def test_a_hidden_set_is_found_where_it_follows(system):
    sets, n, shown = system
    assume(shown.any())
    firms = np.flatnonzero(n)
    told = np.array([sets.inside(number)[firms] for number in np.flatnonzero(shown)], dtype=float)
    for number in np.flatnonzero(~shown & (sets.count(n) > 0)).tolist():
        only = np.arange(len(sets)) == number
        found = find(System(sets, n, shown), n, shown, 1, only)
        rank = np.linalg.matrix_rank
        follows = rank(np.vstack([told, sets.inside(number)[firms]])) == rank(told)
        assert bool(found) == follows


@given(
    st.lists(st.integers(-4, 4), min_size=2, max_size=12).flatmap(
        lambda values: st.tuples(
            st.just(values),
            st.lists(st.integers(1, 4), min_size=len(values), max_size=len(values)),
        )
    )
)
def test_opposites_are_all_that_cancel(case):
    values, sizes = case
    rest, size = np.array(values, dtype=float)[:, None] * [1.0, np.pi, np.e], np.array(sizes)
    assume((rest[:, 0] != 0).all())
    expected = [
        each
        for many in (2, 3, 4)
        for each in combinations(range(len(values)), many)
        if size[list(each)].sum() <= LEAST and np.abs(rest[list(each)].sum(axis=0)).max() < 1e-9
    ]
    found = {tuple(sorted(each.tolist())) for each in opposites(rest, size, LEAST)}
    assert found <= set(expected)
    assert bool(found) == bool(expected)
