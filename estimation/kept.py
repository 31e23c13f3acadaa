"""Moments that serve many selections: summed once over everybody, then chosen from in memory.

A page asks for one question under one filter after another, and for all firms, for each group and
for everybody else beside them. All of that is in the moments by the columns that are cut and
filtered by: who passes a filter is a choice among their rows. So a server sums once per set of
columns and question, over all waves and codes; a new code, wave or group costs no query.

Only where `PublishedSurvey.memory` is there. Sums by finer keys are larger than those of a single
selection; what does not fit into the memory is asked for as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.answers import Selected
from estimation.calibration import CELL
from estimation.measures import Measure, resolve
from estimation.moments import Answer, Array, Moments
from survey.selection import UNKNOWN
from survey.snapshot import PublishedSurvey

Ask = Callable[[Selected, Sequence[Measure], Sequence[str]], Moments]
_LAST = ("stratum", "psu", CELL)
_OF_OPTION = ("n_y", "wy", "wy2", "w2y", "w2y2", "dy")  # the others are of the base
_FIRM = "id"  # a key of its own for every firm: nothing is gained by keeping that


def kept_moments(
    survey: PublishedSurvey,
    who: Selected,
    measures: Sequence[Measure],
    keys: Sequence[str],
    ask: Ask,
) -> Moments | None:
    """The moments of measures that share a pass, from those of everybody; None where these are
    not kept. `ask` gives moments from the data."""
    if survey.memory is None or _FIRM in keys:
        return None
    columns = {*keys, *(each.cut.column for each in who.where)}
    last = [key for key in _LAST if key in columns]
    every_key = ["wave", *sorted(columns.difference(("wave", *last))), *last]
    together = together_with(survey, measures)
    everybody = Selected(tuple(survey.codebook.wave), all_codes=True)
    found = survey.memory.kept(
        ("moments", together, tuple(every_key)),
        lambda: ask(everybody, together, every_key),
        lambda moments: sum(values.nbytes for values in moments.sums.values()),
    )
    if found is None:
        return None
    rows = np.flatnonzero(_passing(survey, found, who, keys))
    sums = _of_answers(found, measures)
    if len(rows) < len(found):
        sums = {name: values[:, rows] for name, values in sums.items()}
    codes = {key: found.keys[key].take(rows) for key in keys}
    return replace(found, answers=_answers(measures), keys=codes, sums=sums)


def _answers(measures: Sequence[Measure]) -> tuple[Answer, ...]:
    return tuple((m.question, m.item, code) for m in measures for code in (m.codes or ("",)))


def _of_answers(found: Moments, measures: Sequence[Measure]) -> dict[str, Array]:
    """The sums of the answers asked for; `3|4` is the sum of options that exclude each other."""
    place = {answer: i for i, answer in enumerate(found.answers)}
    parts = [
        [place[question, item, part] for part in code.split("|")]
        for question, item, code in _answers(measures)
    ]
    first = np.array([each[0] for each in parts], dtype=np.intp)
    if np.array_equal(first, np.arange(len(found.answers))) and all(len(p) == 1 for p in parts):
        return dict(found.sums)
    sums = {name: values[first] for name, values in found.sums.items()}
    for i, each in enumerate(parts):
        for name in _OF_OPTION if len(each) > 1 else ():
            if name in sums:
                sums[name][i] = found.sums[name][each].sum(axis=0)
    return sums


def _passing(
    survey: PublishedSurvey, moments: Moments, who: Selected, keys: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """The rows of those selected."""
    wanted = [("wave", who.waves), *((each.cut.column, each.codes) for each in who.where)]
    passing = np.ones(len(moments), dtype=bool)
    for column, codes in wanted:
        passing &= with_codes(moments.keys[column], codes)
    if not who.all_codes:
        for column in keys:
            if column in survey.codes:
                passing &= moments.keys[column].codes >= 0
    return passing


def with_codes(key: pd.Categorical, codes: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which rows have one of these codes; UNKNOWN stands for none."""
    known = np.array([*(code in codes for code in key.categories), UNKNOWN in codes])
    return np.asarray(known[key.codes])  # the last is that of -1, no code


def together_with(survey: PublishedSurvey, measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures and their neighbours: options, items of a question, dimensions of a score."""
    codebook = survey.codebook
    found: dict[Measure, None] = {}
    for measure in measures:
        items = [measure.item]
        if measure.kind == "choice":
            (measure,) = resolve(codebook, measure.column, measure.statistic)
        elif measure.score:
            dimensions = codebook.score[measure.question].dimensions
            items = ["", *(each.id for each in dimensions), "minimum"]
        elif measure.question in codebook.question:
            items = [each.id for each in codebook.question[measure.question].items] or items
        found |= {replace(measure, item=item): None for item in items}
    return tuple(each for each in found if each.column in survey.columns)
