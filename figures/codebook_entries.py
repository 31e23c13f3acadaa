"""The codebook as a reader looks things up in it: questions, dimensions, scores, and a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.context import Context
from figures.listing import Listing
from locales import N_, translate
from locales.numbers import decimal, percent
from survey.codebook import Dimension, Question, Score, ScoreItem, variable
from survey.labels import (
    item_labels,
    level_label,
    missing_labels,
    option_labels,
    unit,
    wave_labels,
)

TYPES = {
    "single": N_("one answer"),
    "multiple": N_("several answers possible"),
    "scale": N_("rating on a scale"),
    "numeric": N_("number"),
    "text": N_("free text, never shown"),
}
TOPICS = {
    "strategy": N_("Strategy"),
    "maturity": N_("Maturity"),
    "barriers": N_("Barriers"),
    "support": N_("Support"),
    "participation": N_("Participation"),
    "learning": N_("Learning"),
    "change": N_("Change"),
}


@dataclass(frozen=True)
class CodebookEntry:
    """A question, dimension or score. `group` is the heading that it stands under."""

    name: str
    group: str
    wording: str
    facts: tuple[str, ...]
    tables: tuple[Listing, ...]

    @property
    def text(self) -> str:
        """All its words and codes, for the search."""
        cells = [cell for table in self.tables for row in table.rows for cell in row]
        return " ".join((self.name, self.group, self.wording, *self.facts, *cells)).casefold()


def codebook_entries(context: Context) -> tuple[CodebookEntry, ...]:
    """All entries: questions by topic in the order of the codebook, dimensions, scores."""
    codebook = context.codebook
    topics = dict.fromkeys(question.topic for question in codebook.questions)
    questions = [question for topic in topics for question in codebook.topic(topic)]
    return (
        *(_question(context, question) for question in questions),
        *(_dimension(context, name, each) for name, each in codebook.dimensions.items()),
        *(_score(context, score) for score in codebook.scores),
    )


def found(entries: Sequence[CodebookEntry], search: str) -> tuple[CodebookEntry, ...]:
    """The entries that hold every word of the search; all of them without one."""
    words = search.casefold().split()
    return tuple(each for each in entries if all(word in each.text for word in words))


def _question(context: Context, question: Question) -> CodebookEntry:
    say, lang, codebook = context.say, context.lang, context.codebook
    waves = wave_labels(codebook, lang)
    asked = [label for wave, label in waves.items() if codebook.asked_in(question, wave)]
    facts = [translate(lang, TYPES[question.type])]
    if getattr(question, "ordered", False):
        facts.append(say("answers in an order"))
    if question.type in ("scale", "numeric"):
        facts.append(unit(question, lang))
    if question.universe is not None:
        facts.append(say("asked of: {universe}", universe=question.universe.text(lang)))
    facts.append(say("asked in: {waves}", waves=", ".join(asked)))
    if not question.items:
        facts.append(say("column {column}", column=question.column))
    return CodebookEntry(
        question.id,
        translate(lang, TOPICS.get(question.topic, question.topic)),
        question.text.text(lang),
        tuple(facts),
        tuple(table for table in (_items(context, question), _answers(context, question)) if table),
    )


def _items(context: Context, question: Question) -> Listing | None:
    say, labels = context.say, item_labels(context.codebook, question.id, context.lang)
    if not question.items:
        return None
    return Listing(
        say("Items"),
        (say("Name"), say("Wording"), say("Column")),
        tuple((variable(question.id, i.id), labels[i.id], i.column) for i in question.items),
    )


def _answers(context: Context, question: Question) -> Listing | None:
    say, lang = context.say, context.lang
    labels = option_labels(context.codebook, question.id, "", lang)
    rows = (*labels.items(), *missing_labels(question, lang).items())
    return Listing(say("Answers"), (say("Code"), say("Answer")), rows) if rows else None


def _dimension(context: Context, name: str, dimension: Dimension) -> CodebookEntry:
    say, lang, scheme = context.say, context.lang, dimension.scheme
    rows = tuple(
        (level_label(level, lang), code, scheme.label(level, code, lang))
        for level in reversed(dimension.level_ids)
        for code in scheme.codes(level)
    )
    levelled = len(dimension.level_ids) > 1
    heads = (say("Level"), say("Code"), say("Label"))
    facts = [say("column {column}", column=dimension.column)]
    if scheme.version:
        facts.insert(0, scheme.version)
    table = Listing(say("Codes"), heads, rows) if levelled else None
    flat = Listing(say("Codes"), heads[1:], tuple(row[1:] for row in rows))
    return CodebookEntry(
        name, say("Dimensions"), dimension.label.text(lang), tuple(facts), (table or flat,)
    )


def _score(context: Context, score: Score) -> CodebookEntry:
    say, lang = context.say, context.lang
    rows = tuple(
        (dimension.label.text(lang), _item(context, item), _points(context, item))
        for dimension in score.dimensions
        for item in dimension.items
    )
    tables = [Listing(say("Items"), (say("Dimension"), say("Item"), say("Points")), rows)]
    if score.levels:
        levels = tuple(
            (decimal(each.from_, lang, 0), each.label.text(lang)) for each in score.levels
        )
        tables.append(Listing(say("Levels"), (say("From points"), say("Level")), levels))
    share = percent(score.min_answered, lang)
    facts = (
        say("mean of the dimensions, each the mean of its items, 0–100 points"),
        say("missing where less than {share} of a dimension's items were answered", share=share),
    )
    return CodebookEntry(score.id, say("Scores"), score.title.text(lang), facts, tuple(tables))


def _item(context: Context, item: ScoreItem) -> str:
    name = variable(item.question, item.item or "")
    labels = item_labels(context.codebook, item.question, context.lang)
    if item.item:
        return f"{labels[item.item]} ({name})"
    return f"{context.codebook.question[item.question].text.text(context.lang)} ({name})"


def _points(context: Context, item: ScoreItem) -> str:
    """ "0 → 0, 1 → 25 …", or how they come about without a list."""
    if item.points is not None:
        return ", ".join(_pairs(context, item.points))
    kind = context.codebook.question[item.question].type
    if kind == "scale":
        return context.say("linear over the scale")
    if kind == "multiple":
        return context.say("mentioned 100, not mentioned 0")
    return context.say("equidistant in the order of the answers")


def _pairs(context: Context, points: dict[str, float]) -> Iterator[str]:
    for code, value in points.items():
        yield f"{code} → {decimal(value, context.lang, 0 if value == int(value) else 1)}"
