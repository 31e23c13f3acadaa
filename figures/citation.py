"""A finding as it can be cited: the sentence, what it rests on, survey, data state, address, day.

`{address}` and `{date}` are left for the browser, which knows them.
"""

from __future__ import annotations

from collections.abc import Sequence

from figures.context import Context
from figures.exhibit import Exhibit
from figures.findings import Finding


def citation(context: Context, made: Exhibit) -> str:
    """The headline of a figure with its citation."""
    facts = [f"{made.question}; {made.unit}", *made.small_print]
    return _cited(context, made.headline, facts)


def cited_finding(context: Context, finding: Finding) -> str:
    """A sentence of what stands out with its citation."""
    return _cited(context, finding.sentence, [finding.question, *finding.facts])


def _cited(context: Context, sentence: str, facts: Sequence[str]) -> str:
    end = "" if sentence.endswith(".") else "."
    said = context.say(
        "{survey}, data state {version}, {place}, retrieved on {day}",
        survey=context.codebook.title.text(context.lang),
        version=context.survey.version,
        place="{address}",
        day="{date}",
    )
    return f"{sentence}{end} {'; '.join(facts)}. {said}"
