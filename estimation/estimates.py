"""From a query to the estimate table: moments, variances, intervals, marks, disclosure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import prod

import numpy as np
import pandas as pd

from estimation.answers import Selected
from estimation.calibration import calibration_of
from estimation.columns import Columns, mean_columns, median_columns, share_columns, total_columns
from estimation.gathering import centre, gathered, keys_of, passes
from estimation.measures import Measure
from estimation.medians import median_estimates, value_moments
from estimation.moments import Moments, respondents
from estimation.query import Query
from estimation.ratios import ratio_estimates
from estimation.release import digits, hide, hide_unions, is_rounded
from estimation.release.visible import NUMBERS
from estimation.totals import total_estimates
from estimation.variance import Index
from survey.selection import Cut, Filter
from survey.snapshot import PublishedSurvey

Texts = pd.api.extensions.ExtensionArray


def estimate(survey: PublishedSurvey, query: Query, *, deff: bool = False) -> pd.DataFrame:
    """The estimate table of a query.

    Columns: survey, wave, question, item, option, one per cut (named by its dimension),
    statistic, estimate, se, ci_low, ci_high, df, n, n_eff, base, flag. Codes throughout; shares
    are 0-1; n counts the respondents of the base. A row for every combination of wave, answer and
    cut codes, in the codebook's order; where flag is "hidden" all numbers are empty.

    deff
        Adds the design effect as a last column (`estimation.columns.design_effect`; empty for
        medians).
    """
    cuts = [cut.column for cut in query.by]
    keys = keys_of(survey, cuts)
    codes = [list(query.waves), *(_codes(survey, cut, query.where) for cut in query.by)]
    axes = dict(zip(["wave", *cuts], codes, strict=True))
    found: dict[Measure, Columns] = {}
    for group in passes(query.measures):
        columns = _columns(survey, query, keys, axes, group)
        answers = len(group[0].codes) or 1
        for i, measure in enumerate(group):
            rows = slice(i * answers, (i + 1) * answers)
            found[measure] = {name: values[rows] for name, values in columns.items()}
    return finished(survey, query, axes, found, deff)


def finished(
    survey: PublishedSurvey,
    query: Query,
    axes: Mapping[str, Sequence[str]],
    found: Mapping[Measure, Columns],
    deff: bool = False,
    unions: Sequence[Sequence[str]] = (),
) -> pd.DataFrame:
    """The estimate table of columns that were found: without what must not be told.

    `unions`: the codes that each cell of the query's one cut is made of, where these are several.
    """
    codes = list(axes.values())[1:]
    table = _table(survey, query, axes, found, deff)
    if unions:
        table = hide_unions(table, survey, query, unions)
    else:
        table = hide(table, survey, query, codes)
    if deff:
        table["deff"] = table["deff"].where(table["estimate"].notna())
        if is_rounded(survey):
            table["deff"] = digits(table["deff"].to_numpy(dtype=float), 2)
    return _whole_numbers(table, ("n", "df"))


def _domains(moments: Moments, axes: Mapping[str, Sequence[str]]) -> tuple[Index, int]:
    """The cell of each row of the moments, waves slowest; -1 for a code that was not asked for."""
    size = 1
    domain = np.zeros(len(moments), dtype=np.intp)
    outside = np.zeros(len(moments), dtype=bool)
    for name, codes in axes.items():
        key = moments.keys[name]
        place = {code: i for i, code in enumerate(codes)}
        lookup = np.array([place.get(code, -1) for code in key.categories], dtype=np.intp)
        at = lookup[key.codes] if len(moments) else domain
        outside |= at < 0
        domain = domain * len(codes) + at
        size *= len(codes)
    return np.where(outside, -1, domain), size


def _columns(
    survey: PublishedSurvey,
    query: Query,
    keys: Sequence[str],
    axes: Mapping[str, Sequence[str]],
    group: Sequence[Measure],
) -> Columns:
    """The columns of all measures of a pass: arrays (answers x cells)."""
    measure, limits, design = group[0], survey.codebook.reliability, survey.design
    if measure.statistic == "median":
        present = [cut.column for cut in query.by]
        frame = respondents(survey.responses(), query.waves, query.where, present)
        moments, values = value_moments(frame, measure, keys, calibration_of(survey))
        domain, size = _domains(moments, axes)
        return median_columns(median_estimates(moments, values, design, domain, size), limits)
    moments = gathered(survey, Selected(query.waves, query.where), group, keys)
    domain, size = _domains(moments, axes)
    return columns_of(survey, query, moments, group, domain, size)


def columns_of(
    survey: PublishedSurvey,
    query: Query,
    moments: Moments,
    group: Sequence[Measure],
    domain: Index,
    size: int,
) -> Columns:
    """The columns of all measures of a pass, medians left out, from its moments."""
    measure, limits, design = group[0], survey.codebook.reliability, survey.design
    centres = [centre(survey, each) for each in group]
    if measure.statistic == "total":
        totals = total_estimates(moments, design, domain, size, centres)
        return total_columns(totals, measure, limits)
    ratios = ratio_estimates(moments, design, domain, size)
    if measure.statistic == "mean":
        return mean_columns(ratios, measure, centres, limits)
    return share_columns(ratios, query.interval, limits)


def _table(
    survey: PublishedSurvey,
    query: Query,
    axes: Mapping[str, Sequence[str]],
    found: Mapping[Measure, Columns],
    deff: bool,
) -> pd.DataFrame:
    """A row for every cell that was asked for, so that an empty cell is seen as one."""
    answers = [(m, option) for m in query.measures for option in (m.codes or ("",))]
    lengths = (len(query.waves), len(answers), *(len(codes) for codes in list(axes.values())[1:]))

    def of_answer(values: Sequence[str]) -> Texts:
        return _texts(tuple(values), lengths, 1)

    columns: dict[str, object] = {
        "survey": of_answer([survey.codebook.survey] * len(answers)),
        "wave": _texts(query.waves, lengths, 0),
        "question": of_answer([m.question for m, _ in answers]),
        "item": of_answer([m.item for m, _ in answers]),
        "option": of_answer([option for _, option in answers]),
    }
    for axis, cut in enumerate(query.by, start=2):
        columns[cut.dimension] = _texts(tuple(axes[cut.column]), lengths, axis)
    columns["statistic"] = of_answer([m.statistic for m, _ in answers])
    for name in (*NUMBERS, "base", "flag", *(["deff"] if deff else [])):
        if name == "base":
            columns[name] = of_answer([m.base for m, _ in answers])
            continue
        stacked = np.concatenate([found[measure][name] for measure in query.measures])
        cube = stacked.reshape(len(answers), len(query.waves), -1)
        columns[name] = cube.transpose(1, 0, 2).ravel()
    return pd.DataFrame(columns, copy=False)  # all are made for this table


def _texts(values: tuple[str, ...], lengths: tuple[int, ...], axis: int) -> Texts:
    """A column of texts that vary along one axis of the table."""
    return _kept_texts(values, lengths, axis).view()  # what is kept stays as it is


@lru_cache(maxsize=256)
def _kept_texts(values: tuple[str, ...], lengths: tuple[int, ...], axis: int) -> Texts:
    """Kept, as many tables have the same."""
    place = np.arange(prod(lengths)) // prod(lengths[axis + 1 :]) % max(lengths[axis], 1)
    return pd.array(np.array(values, dtype=object)[place], dtype="str")


def _whole_numbers(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The table with counts as nullable integers."""
    for name in columns:
        values = table[name].to_numpy(dtype=float)
        missing = np.isnan(values)
        whole = np.where(missing, 0.0, values).astype(np.int64)
        table[name] = pd.arrays.IntegerArray(whole, missing)
    return table


def _codes(survey: PublishedSurvey, cut: Cut, where: tuple[Filter, ...]) -> list[str]:
    """The codes of a cut that enough respondents of some wave have and the filters leave.

    A code that never reaches min_n is not listed: a row that is always hidden would tell that
    there are a few such firms.
    """
    scheme = survey.codebook.dimensions[cut.dimension].scheme
    present = survey.codes_present(cut.column, max(survey.codebook.disclosure.min_n, 1))
    codes = [code for code in scheme.codes(cut.level) if code in present]
    for each in where:
        if each.cut.dimension != cut.dimension:
            continue
        if each.cut.level == cut.level:
            codes = [code for code in codes if code in each.codes]
            continue
        upwards = {code: scheme.roll_up(cut.level, code, each.cut.level) for code in codes}
        downwards = {scheme.roll_up(each.cut.level, code, cut.level) for code in each.codes}
        codes = [code for code in codes if upwards[code] in each.codes or code in downwards]
    return codes
