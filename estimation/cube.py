"""Moments from the cube of a survey, where it knows all that a query asks for.

The sums of its cells are those of the responses added up in another order, so that both give the
same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from estimation.answers import Frame, coded
from estimation.calibration import CELL
from estimation.measures import Measure
from estimation.moments import SUMS, Moments, choices, rows_of
from survey.cube import ANSWERS, OPTION, Cube, Cuboid
from survey.packing import KEY, Packing
from survey.selection import Filter
from survey.snapshot import PublishedSurvey

_ALWAYS = ("wave", "stratum", "psu", CELL)  # what every cuboid is by, where the design has it


def cube_moments(
    survey: PublishedSurvey,
    waves: Sequence[str],
    where: Sequence[Filter],
    measures: Sequence[Measure],
    keys: Sequence[str],
    *,
    all_codes: bool = False,
) -> Moments | None:
    """The moments of measures that share a pass; None where the cube does not know a cut, a filter
    or an answer. Those without a code in a key drop out unless `all_codes` keeps them."""
    cube = survey.cube
    if cube is None or any((m.column, m.kind) not in cube.answers for m in measures):
        return None
    cuts = {key for key in keys if key not in _ALWAYS} | {each.cut.column for each in where}
    cuboid = cube.fitting(cuts)
    if cuboid is None:
        return None
    if measures[0].kind == "choice":
        return _choices(survey, cube, cuboid, measures[0], keys, waves, where, all_codes)
    return _numbers(survey, cube, cuboid, measures, keys, waves, where, all_codes)


def _choices(
    survey: PublishedSurvey,
    cube: Cube,
    cuboid: Cuboid,
    measure: Measure,
    keys: Sequence[str],
    waves: Sequence[str],
    where: Sequence[Filter],
    all_codes: bool,
) -> Moments:
    sums = ("n", "w", "w2", *(("d",) if CELL in keys else ()))
    options = survey.options(measure.column)
    answer = cube.answers[measure.column, measure.kind]
    source, packing = cube.source(
        cuboid, [answer], sums, keys, waves, where, option=options, all_codes=all_codes
    )
    found, codes = _added(survey, source, packing, sums, keys)
    return choices(measure, codes.pop(OPTION), codes, found)


def _numbers(
    survey: PublishedSurvey,
    cube: Cube,
    cuboid: Cuboid,
    measures: Sequence[Measure],
    keys: Sequence[str],
    waves: Sequence[str],
    where: Sequence[Filter],
    all_codes: bool,
) -> Moments:
    sums = (*SUMS, *(("d", "dy") if CELL in keys else ()))
    asked = [cube.answers[measure.column, measure.kind] for measure in measures]
    source, packing = cube.source(cuboid, asked, sums, keys, waves, where, all_codes=all_codes)
    found, codes = _added(survey, source, packing, sums, keys)
    answer = codes.pop(ANSWERS).codes.astype(np.intp)
    row, first = rows_of(list(codes.values()))
    table = {}
    for name in sums:
        table[name] = np.zeros((len(measures), len(first)))
        table[name][answer, row] = found[f"_{name}"]
    named = tuple((m.question, m.item, m.codes[0] if m.codes else "") for m in measures)
    return Moments(named, {key: code[first] for key, code in codes.items()}, table)


def _added(
    survey: PublishedSurvey,
    source: str,
    packing: Packing,
    sums: Sequence[str],
    keys: Sequence[str],
) -> tuple[Mapping[str, Any], dict[str, pd.Categorical]]:
    """The sums of the lines of `source`, added up by its keys, and the codes of these."""
    plain = [key for key in keys if key not in survey.codes]
    grouping = (KEY, *plain)

    def add(frame: Frame) -> Frame:
        return frame.group_by(*grouping).agg(**{f"_{name}": nw.col(name).sum() for name in sums})

    found = survey.aggregated(
        source,
        ("cube", grouping, tuple(sums)),
        lambda relation: add(nw.from_native(relation).lazy()).to_native(),
        sums=len(sums),
    )
    codes = packing.unpack(found[KEY]) | {key: coded(found[key]) for key in plain}
    return found, codes
