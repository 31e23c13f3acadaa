"""The moments that an estimate needs: which measures share a pass, and what y is centred at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw

from estimation.calibration import CELL, calibration_of
from estimation.measures import Measure
from estimation.moments import Moments, choice_moments, number_moments, overall_mean
from survey.snapshot import PublishedSurvey


def passes(measures: Sequence[Measure]) -> list[tuple[Measure, ...]]:
    """Measures that share a pass over the data: ticks, numbers, scores; choices, medians alone."""
    together = [m for m in measures if m.kind != "choice" and m.statistic != "median"]
    kinds = dict.fromkeys(_kind(m) for m in together)
    shared = [tuple(m for m in together if _kind(m) == kind) for kind in kinds]
    return shared + [(m,) for m in measures if m not in together]


def _kind(measure: Measure) -> tuple[str, bool, str]:
    return measure.kind, measure.score, measure.statistic


def gathered(
    survey: PublishedSurvey,
    frame: nw.LazyFrame[Any],
    measures: Sequence[Measure],
    keys: Sequence[str],
) -> Moments:
    """The moments of measures that share a pass (`passes`), y less its centre."""
    if measures[0].kind == "choice":
        moments = choice_moments(frame, measures[0], keys)
    else:
        centres = [centre(survey, each) for each in measures]
        moments = number_moments(frame, measures, keys, centres)
    return replace(moments, calibration=calibration_of(survey))


def keys_of(survey: PublishedSurvey, cuts: Sequence[str]) -> list[str]:
    """What the moments are grouped by: wave, cuts, stratum; PSU with clusters; cells if raked."""
    clusters = ["psu"] if survey.codebook.design.cluster is not None else []
    cells = [CELL] if survey.codebook.weighting is not None else []
    return ["wave", *cuts, "stratum", *clusters, *cells]


def centre(survey: PublishedSurvey, measure: Measure) -> float:
    """What is subtracted from y: the same in every wave, domain and engine."""
    if measure.kind != "number":
        return 0.0
    if measure.centre is not None:
        return measure.centre
    return survey.remembered(
        ("centre", measure.column), lambda: overall_mean(survey.responses(), measure.column)
    )
