"""From a query to the estimate table: moments, variances, intervals, marks, disclosure."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.disclosure import NUMBERS, hide
from estimation.intervals import beta_interval, effective_n, logit_interval, t_interval
from estimation.measures import Measure
from estimation.moments import choice_moments, number_moments, overall_mean, respondents
from estimation.query import Query
from estimation.reliability import HIDDEN, mean_flags, score_flags, share_flags
from estimation.variance import ratio_estimates
from survey.codebook import Reliability
from survey.selection import Cut, Filter
from survey.snapshot import PublishedSurvey


def estimate(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    """The estimate table of a query.

    Columns: survey, wave, question, item, option, one per cut (named by its dimension),
    statistic, estimate, se, ci_low, ci_high, df, n, n_eff, base, flag. Codes throughout; shares
    are 0-1; n counts the respondents of the base. A row for every combination of wave, cut codes,
    item and option, in the codebook's order; where flag is "hidden" all numbers are empty.
    """
    columns = [cut.column for cut in query.by]
    keys = ["wave", *columns, "stratum"]
    if survey.codebook.design.cluster is not None:
        keys.append("psu")
    frame = respondents(survey.responses(), query.waves, query.where, columns)
    domain = ["wave", *columns, "question", "item", "option"]
    parts = []
    for group in _passes(query.measures):
        centres = [_centre(survey, measure) for measure in group]
        if group[0].kind == "choice":
            moments = choice_moments(frame, group[0], keys)
        else:
            moments = number_moments(frame, group, keys, centres)
        ratios = ratio_estimates(moments, survey.design, domain)
        of = _positions(ratios, group)
        ratios["estimate"] += np.array(centres)[of]
        parts.append(_finish(ratios, group[0], query, survey.codebook.reliability))
    numbers = pd.concat(parts, ignore_index=True)
    table = _every_cell(survey, query).merge(numbers, on=domain, how="left")
    shown = hide(table.fillna({"flag": HIDDEN}), survey.codebook.disclosure)
    return _in_order(shown.rename(columns={c.column: c.dimension for c in query.by}), query)


def _passes(measures: tuple[Measure, ...]) -> list[tuple[Measure, ...]]:
    """Measures that share a pass over the data: ticks, numbers, scores; choices alone."""
    kinds = dict.fromkeys((m.kind, m.score) for m in measures if m.kind != "choice")
    passes = [tuple(m for m in measures if (m.kind, m.score) == kind) for kind in kinds]
    return passes + [(m,) for m in measures if m.kind == "choice"]


def _positions(ratios: pd.DataFrame, group: tuple[Measure, ...]) -> npt.NDArray[np.intp]:
    """Which measure of the group each row is of."""
    known = pd.MultiIndex.from_tuples([(m.question, m.item) for m in group])
    return known.get_indexer(pd.MultiIndex.from_frame(ratios[["question", "item"]]))


def _centre(survey: PublishedSurvey, measure: Measure) -> float:
    """What is subtracted from y: the same in every wave, domain and engine."""
    if measure.kind != "number":
        return 0.0
    if measure.centre is not None:
        return measure.centre
    return survey.remembered(
        ("centre", measure.column), lambda: overall_mean(survey.responses(), measure.column)
    )


def _finish(
    ratios: pd.DataFrame, measure: Measure, query: Query, limits: Reliability
) -> pd.DataFrame:
    """Standard errors, intervals, effective n and marks."""
    estimate_ = ratios["estimate"].to_numpy(dtype=float)
    variance, df, n = (ratios[c].to_numpy(dtype=float) for c in ("variance", "df", "n"))
    if measure.statistic == "proportion":
        # 0 and 1 are known by counting; the sums of weights only come close to them
        nobody, everybody = (ratios["n_y"] == 0).to_numpy(), (ratios["n_y"] == n).to_numpy()
        estimate_ = np.where(nobody, 0.0, np.where(everybody, 1.0, estimate_))
        variance = np.where(nobody | everybody, 0.0, variance)
        interval = beta_interval if query.interval == "beta" else logit_interval
        low, high = interval(estimate_, np.sqrt(variance), df, n)
        n_eff = effective_n(estimate_, variance, n)
        flags = share_flags
    else:
        low, high = t_interval(estimate_, np.sqrt(variance), df)
        spread = ratios["spread"].to_numpy(dtype=float)
        n_eff = np.divide(spread, variance, out=n.copy(), where=variance > 0)
        flags = score_flags if measure.score else mean_flags
    table = ratios.drop(columns=["variance", "spread", "n_y"]).assign(
        estimate=estimate_, se=np.sqrt(variance), ci_low=low, ci_high=high, n_eff=n_eff
    )
    return table.assign(flag=flags(table, limits))


def _every_cell(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    """A row for every cell that was asked for, so that an empty cell is seen as one."""
    answers = [
        (m.question, m.item, option, m.statistic, m.base)
        for m in query.measures
        for option in (m.codes or ("",))
    ]
    codes = [_codes(survey, cut, query.where) for cut in query.by]
    rows = [
        (survey.codebook.survey, wave, question, item, option, *cell, statistic, base)
        for wave in query.waves
        for question, item, option, statistic, base in answers
        for cell in product(*codes)
    ]
    cuts = [cut.column for cut in query.by]
    names = ["survey", "wave", "question", "item", "option", *cuts, "statistic", "base"]
    return pd.DataFrame(rows, columns=names)


def _codes(survey: PublishedSurvey, cut: Cut, where: tuple[Filter, ...]) -> list[str]:
    """The codes of a cut that respondents of the survey have and the filters leave."""
    scheme = survey.codebook.dimensions[cut.dimension].scheme
    present = survey.codes_present(cut.column)
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


def _in_order(table: pd.DataFrame, query: Query) -> pd.DataFrame:
    cuts = [cut.dimension for cut in query.by]
    head = ["survey", "wave", "question", "item", "option", *cuts, "statistic"]
    return table[[*head, *NUMBERS, "base", "flag"]]
