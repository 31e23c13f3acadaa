"""Which sets of one wave may be shown: primary, then complementary suppression.

All respondents have a plan; a variable that not all of them answered is a system of sets of its
own and hides more where it has to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from etl.release.atoms import Atoms, Counts, cuts_of
from etl.release.derivable import Found, find
from etl.release.opposites import MOST_SINGLE
from etl.release.pairs import Pair, pair_of, protect
from etl.release.sets import Bits, Sets, Table, fully_populated, sets_of, tables_of
from etl.release.system import System
from survey.codebook import Codebook
from survey.published import IN_USE, RESPONDENTS
from survey.selection import Cut

MOST_SMALL = 1 / 3
"""A table of which more cells are small is not opened: each of the rest would endanger others."""

_TOTAL = 3
"""How much dearer than a cell of a two-way table it is to hide a code of a single dimension."""


@dataclass(frozen=True)
class Wave:
    """The sets of one wave and what is the same for all its variables."""

    codebook: Codebook
    atoms: Atoms

    @cached_property
    def sets(self) -> Sets:
        """All tables of up to two cuts, and the larger crosses in which nobody is rare."""
        cuts, least = cuts_of(self.codebook), self.codebook.disclosure.min_n
        n = self.atoms.counts[RESPONDENTS]
        tables = [
            table
            for table in tables_of(cuts, len(self.codebook.dimensions))
            if len(table) <= IN_USE or fully_populated(self.atoms, n, table, least)
        ]
        # coarse levels first: what they show bounds what the finer ones may
        tables.sort(key=lambda table: (len(table), [-self._fineness(cut) for cut in table]))
        return sets_of(self.atoms, self.sizes, tables)

    def _fineness(self, cut: Cut) -> int:
        return self.codebook.dimensions[cut.dimension].level_ids.index(cut.level)

    @cached_property
    def sizes(self) -> Mapping[Cut, int]:
        """How many codes each cut has."""
        return {cut: len(codes_of(self.codebook, cut)) for cut in cuts_of(self.codebook)}

    @cached_property
    def coarser(self) -> Mapping[Cut, Cut]:
        """The next level above each cut, where there is one."""
        cuts = cuts_of(self.codebook)
        return {a: b for a, b in pairwise(cuts) if a.dimension == b.dimension}

    @cached_property
    def pairs(self) -> Mapping[Table, Pair]:
        """Every two-way table as a graph."""
        two = (table for table in self.sets.tables if len(table) == IN_USE)
        return {table: pair_of(self.sets, table, self.coarser) for table in two}


def codes_of(codebook: Codebook, cut: Cut) -> tuple[str, ...]:
    """The codes of a cut in the order in which the plan counts them."""
    return codebook.dimensions[cut.dimension].scheme.codes(cut.level)


def suppress(wave: Wave) -> dict[str, Bits]:
    """Per variable, and for RESPONDENTS, the sets that may be shown; equal ones are one object."""
    counts = wave.atoms.counts
    everything = np.ones(len(wave.sets), dtype=bool)
    plan = {RESPONDENTS: _suppress(wave, RESPONDENTS, everything)}
    basis = System(wave.sets, counts[RESPONDENTS], plan[RESPONDENTS], for_many=True)
    alike: dict[bytes, Bits] = {counts[RESPONDENTS].tobytes(): plan[RESPONDENTS]}
    for each in counts:
        answered = counts[each].tobytes()
        if each in wave.atoms.loads:  # a single firm may count for more than itself
            plan[each] = _suppress(wave, each, plan[RESPONDENTS], basis)
        elif answered not in alike:
            alike[answered] = _suppress(wave, each, plan[RESPONDENTS], basis)
        plan.setdefault(each, alike.get(answered, everything))
    return plan


def _sensitive(wave: Wave, variable: str) -> Bits:
    """The sets in which a single firm makes up the variable's weighted total."""
    if variable not in wave.atoms.loads:
        return np.zeros(len(wave.sets), dtype=bool)
    limit = wave.codebook.disclosure.dominance
    return wave.sets.dominated(*wave.atoms.loads[variable], limit)


def _suppress(wave: Wave, variable: str, within: Bits, basis: System | None = None) -> Bits:
    """The sets in `within` that may be shown; `basis` has exactly these for all respondents."""
    sets, least, n = wave.sets, wave.codebook.disclosure.min_n, wave.atoms.counts[variable]
    counts = sets.count(n)
    sensitive = _sensitive(wave, variable)
    shown = within & (counts >= least) & ~sensitive
    _close_tables(wave, n, shown, first=basis is None)
    if (n[n > 0] >= least).all() and not sensitive.any():
        return shown
    _protect_one_way(wave, n, shown)
    for pair in wave.pairs.values():
        protect(pair, n, shown, sensitive, least)
    while True:
        system = basis if basis is not None and basis.fits(n, shown) else None
        system = system or System(sets, n, shown)
        if np.count_nonzero(system.size(n) == 1) > MOST_SINGLE and _close_largest(sets, shown):
            continue
        found = find(system, n, shown, least, sensitive)
        if not found:
            return shown
        _break(wave, found, n, shown, sensitive)


def _close_tables(wave: Wave, n: Counts, shown: Bits, *, first: bool) -> None:
    """Close two-way tables with many small cells, and crosses of more in which anybody is rare."""
    least = wave.codebook.disclosure.min_n
    counts = wave.sets.count(n)
    for table, (start, end) in wave.sets.ranges.items():
        there = counts[start:end] > 0
        if len(table) == IN_USE:
            small = there & (counts[start:end] < least)
            if first and small.sum() > MOST_SMALL * there.sum():
                shown[start:end] = False
        elif len(table) > IN_USE:
            safe = fully_populated(wave.atoms, n, table, least)
            if not safe or not shown[start:end][there].all():
                shown[start:end] = False


def _close_largest(sets: Sets, shown: Bits) -> bool:
    """Close the open two-way table of the most cells; False where none is open any more.

    It tells the most firms apart: too many to search what all tables together allow to derive.
    """
    cells = {
        end - start: slice(start, end)
        for table, (start, end) in sets.ranges.items()
        if len(table) >= IN_USE and shown[start:end].any()
    }
    if cells:
        shown[cells[max(cells)]] = False
    return bool(cells)


def _protect_one_way(wave: Wave, n: Counts, shown: Bits) -> None:
    """What is missing from a total must hold min_n firms; else the smallest code goes as well."""
    sets, least = wave.sets, wave.codebook.disclosure.min_n
    counts = sets.count(n)
    for table in (table for table in sets.tables if len(table) == 1):
        parent = np.zeros_like(n)
        if table[0] in wave.coarser:
            above = sets.member[(wave.coarser[table[0]],)]
            parent = np.where((above >= 0) & shown[above], above, -1)
        for each in np.unique(parent):
            codes, firms = sets.member[table][parent == each], n[parent == each]
            while True:
                hidden = (codes < 0) | ~shown[codes]
                if not 0 < firms[hidden].sum() < least or hidden.all():
                    break
                visible = np.unique(codes[~hidden])
                shown[visible[counts[visible].argmin()]] = False


def _break(wave: Wave, found: list[Found], n: Counts, shown: Bits, sensitive: Bits) -> None:
    """For each derivation hide what ends it at the least cost (in `shown`), and protect it."""
    sets, before = wave.sets, shown.copy()
    alike, counts = sets.alike(n), sets.count(n)
    width = sets.width
    price = np.where(width > IN_USE, 0, np.where(width == IN_USE, counts, _TOTAL * counts))
    price = np.bincount(alike, weights=price * shown)[alike]  # sets of the same firms go together
    for each in found:
        if (before & ~shown)[each.parts].any():  # the remedy of another may be enough
            continue
        cheapest = each.parts[np.argmin(price[each.parts] / each.gain)]
        chosen = np.flatnonzero(shown & (alike == alike[cheapest]))
        # what was hidden to protect others must not follow from the rest of its table
        special = sensitive.copy()
        special[chosen] = True
        for number in chosen.tolist():
            table = sets.tables[sets.of_table[number]]
            first, end = sets.ranges[table]
            shown[slice(first, end) if len(table) > IN_USE else number] = False
            if len(table) == IN_USE:
                protect(wave.pairs[table], n, shown, special, wave.codebook.disclosure.min_n)
