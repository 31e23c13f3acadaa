"""The strongest differences of a page: which groups stand out from the other firms, and in what.

A difference is spoken of only where it holds after correction over all contrasts of the page, and
never from a marked or hidden number (`estimation.findings.strongest`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from estimation import Query
from estimation.findings import strongest
from estimation.measures import Measure
from estimation.pairs import REST, Pair
from estimation.query import NotAsked
from estimation.reliability import HIDDEN
from figures.context import Context
from figures.difference_words import Row, facts_of, question_of, sentence_of
from figures.shares import matters
from survey.codebook import SingleQuestion, TextQuestion


@dataclass(frozen=True)
class Finding:
    """A difference in one sentence, with what is needed to cite it.

    question
        The wording of the question, or the title of the score.
    facts
        Wave, selection and n of both sides; interval and test of the difference; source.
    row
        The row of the contrast table.
    """

    sentence: str
    question: str
    facts: tuple[str, ...]
    row: Row


def findings(
    context: Context, targets: Sequence[str], dimensions: Sequence[str], count: int = 3
) -> tuple[Finding, ...]:
    """The strongest contrasts of groups against the rest, at most `count`; none where none holds.

    Of each group its strongest only, so that the largest firms do not have all the sentences.

    targets
        Questions and scores of a page: `barriers`, `maturity.strategy`. Of an ordered single
        question the options that matter count together. Those that the wave did not ask, and free
        text, are passed over.
    dimensions
        The dimensions along which the page compares, each at the level at which it is shown.
    """
    query = _together(context, targets)
    if query is None:
        return ()
    tables, queries = [], {}
    for dimension in dimensions:
        cut = context.cut(dimension, replace(query, measures=query.measures[:1]))
        by_cut = context.cut_by(query, cut)
        (wave,) = by_cut.waves
        pairs = [Pair(wave, code, wave, REST) for code in _codes_shown(context, by_cut)]
        if pairs:
            tables.append(context.contrasts(by_cut, *pairs))
            queries[str(cut)] = by_cut
    found: dict[tuple[str, str], Finding] = {}
    for values in strongest(tables).to_dict("records"):
        row = {str(name): value for name, value in values.items()}
        by_cut, group = queries[row["dimension"]], (row["dimension"], row["group"])
        if group in found or len(found) == count:
            continue
        if sentence := sentence_of(context, by_cut, row):
            facts = facts_of(context, by_cut, row)
            found[group] = Finding(sentence, question_of(context, row), facts, row)
    return tuple(found.values())


def _together(context: Context, targets: Sequence[str]) -> Query | None:
    """All targets in one query, so that the data is read once; None where none was asked."""
    measures: list[Measure] = []
    query = None
    for target in targets:
        question = context.codebook.question.get(target.partition(".")[0])
        if isinstance(question, TextQuestion):
            continue
        joint = isinstance(question, SingleQuestion) and question.ordered
        option = matters(context, target)[0] if joint else None
        try:
            query = context.query(target, option=option)
        except NotAsked:
            continue
        measures += query.measures
    return None if query is None else replace(query, measures=tuple(dict.fromkeys(measures)))


def _codes_shown(context: Context, query: Query) -> list[str]:
    """The codes of the query's cut of which anything is shown."""
    table = context.table(query)
    shown = table[table["flag"] != HIDDEN]
    return [str(code) for code in dict.fromkeys(shown[query.by[0].dimension])]
