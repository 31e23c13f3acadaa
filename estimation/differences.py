"""Differences between domains of a published survey, with their variances: one pass over the data.

Waves are independent samples where no firm took part in more than one of them; where some did, the
firm is the PSU of all of them together (`estimation/panel.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from estimation.answers import Selected
from estimation.combinations import Combined, combined_ratios
from estimation.gathering import gathered, keys_of, passes
from estimation.kept import with_codes
from estimation.moments import Answer, Array, Moments
from estimation.panel import panel, recurring, stack, unit_of
from estimation.query import Query
from estimation.sides import Side, waves_of_sides
from survey.snapshot import PublishedSurvey

Sides = tuple[Side, Side]
Differences = Mapping[tuple[Sides, Answer], tuple[float, float]]


def differences(survey: PublishedSurvey, query: Query, couples: Sequence[Sides]) -> Differences:
    """Variance and degrees of freedom of every difference and answer."""
    stacks: dict[tuple[str, ...], list[Sides]] = {}
    for couple in dict.fromkeys(couples):
        waves = waves_of_sides(survey, couple)
        stacks.setdefault(waves if recurring(survey, waves) else (), []).append(couple)
    found = {}
    for waves, together in stacks.items():
        every = list(dict.fromkeys(side for couple in together for side in couple))
        combination = np.zeros((len(together), len(every)))
        for at, (group, against) in enumerate(together):
            combination[at, every.index(group)] += 1
            combination[at, every.index(against)] -= 1
        for answers, result in combined(survey, query, every, combination, stacked=bool(waves)):
            for at, couple in enumerate(together):
                for i, answer in enumerate(answers):
                    found[couple, answer] = (result.variance[i, at], result.df[i, at])
    return found


def combined(
    survey: PublishedSurvey,
    query: Query,
    sides: Sequence[Side],
    combination: Array,
    *,
    stacked: bool,
) -> list[tuple[tuple[Answer, ...], Combined]]:
    """Linear combinations of the sides for each pass over the data, with the answers of it.

    combination
        The coefficients: (combinations x sides).
    stacked
        Whether the waves of the sides are one sample with the firm as PSU.
    """
    cuts = [cut.column for cut in query.by]
    waves = waves_of_sides(survey, sides)
    who = Selected(tuple(waves), query.where, all_codes=True)
    keys = keys_of(survey, cuts)
    if stacked:
        keys = list(dict.fromkeys([*keys, unit_of(survey)]))
    found = []
    for group in passes(query.measures):
        moments = gathered(survey, who, group, keys)
        inside = np.array([_inside(moments, cuts, side) for side in sides])
        design = survey.design
        if stacked:
            of = panel(survey, waves)
            moments, design = stack(moments, of), of.design
        found.append((moments.answers, combined_ratios(moments, design, inside, combination)))
    return found


def _inside(moments: Moments, cuts: Sequence[str], side: Side) -> npt.NDArray[np.bool_]:
    """The rows of the moments that are of this side."""
    wave, codes = side
    rows = with_codes(moments.keys["wave"], (wave,))
    for cut in cuts:
        rows = rows & with_codes(moments.keys[cut], codes)
    return rows
