"""The moments that an estimate needs: which measures share a pass, from where they are summed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from estimation.answers import (
    DESIGN_WEIGHT,
    Aggregation,
    Answers,
    Selected,
    answer_name,
    answers_of,
    coded,
)
from estimation.calibration import CELL, calibration_of
from estimation.cube import cube_moments
from estimation.kept import kept_moments
from estimation.measures import Measure
from estimation.moments import Moments, overall_mean, sum_choices, sum_numbers
from survey.answers import answers
from survey.packing import KEY, category, quoted
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
    who: Selected | nw.LazyFrame[Any],
    measures: Sequence[Measure],
    keys: Sequence[str],
) -> Moments:
    """The moments of measures that share a pass (`passes`), y less its centre.

    `who` is a selection, or the frame of other `respondents` with the columns of `response`.
    """
    if isinstance(who, Selected):

        def ask(chosen: Selected, asked: Sequence[Measure], by: Sequence[str]) -> Moments:
            return _selected(survey, chosen, asked, by)

        ready = kept_moments(survey, who, measures, keys, ask)
        return _selected(survey, who, measures, keys) if ready is None else ready
    return _summed(survey, answers_of(who, measures, keys), measures)


def _selected(
    survey: PublishedSurvey, who: Selected, measures: Sequence[Measure], keys: Sequence[str]
) -> Moments:
    """From the cube where it knows all that is asked, else from the responses."""
    ready = cube_moments(survey, who.waves, who.where, measures, keys, all_codes=who.all_codes)
    if ready is not None:
        return replace(ready, calibration=calibration_of(survey))
    survey.require_responses()
    return _summed(survey, packed_answers(survey, who, measures, keys), measures)


def _summed(survey: PublishedSurvey, found: Answers, measures: Sequence[Measure]) -> Moments:
    if measures[0].kind == "choice":
        moments = sum_choices(found, measures[0])
    else:
        centres = [centre(survey, each) for each in measures]
        moments = sum_numbers(found, measures, centres)
    return replace(moments, calibration=calibration_of(survey))


def packed_answers(
    survey: PublishedSurvey, who: Selected, measures: Sequence[Measure], keys: Sequence[str]
) -> Answers:
    """`answers_of` the published responses, their coded keys packed into one."""
    alone = who.waves[0] if len(who.waves) == 1 else None  # then it is no key
    coded_keys = [key for key in keys if key in survey.codes and not (key == "wave" and alone)]
    plain = [key for key in keys if key not in survey.codes]
    raked = [DESIGN_WEIGHT] if CELL in keys else []
    columns = {name: quoted(name) for name in ("weight", *raked, *plain)}
    packed = {key: key for key in coded_keys}
    for i, measure in enumerate(measures):
        if measure.kind == "choice" and measure.column in survey.codes:
            packed[answer_name(i)] = measure.column
        else:
            kind = "VARCHAR" if measure.kind == "choice" else "DOUBLE"
            columns[answer_name(i)] = f"{quoted(measure.column)}::{kind}"
            plain += [answer_name(i)] if measure.kind == "choice" else []
    present = () if who.all_codes else coded_keys
    source, packing = answers(
        survey, columns, present, tuple(packed.values()), who.waves, who.where
    )
    grouping = (KEY, *plain)

    def collect(aggregate: Aggregation, shape: Hashable) -> dict[str, Any]:
        return survey.aggregated(
            source,
            (grouping, shape),
            lambda relation: aggregate(nw.from_native(relation).lazy()).to_native(),
            sums=3 if measures[0].kind == "choice" else 8 * len(measures),
        )

    def unpack(found: Mapping[str, Any]) -> dict[str, pd.Categorical]:
        numbers = packing.unpack(found[KEY])
        codes = {name: numbers[column] for name, column in packed.items()}
        codes |= {key: coded(found[key]) for key in plain}
        if alone is not None:
            codes["wave"] = _constant(alone, len(found[KEY]))
        return codes

    return Answers(grouping, collect, unpack, raked=bool(raked))


def keys_of(survey: PublishedSurvey, cuts: Sequence[str]) -> list[str]:
    """What the moments are grouped by: wave, cuts, stratum; PSU with clusters; cells if raked."""
    clusters = ["psu"] if survey.codebook.design.cluster is not None else []
    cells = [CELL] if survey.codebook.weighting is not None else []
    return ["wave", *cuts, "stratum", *clusters, *cells]


def centre(survey: PublishedSurvey, measure: Measure) -> float:
    """What is subtracted from y: the same in every wave, domain and engine."""
    if measure.kind != "number":
        return 0.0
    if survey.cube is not None and (measure.column, measure.kind) in survey.cube.answers:
        return survey.cube.answers[measure.column, measure.kind].centre
    if measure.centre is not None:
        return measure.centre
    return survey.remembered(
        ("centre", measure.column), lambda: overall_mean(survey.responses(), measure.column)
    )


def _constant(code: str, rows: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.zeros(rows, dtype=np.int64), dtype=category((code,)))
