"""Indicators: the single numbers of a survey that can be mapped and ranked, by a code.

A score (`maturity`), one of its dimensions (`maturity.strategy`), how far a strategy has come
(`strategy_status`), a barrier (`barriers.staff`): the same spelling as in a query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from locales import N_, translate
from survey.codebook import Codebook, MultipleQuestion, SingleQuestion, Text, variable

_STRATEGY = N_("Strategy: {label}")
_BARRIER = N_("Barrier: {label}")


def indicators(codebook: Codebook) -> Mapping[str, Text]:
    """code -> what it is called, in the order in which a reader chooses."""
    return dict(_indicators(codebook))


def _indicators(codebook: Codebook) -> Iterator[tuple[str, Text]]:
    for score in codebook.scores:
        yield score.id, score.title
        for part in score.dimensions:
            yield variable(score.id, part.id), _joined(score.title, part.label)
    for question in codebook.topic("strategy"):
        if isinstance(question, SingleQuestion) and question.ordered and not question.items:
            yield question.id, _said(_STRATEGY, _that_matter(question))
    for question in codebook.topic("barriers"):
        if isinstance(question, MultipleQuestion):
            for item in question.items:
                yield variable(question.id, item.id), _said(_BARRIER, item.label)


def _that_matter(question: SingleQuestion) -> Text:
    """What the options that are counted are called: `highlight`, else the last one."""
    return question.options[-1].label if question.highlight is None else question.highlight.label


def _said(msgid: str, label: Text) -> Text:
    return Text(
        de=translate("de", msgid, label=label.de), en=translate("en", msgid, label=label.en)
    )


def _joined(title: Text, label: Text) -> Text:
    return Text(de=f"{title.de}: {label.de}", en=f"{title.en}: {label.en}")
