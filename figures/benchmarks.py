"""Benchmarks: the survey's numbers with those of other producers under them.

What may stand beside what is decided in `survey/comparability.py`; here it is drawn and said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from charts.alternative import describe
from charts.benchmarks import OTHER, OWN, benchmarks
from charts.drawing import drawing
from charts.values import Value, read
from charts.wording import Wording
from estimation import Query
from figures.context import Context
from figures.exhibit import Exhibit, exhibit
from figures.facts_in_words import described, sizes_in_words
from figures.sentences import with_interval
from survey.comparability import Counterpart, counterpart
from survey.facts import Fact, Facts
from survey.facts import facts as shipped
from survey.labels import item_labels, option_labels, question_text
from survey.selection import Cut


@dataclass(frozen=True)
class Group:
    """One number of the survey, and the facts that stand beside it.

    `row` is its row of the estimate table of `query`, which holds all items of the question.
    """

    query: Query
    row: pd.DataFrame
    label: str
    facts: tuple[Fact, ...]

    @property
    def value(self) -> Value:
        """The number as shown."""
        (value,) = read(self.row)
        return value


def occurs(context: Context, cut: Cut, code: str) -> bool:
    """Whether the survey has firms of this class."""
    return code in context.survey.codes_present(cut.column, 1)


def of_all_firms(context: Context) -> Context:
    """The context without filters: figures of other producers are of all firms, so ours are too."""
    return replace(context, selection=replace(context.selection, where=()))


def topics(context: Context, facts: Facts) -> list[str]:
    """The topics with something to compare in the wave, in the order of the facts."""
    found = dict.fromkeys(fact.source.topic for fact in facts.facts())
    return [topic for topic in found if _counterparts(context, facts, topic)]


def groups_of(context: Context, facts: Facts, topic: str) -> list[Group]:
    """The numbers of the survey that have a benchmark of this topic, the highest first."""
    groups = list(_groups(context, facts, _counterparts(context, facts, topic)))
    return sorted(groups, key=lambda each: -(each.value.estimate or 0.0))


def _counterparts(context: Context, facts: Facts, topic: str) -> dict[Counterpart, list[Fact]]:
    """What has a benchmark, with those; questions that the wave did not ask are left out."""
    together: dict[Counterpart, list[Fact]] = {}
    codebook, wave = context.codebook, context.selection.wave
    for fact in facts.facts():
        if fact.source.topic == topic:
            found = counterpart(codebook, fact, lambda cut, code: occurs(context, cut, code))
            if isinstance(found, Counterpart) and codebook.asked_in(
                codebook.question[found.target.partition(".")[0]], wave
            ):
                together.setdefault(found, []).append(fact)
    return together


def topic_beside(context: Context, name: str, topic: str) -> Exhibit:
    """A topic of the facts that the program ships; filters do not apply to it."""
    return beside(of_all_firms(context), name, shipped(), topic)


def beside(context: Context, name: str, known: Facts, topic: str) -> Exhibit:
    """All numbers of a topic that have a benchmark, each with its benchmarks under it."""
    groups = groups_of(context, known, topic)
    rows, labels, years = _table(context, groups)
    first = groups[0].query
    base = context.wording(first)
    # other producers print whole percent: more decimals of ours would be no more exact beside them
    wording = Wording(context.lang, {**base.labels, "row": labels, "wave": years}, digits=0)
    made = exhibit(
        context,
        name,
        first,
        chart=drawing(benchmarks, rows, wording),
        alternative=describe(rows, wording, "row"),
        headline=_headline(context, groups[0], wording),
        unit=context.say("share of firms"),
        table=rows,
        wording=wording,
        notes=_notes(context, groups),
    )
    asked = dict.fromkeys(each.query.measures[0].question for each in groups)
    questions = [question_text(context.codebook, each, context.lang) for each in asked]
    return replace(
        made,
        question=" / ".join(questions),
        headings={"row": context.say("Number and source")},
        explored=made.explored if len(questions) == 1 else None,
    )


def _groups(
    context: Context, facts: Facts, together: dict[Counterpart, list[Fact]]
) -> Iterator[Group]:
    tables: dict[Query, pd.DataFrame] = {}  # all items of a question at once
    for found, those in together.items():
        question, _, item = found.target.partition(".")
        query = replace(context.query(question, option=found.option), where=found.where)
        if query not in tables:
            tables[query] = context.table(query)
        rows = tables[query]
        row = rows[rows["item"] == item] if item else rows
        yield Group(query, row, _label(context, facts, found, those[0]), tuple(those))


def _label(context: Context, facts: Facts, found: Counterpart, fact: Fact) -> str:
    """What the survey's number is called, and of which sizes it is where it is not of all."""
    lang = context.lang
    question, _, item = found.target.partition(".")
    named = facts.names.get(f"{found.target}={found.option}" if found.option else found.target)
    if named is not None:
        label = named.text(lang)
    elif found.option is None:
        label = item_labels(context.codebook, question, lang)[item]
    else:
        options = option_labels(context.codebook, question, item, lang)
        label = context.say(" or ").join(options[code] for code in found.option.split("|"))
    return f"{label} ({sizes_in_words(fact.size, lang)})" if found.where else label


def _table(
    context: Context, groups: Sequence[Group]
) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """The rows of all groups as one estimate table, with the labels of its rows and years."""
    rows: list[dict[str, object]] = []
    labels: dict[str, str] = {}
    waves = dict(context.wording(groups[0].query).labels["wave"])
    for number, group in enumerate(groups):
        own = {str(name): value for name, value in group.row.iloc[0].to_dict().items()}
        target = ".".join(filter(None, (str(own["question"]), str(own["item"] or ""))))
        code = " ".join([target, *map(str, group.query.where)])
        rows.append({**own, "item": "", "option": "", "row": code, "kind": OWN})
        labels[code] = group.label
        for place, fact in enumerate(group.facts):
            code = f"{fact.source.id}/{number}.{place}"
            labels[code] = _of(fact, context)
            rows.append(
                {
                    "survey": fact.source.id,
                    "wave": fact.year,
                    "statistic": "proportion",
                    "estimate": fact.figure.value / 100,
                    "item": "",
                    "option": "",
                    "question": own["question"],
                    "base": "",
                    "flag": "",
                    "row": code,
                    "kind": OTHER,
                }
            )
    table = pd.DataFrame(rows)
    return table.astype({"n": "Int64", "df": "Int64"}), labels, waves


def _of(fact: Fact, context: Context) -> str:
    """ "DIHK 2024: Zeit [3P]"."""
    mark = " [3P]" if fact.source.third_party else ""
    return f"{fact.source.producer} {fact.year}: {fact.figure.label.text(context.lang)}{mark}"


def _headline(context: Context, group: Group, wording: Wording) -> str:
    """The first number with its interval, and what the others say."""
    value = group.value
    own = with_interval(value, wording) if not value.limited else ""
    if value.estimate is None or not own:
        return context.say("Too few answers for a comparison")
    names = Counter(f"{fact.source.producer} {fact.year}" for fact in group.facts)
    others = []
    for fact in group.facts:
        name = f"{fact.source.producer} {fact.year}"
        if names[name] > 1:  # of one source, about several regions
            name = f"{name} ({fact.figure.label.text(context.lang)})"
        number = value._replace(estimate=fact.figure.value, low=None, high=None)
        others.append(f"{name}: {with_interval(number, wording)}")
    return f"{group.label}: {own} – {'; '.join(others)}"


def _notes(context: Context, groups: Sequence[Group]) -> list[str]:
    say = context.say
    notes = [
        say(
            "◆ other producers. They word their questions differently: compare the order rather "
            "than the level"
        )
    ]
    sources = dict.fromkeys(fact.source.id for group in groups for fact in group.facts)
    of = {fact.source.id: fact for group in groups for fact in group.facts}
    notes += [described(of[each], context.lang) for each in sources]
    if any(fact.source.third_party for fact in of.values()):
        notes.append(say("[3P] read in a copy by others, not on the producer's own page"))
    return notes
