"""Who answered: respondents asked, answered, and why the others did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.answers import answer_name
from estimation.kept import together_with, with_codes
from estimation.query import Query
from estimation.release import visible
from survey.answers import answers
from survey.packing import KEY, quoted
from survey.published import MISSING_KINDS, missing_column
from survey.selection import Filter
from survey.snapshot import PublishedSurvey

Counts = npt.NDArray[np.float64]
Bits = npt.NDArray[np.bool_]
Groups = tuple[Mapping[str, pd.Categorical], Mapping[str, npt.NDArray[Any]]]
COUNTS = ("asked", "answered", "refused", "dont_know", "empty")


def nonresponse(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    """Unweighted counts per wave and item of a query, its cuts left aside.

    Columns: wave, question, item, asked, answered, refused, dont_know, empty. `not_asked` leaves
    the base, so asked = answered + refused + dont_know + empty. Counts are empty
    where fewer than min_n were asked or answered, and where the release plan hides the selection.
    """
    counted, measures = _counted(survey, query), range(len(query.measures))
    nobody = np.zeros(len(query.waves))

    def of_each(count: str) -> Counts:
        """A count of every measure and wave (measures x waves)."""
        return np.array([counted.get(f"{count}:{i}", nobody) for i in measures])

    answered = of_each("answered")
    kinds = {kind: of_each(kind) for kind in MISSING_KINDS}
    asked = counted["respondents"] - kinds.pop("not_asked")
    numbers = {"asked": asked, "answered": answered, **kinds}
    numbers["empty"] = asked - answered - sum(kinds.values())
    told = _told(survey, query).ravel()
    told &= np.minimum(asked, answered).ravel() >= max(survey.codebook.disclosure.min_n, 1)
    waves = len(query.waves)
    return pd.DataFrame(
        {
            "wave": list(query.waves) * len(measures),
            "question": np.repeat([each.question for each in query.measures], waves),
            "item": np.repeat([each.item for each in query.measures], waves),
            **{name: np.where(told, numbers[name].ravel(), np.nan) for name in COUNTS},
        }
    )


def _told(survey: PublishedSurvey, query: Query) -> Bits:
    """Whether the plan shows the selection, of all respondents and of those who answered
    (measures x waves)."""

    def shown(wave: str, item: str = "") -> bool:
        return bool(visible(survey, wave, item, where=query.where))

    everybody = {wave: shown(wave) for wave in query.waves}
    told = [
        [everybody[wave] and shown(wave, each.column) for wave in query.waves]
        for each in query.measures
    ]
    return np.array(told, dtype=bool)


def _counted(survey: PublishedSurvey, query: Query) -> dict[str, Counts]:
    """By wave `respondents`, and per measure those who answered and those of each missing kind.

    Counted once by wave and by all that is filtered by, where the survey has a memory.
    """
    filters = tuple(dict.fromkeys(each.cut.column for each in query.where))
    asked = columns = tuple(measure.column for measure in query.measures)
    found: Groups | None = None
    if survey.memory is not None:
        columns = tuple(each.column for each in together_with(survey, query.measures))
        found = survey.memory.kept(
            ("nonresponse", columns, filters),
            lambda: _groups(survey, columns, tuple(survey.codebook.wave), (), filters),
            lambda groups: sum(values.nbytes for values in groups[1].values()),
        )
    if found is None:
        columns = asked
        found = _groups(survey, columns, query.waves, query.where, filters)
    keys, counts = found
    passing = np.ones(len(keys["wave"]), dtype=bool)
    for each in query.where:
        passing &= with_codes(keys[each.cut.column], each.codes)
    rows = [np.flatnonzero(passing & with_codes(keys["wave"], (wave,))) for wave in query.waves]

    def of_waves(name: str) -> Counts:
        return np.array([counts[name][here].sum() for here in rows], dtype=float)

    places = [columns.index(column) for column in asked]
    named = {
        f"{kind}:{i}": f"{kind}:{at}"
        for kind in ("answered", *MISSING_KINDS)
        for i, at in enumerate(places)
    }
    told = {name: of_waves(source) for name, source in named.items() if source in counts}
    return {"respondents": of_waves("respondents"), **told}


def _groups(
    survey: PublishedSurvey,
    measured: Sequence[str],
    waves: Sequence[str],
    where: Sequence[Filter],
    keys: Sequence[str],
) -> Groups:
    """The counts by wave and `keys`."""
    survey.require_responses()
    columns: dict[str, str] = {}
    counts: dict[str, nw.Expr] = {"respondents": nw.len()}
    for i, column in enumerate(measured):
        columns[answer_name(i)] = quoted(column)
        counts[f"answered:{i}"] = nw.col(answer_name(i)).count()
        why = missing_column(column)
        if why in survey.columns:
            columns[f"_why:{i}"] = quoted(why)
            for kind in MISSING_KINDS:
                counts[f"{kind}:{i}"] = (nw.col(f"_why:{i}").cast(nw.String) == kind).sum()
    source, packing = answers(survey, columns, (), ("wave", *keys), waves, where)
    found = survey.aggregated(
        source,
        ("nonresponse", tuple(counts)),
        lambda all_: nw.from_native(all_).lazy().group_by(KEY).agg(**counts).to_native(),
        sums=len(counts),
    )
    codes = packing.unpack(found.pop(KEY))
    return codes, {name: np.ma.filled(values, 0) for name, values in found.items()}
