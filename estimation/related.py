"""Which questions are related to each other, or to a dimension: tests of a published survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from estimation.answers import DESIGN_WEIGHT
from estimation.calibration import CELL, calibration_of
from estimation.estimates import estimate
from estimation.independence import Crossed, RaoScott, rao_scott
from estimation.measures import Measure
from estimation.moments import respondents
from estimation.query import Query
from estimation.raked_tables import raked_groups
from estimation.release import digits, is_rounded, visible
from estimation.reliability import HIDDEN
from estimation.sides import Estimates
from estimation.significance import adjusted
from estimation.variance import Index
from locales import N_, Message
from survey.failure import Failure
from survey.selection import Cut
from survey.snapshot import PublishedSurvey

NUMBERS = ["f", "df_1", "df_2", "p", "p_adjusted", "n"]


def related(
    survey: PublishedSurvey,
    query: Query,
    against: Measure | Cut,
    estimates: Estimates = estimate,
) -> pd.DataFrame:
    """Rao & Scott's test of every measure of the query against a question or a dimension.

    query
        Measures with options (single, multiple, a score's level), without cuts.

    Columns: survey, wave, question, item, against, f, df_1, df_2, p, p_adjusted, n (who answered
    both), flag. Rows and columns of the table are the options that somebody chose, and those codes
    of the dimension whose estimates are shown: what is hidden takes no part. Where fewer than
    min_n answered both, or the selection may not be shown, flag is "hidden" and the numbers are
    empty. Raises Failure for numbers and means, and where a question is tested against itself.
    """
    _comparable(query, against)
    rows: list[dict[str, Any]] = []
    for wave in query.waves:
        for measure in query.measures:
            test = _test(survey, query, wave, measure, against, estimates)
            shown = test.n >= max(survey.codebook.disclosure.min_n, 1)
            shown = shown and _told(survey, query, wave, measure, against)
            numbers = {"f": test.f, "df_1": test.df_1, "df_2": test.df_2, "p": test.p}
            if is_rounded(survey):
                numbers = {name: float(digits(np.array(x), 1)) for name, x in numbers.items()}
            numbers["n"] = test.n
            rows.append(
                {
                    "survey": survey.codebook.survey,
                    "wave": wave,
                    "question": measure.question,
                    "item": measure.item,
                    "against": against.column,
                    **{name: value if shown else np.nan for name, value in numbers.items()},
                    "flag": "" if shown else HIDDEN,
                }
            )
    table = pd.DataFrame(rows).astype({"p": float})
    table["p_adjusted"] = adjusted(table["p"].to_numpy())
    names = [name for name in table if name not in (*NUMBERS, "flag")]
    return table[[*names, *NUMBERS, "flag"]].astype({"n": "Int64"})


def _told(
    survey: PublishedSurvey, query: Query, wave: str, measure: Measure, against: Measure | Cut
) -> bool:
    """Whether the selection may be shown for what is tested, and for a question it is tested by."""
    asked = [measure, *([against] if isinstance(against, Measure) else [])]
    return all(visible(survey, wave, each.column, where=query.where).all() for each in asked)


def _comparable(query: Query, against: Measure | Cut) -> None:
    for measure in (*query.measures, *([against] if isinstance(against, Measure) else [])):
        if measure.kind == "number":
            raise Failure(
                Message(
                    N_("'{name}' has no options to cross. Ask for its shares, or for the levels."),
                    name=measure.column,
                )
            )
    if against.column in [measure.column for measure in query.measures]:
        raise Failure(Message(N_("'{name}' cannot be compared with itself."), name=against.column))


def _test(
    survey: PublishedSurvey,
    query: Query,
    wave: str,
    measure: Measure,
    against: Measure | Cut,
    estimates: Estimates,
) -> RaoScott:
    by = [against.column] if isinstance(against, Cut) else []
    frame = respondents(survey.responses(), [wave], query.where, by)
    clusters = ["psu"] if survey.codebook.design.cluster is not None else []
    calibration = calibration_of(survey)
    raked = calibration.waves.get(wave) if calibration is not None else None
    cells = [CELL] if raked is not None else []
    text = {
        "_first": nw.col(measure.column),
        "_second": nw.col(against.column),
        **{name: nw.col(name) for name in ("stratum", *clusters, *cells)},
    }
    weights = {"weight": nw.col("weight"), **({"_design": nw.col(DESIGN_WEIGHT)} if raked else {})}
    both = frame.select(**weights, **{name: c.cast(nw.String) for name, c in text.items()})
    answered = both.filter(~nw.col("_first").is_null(), ~nw.col("_second").is_null())
    weight = nw.col("weight")
    sums = {"n": nw.len(), "w": weight.sum(), "w2": (weight * weight).sum()}
    sums |= {"d": nw.col("_design").sum()} if raked else {}
    grouped = answered.group_by(*text).agg(**{f"_{name}": each for name, each in sums.items()})
    found: pd.DataFrame = grouped.collect("pandas").to_native()
    found = found.sort_values(list(text), ignore_index=True)
    if isinstance(against, Cut):
        found = found[
            found["_second"].isin(_codes_shown(survey, query, wave, measure, against, estimates))
        ]
        second = pd.factorize(found["_second"])[0]
    else:
        second = _options(found["_second"], against)
    first = _options(found["_first"], measure)
    design = survey.design[survey.design["wave"] == wave].reset_index(drop=True)
    stratum = pd.Index(design["stratum"]).get_indexer(pd.Index(found["stratum"]))
    psu: Index | None = None
    if clusters:
        psu = np.asarray(found.groupby(["stratum", "psu"], sort=False).ngroup(), dtype=np.intp)
    n, w, w2 = (found[f"_{name}"].to_numpy(dtype=float) for name in ("n", "w", "w2"))
    groups = raked_groups(raked, found, design) if raked else None
    return rao_scott(Crossed(first, second, stratum, psu, n, w, w2, design, groups))


def _options(values: pd.Series[str], measure: Measure) -> Index:
    """The row or column of each answer: its place in the measure's options, else one for all."""
    place = {code: i for i, joint in enumerate(measure.codes) for code in joint.split("|")}
    if measure.kind == "tick":
        place = {"1": 0}  # as published, whatever code a file writes for a tick
    return values.map(lambda code: place.get(code, len(measure.codes))).to_numpy(dtype=np.intp)


def _codes_shown(
    survey: PublishedSurvey,
    query: Query,
    wave: str,
    measure: Measure,
    cut: Cut,
    estimates: Estimates,
) -> Sequence[str]:
    """The codes of the cut whose estimates of this measure are shown."""
    table = estimates(survey, replace(query, measures=(measure,), waves=(wave,), by=(cut,)))
    seen = table[table["flag"] != HIDDEN]
    return [str(code) for code in dict.fromkeys(seen[cut.dimension])]
