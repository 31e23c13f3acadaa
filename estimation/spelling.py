"""A query in the spelling of the command line: the way back from `parse_query`."""

from __future__ import annotations

import shlex

from estimation.measures import Measure, resolve
from estimation.query import Query, waves_with
from survey.codebook import Codebook


def command(codebook: Codebook, query: Query) -> str:
    """The command that prints the estimate table of `query`.

    `python -m estimation strategy_status --survey kmu-st --wave 2024 --by sector:group`
    """
    options: dict[str, list[str]] = {
        "--survey": [codebook.survey],
        "--wave": [_wave(codebook, query)],
        "--by": [",".join(map(str, query.by))] if query.by else [],
        "--where": [str(each) for each in query.where],
        "--option": _options(codebook, query.measures),
        "--statistic": _statistic(codebook, query.measures),
        "--ci": [query.interval] if query.interval != "beta" else [],
    }
    words = ["python", "-m", "estimation", _target(codebook, query.measures)]
    for name, values in options.items():
        for value in values:
            words += [name, value]
    return shlex.join(words)


def _target(codebook: Codebook, measures: tuple[Measure, ...]) -> str:
    """The question's name where all its items are meant, else the items one by one."""
    questions = tuple(dict.fromkeys(measure.question for measure in measures))
    whole = [m.column for name in questions for m in resolve(codebook, name)]
    columns = [measure.column for measure in measures]
    return ",".join(questions if columns == whole else columns)


def _wave(codebook: Codebook, query: Query) -> str:
    """`all` only where there is more than one, so that the command names what it shows."""
    if len(query.waves) == 1:
        return query.waves[0]
    names = {measure.question for measure in query.measures}
    asked = set.intersection(*(set(waves_with(codebook, name)) for name in names))
    assert set(query.waves) == asked, "a query is about one wave or about all"
    return "all"


def _options(codebook: Codebook, measures: tuple[Measure, ...]) -> list[str]:
    """The codes of joint shares; nothing where every option has a share of its own."""
    first = measures[0]
    if first.kind != "choice":
        return []
    (asked,) = resolve(codebook, first.column, first.statistic)
    return [] if first.codes == asked.codes else [",".join(first.codes)]


def _statistic(codebook: Codebook, measures: tuple[Measure, ...]) -> list[str]:
    (usual,) = resolve(codebook, measures[0].column)
    asked = measures[0].statistic
    return [] if asked == usual.statistic else [asked]
