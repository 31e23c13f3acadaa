"""The variance of the difference of two items that the same firms answered.

V₁ + V₂ − 2 Cov; the covariance needs Σw²y₁y₂ over those who answered both, while each item keeps
its own base. R: `svycontrast` on `svyratio(~y1 + y2, ~answered1 + answered2, covmat = TRUE)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import narwhals as nw
import numpy as np

from estimation.answers import DESIGN_WEIGHT
from estimation.calibration import calibration_of
from estimation.gathering import centre, keys_of
from estimation.measures import Measure
from estimation.moments import Array, Moments, number_moments, respondents
from estimation.query import Query
from estimation.ratios import linearised
from estimation.variance import Index, Linearised, Targets, degrees_of_freedom, summed, variances
from survey.codebook import variable
from survey.snapshot import PublishedSurvey

# Columns made for one pass: both answers, either of them, and both where both are answered.
_FIRST, _SECOND, _EITHER, _FIRST_OF_BOTH, _SECOND_OF_BOTH, _PRODUCT = range(6)
_MADE = tuple(Measure("_made", str(i), "number") for i in range(6))
_ROUNDING = 1e-14


def difference_of_items(
    survey: PublishedSurvey,
    query: Query,
    first: Measure,
    second: Measure,
    option: str,
    cells: Sequence[tuple[str, ...]],
) -> tuple[Array, Array]:
    """Variance and df of the difference in every cell (wave and code of the cut)."""
    cuts = [cut.column for cut in query.by]
    frame = respondents(survey.responses(), query.waves, query.where, cuts)
    keys = keys_of(survey, cuts)
    a, b = (_answer(survey, measure, option) for measure in (first, second))
    both = ~a.is_null() & ~b.is_null()
    made = [
        a,
        b,
        nw.when(~a.is_null() | ~b.is_null()).then(nw.lit(1.0)),
        nw.when(both).then(a),
        nw.when(both).then(b),
        a * b,
    ]
    columns = {variable("_made", str(i)): each for i, each in enumerate(made)}
    calibration = calibration_of(survey)
    weights = ["weight"] if calibration is None else ["weight", DESIGN_WEIGHT]
    answers = frame.select(*keys, *weights, **columns)
    moments = number_moments(answers, _MADE, keys, [0.0] * len(_MADE))
    moments = replace(moments, calibration=calibration)
    at = {cell: i for i, cell in enumerate(cells)}
    codes = zip(*(np.asarray(moments.keys[name]) for name in ("wave", *cuts)), strict=True)
    domain = np.array([at.get(tuple(cell), -1) for cell in codes], dtype=np.intp)
    return _of_difference(survey, moments, domain, len(cells))


def _answer(survey: PublishedSurvey, measure: Measure, option: str) -> nw.Expr:
    """y of a measure as a number: 1 or 0 for an option, else less its centre."""
    column = nw.col(measure.column)
    if measure.kind != "choice":
        return column.cast(nw.Float64) - centre(survey, measure)
    chosen = column.cast(nw.String).is_in(option.split("|"))
    return nw.when(~column.is_null()).then(chosen.cast(nw.Float64))


def _of_difference(
    survey: PublishedSurvey, moments: Moments, domain: Index, size: int
) -> tuple[Array, Array]:
    of = Targets.of_domains(domain, size)
    w, wy = (summed(moments.sums[s][:, of.row], of.target, size) for s in ("w", "wy"))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = wy / w
    z = linearised(moments, domain, mean, w)
    s = moments.sums
    here = np.where(domain >= 0, domain, 0)
    (first, second), (w1, w2) = mean[:2, here], w[:2, here]
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = (
            s["w2y"][_PRODUCT]
            - first * s["w2y"][_SECOND_OF_BOTH]
            - second * s["w2y"][_FIRST_OF_BOTH]
            + first * second * s["w2"][_PRODUCT]
        ) / (w1 * w2)
    total = z.total[_FIRST] - z.total[_SECOND]
    square = z.square[_FIRST] + z.square[_SECOND]
    difference = Linearised(
        total[None], (square - 2 * np.nan_to_num(cross))[None], *_more_of_difference(z)
    )
    variance = variances(moments, difference, survey.design, of)[0]
    largest = summed(square[None][:, of.row], of.target, size)[0]
    variance = np.where(variance < _ROUNDING * largest, 0.0, variance)
    df = degrees_of_freedom(moments, survey.design, of)[_EITHER]
    empty = (w[:2] == 0).any(axis=0)
    return np.where(empty, np.nan, variance), df


def _more_of_difference(z: Linearised) -> tuple[Array, Array] | tuple[()]:
    """The further sums of the difference that raked weights need."""
    if z.weighted is None or z.design is None:
        return ()
    first, second = slice(_FIRST, _FIRST + 1), slice(_SECOND, _SECOND + 1)
    return z.weighted[first] - z.weighted[second], z.design[first] - z.design[second]
