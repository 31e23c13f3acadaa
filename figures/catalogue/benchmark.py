"""How does the survey compare? Its numbers beside other producers', where they may stand so."""

from __future__ import annotations

from collections.abc import Iterator

from figures.benchmarks import of_all_firms, topic_beside, topics
from figures.blocks import Block, Section, View
from figures.codebook_entries import TOPICS
from figures.context import Context
from locales import N_
from survey.facts import facts

_HEADINGS = {**TOPICS, "technology": N_("Technology")}


def contents(context: Context) -> Iterator[Block]:
    """A figure for each topic that other producers ask about, too; filters do not apply to it."""
    for topic in topics(of_all_firms(context), facts()):
        yield Section(context.say(_HEADINGS.get(topic, topic)))
        yield View(topic_beside, (f"benchmark-{topic}", topic))
