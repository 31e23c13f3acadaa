"""Which cells of a selection may be shown.

At most two dimensions may be in use at once, filters and cuts together; more only where nobody is
rare in their full cross. A cell of several codes is shown where each of its parts is: a union of
visible cells, or of whole margins where one dimension is in use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from estimation.query import Query
from estimation.release.plan import Bits, Plan, plan_of
from estimation.release.rounded import is_rounded, rounded
from estimation.reliability import HIDDEN
from survey.classification import Classification
from survey.codebook import Codebook
from survey.published import IN_USE
from survey.selection import UNKNOWN, Cut, Filter
from survey.snapshot import PublishedSurvey

NUMBERS = ("estimate", "se", "ci_low", "ci_high", "df", "n", "n_eff")
Codes = Sequence[tuple[Cut, Sequence[str]]]


def visible(
    survey: PublishedSurvey,
    wave: str,
    item: str = "",
    by: Codes = (),
    where: Sequence[Filter] = (),
) -> Bits:
    """Whether numbers may be told of each cell, an axis per cut of `by`.

    item
        The variable whose base is meant (`barriers.staff`, `maturity`); "" for all respondents.
    by
        Cuts and the codes asked for; without any the result is a single value (0 axes).

    With `min_n: 0` all is visible. A cell that is visible may still be too small for its item's
    estimate; an empty cell never is visible.
    """
    plan = plan_of(survey)
    if plan is None:
        return np.ones([len(codes) for _, codes in by], dtype=bool)
    return _cells(survey.codebook, plan, by, where).shown(plan, wave, item)


def hide(
    table: pd.DataFrame, survey: PublishedSurvey, query: Query, codes: Sequence[Sequence[str]]
) -> pd.DataFrame:
    """The estimate table of a query with the numbers that must not be told emptied, and those that
    are told rounded where the codebook says so.

    `codes` are those of the query's cuts; rows are waves x answers x cells. Empty cells are hidden
    as well: they must not tell themselves apart from small ones.
    """
    by = list(zip(query.by, codes, strict=True))
    return _told(table, survey, query, [(by, query.where)])


def hide_unions(
    table: pd.DataFrame, survey: PublishedSurvey, query: Query, unions: Sequence[Sequence[str]]
) -> pd.DataFrame:
    """The same of a table whose cells are unions of codes of the query's one cut: each is hidden
    as the estimate under a filter by these codes is.
    """
    (cut,) = query.by
    filters = [Filter(cut, tuple(codes)) for codes in unions]
    return _told(table, survey, query, [((), (*query.where, each)) for each in filters])


def _told(
    table: pd.DataFrame,
    survey: PublishedSurvey,
    query: Query,
    parts: Sequence[tuple[Codes, Sequence[Filter]]],
) -> pd.DataFrame:
    """`parts`: the cells of the table, each as cuts with their codes under filters."""
    hidden = ~(table["n"] >= max(survey.codebook.disclosure.min_n, 1)).to_numpy(dtype=bool)
    plan = plan_of(survey)
    if plan is not None:
        cells = [_cells(survey.codebook, plan, by, where) for by, where in parts]
        shown = [
            np.tile(
                np.concatenate([each.shown(plan, wave, measure.column).ravel() for each in cells]),
                len(measure.codes) or 1,
            )
            for wave in query.waves
            for measure in query.measures
        ]
        hidden |= ~np.concatenate(shown)
    if hidden.any():
        # column by column: several at once cost pandas more than the estimates
        told: dict[str, Any] = {
            name: np.where(hidden, np.nan, table[name].to_numpy()) for name in NUMBERS
        }
        table = table.assign(**told, flag=np.where(hidden, HIDDEN, table["flag"].to_numpy()))
    return rounded(table) if is_rounded(survey) else table


@dataclass(frozen=True)
class _Cells:
    """A selection in the terms of the plan.

    cuts
        The finest level in use of each dimension, in the codebook's order.
    groups
        Per cut the places of the codes that make up each cell along it; empty where nothing does.
    order
        The axes of the result, as places in `cuts`; the other axes have a single cell.
    rest
        The cut of which everybody else is meant than those of the group's codes, UNKNOWN included.
    """

    cuts: tuple[Cut, ...]
    groups: tuple[list[list[int]], ...]
    order: tuple[int, ...]
    rest: int | None

    def shown(self, plan: Plan, wave: str, item: str) -> Bits:
        """The mask of the cells, in the order in which they were asked for."""
        mask, groups = plan.mask(wave, item, self.cuts), list(self.groups)
        if len(self.cuts) > IN_USE:
            mask = np.full([len(each) for each in groups], mask)
        else:
            if self.rest is not None:  # everybody else: what is left of a total is known with it
                axis = self.rest
                total = plan.mask(wave, item, (*self.cuts[:axis], *self.cuts[axis + 1 :]))
                mask = np.expand_dims(_all(mask, axis, groups[axis][0]) & total, axis)
                groups[axis] = [[0]]
            for axis, each in enumerate(groups):
                mask = _grouped(mask, axis, each)
        others = tuple(axis for axis in range(mask.ndim) if axis not in self.order)
        moved = mask.transpose(*self.order, *others)
        return np.asarray(moved.reshape(moved.shape[: len(self.order)]))


def _grouped(mask: Bits, axis: int, groups: Sequence[Sequence[int]]) -> Bits:
    """The mask with an axis of cells instead of codes: shown where each of their codes is."""
    if all(len(places) == 1 for places in groups):
        single = np.array([places[0] for places in groups], dtype=np.intp)
        return np.asarray(mask.take(single, axis))
    return np.stack([_all(mask, axis, places) & bool(places) for places in groups], axis)


def _all(mask: Bits, axis: int, places: Sequence[int]) -> Bits:
    return np.asarray(mask.take(np.array(places, dtype=np.intp), axis).all(axis))


def _cells(codebook: Codebook, plan: Plan, by: Codes, where: Sequence[Filter]) -> _Cells:
    """The selection along each dimension in use, in the codebook's order."""
    asked = dict(by)
    cuts: list[Cut] = []
    groups: list[list[list[int]]] = []
    place: dict[Cut, int] = {}
    rest: int | None = None
    for name, dimension in codebook.dimensions.items():
        cut = next((cut for cut in asked if cut.dimension == name), None)
        filters = [each for each in where if each.cut.dimension == name]
        if cut is None and not filters:
            continue
        levels = [each.cut.level for each in filters] + ([cut.level] if cut else [])
        finest = Cut(name, min(levels, key=dimension.level_ids.index))
        kept = _kept(dimension.scheme, finest, plan.codes[str(finest)], filters)
        if cut is not None:
            place[cut] = len(cuts)
            groups.append(_by_code(dimension.scheme, finest, kept, cut, asked[cut]))
        elif len(filters) == 1 and UNKNOWN in filters[0].codes:
            rest = len(cuts)
            others = plan.codes[str(finest)].items()
            groups.append([[at for code, at in others if code not in kept]])
        else:
            groups.append([list(kept.values())])
        cuts.append(finest)
    return _Cells(tuple(cuts), tuple(groups), tuple(place[cut] for cut in asked), rest)


def _kept(
    scheme: Classification, finest: Cut, places: Mapping[str, int], filters: Sequence[Filter]
) -> dict[str, int]:
    """The codes of the finest cut that pass the filters, which may be of coarser levels."""
    return {
        code: at
        for code, at in places.items()
        if all(scheme.roll_up(finest.level, code, f.cut.level) in f.codes for f in filters)
    }


def _by_code(
    scheme: Classification, finest: Cut, kept: Mapping[str, int], cut: Cut, codes: Sequence[str]
) -> list[list[int]]:
    """The places of the codes that make up each code of a cut of the same or a coarser level."""
    cells: dict[str, list[int]] = {code: [] for code in codes}
    for code, at in kept.items():
        above = scheme.roll_up(finest.level, code, cut.level)
        if above in cells:
            cells[above].append(at)
    return list(cells.values())
