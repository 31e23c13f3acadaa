"""A difference between a group and the other firms in a sentence, German or English.

"Baugewerbe: 62 % (54–70 %) nennen „Personalmangel“, 17 Prozentpunkte mehr als bei den übrigen
Unternehmen." Labels come from the codebook and stand in quotation marks or before a colon: none
has to be inflected, so the sentences are grammatical for any survey.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts.marks import digits_of, number, with_unit
from charts.values import Value
from charts.wording import Wording
from estimation import Query
from figures.context import Context
from figures.selection_words import filters_in_words
from figures.sentences import headed, with_interval
from figures.shares import matters
from locales import N_, translate
from locales.numbers import decimal, integer, signed_points, signed_range
from survey.codebook import MultipleQuestion, ScaleQuestion, SingleQuestion
from survey.labels import question_text, unit, wave_labels

Row = Mapping[str, Any]
"""A row of a contrast table of groups against the rest."""

_NAMES = (
    N_("{group}: {value} names “{label}”, {difference} than among the other firms."),
    N_("{group}: {value} name “{label}”, {difference} than among the other firms."),
)
_APPLIES = N_("{group}: “{label}” applies to {value}, {difference} than among the other firms.")
_OF_ITEM = N_(
    "{group}: for “{item}”, “{label}” applies to {value}, {difference} than among the other firms."
)
_MEAN = N_("{group}: “{label}” {value} on average, {difference} than among the other firms.")
_MORE = {
    "percent": (N_("{number} percentage point more"), N_("{number} percentage points more")),
    "points": (N_("{number} point more"), N_("{number} points more")),
}
_LESS = {
    "percent": (N_("{number} percentage point fewer"), N_("{number} percentage points fewer")),
    "points": (N_("{number} point fewer"), N_("{number} points fewer")),
}
_DIGITS = 2  # the most that a difference is printed with


def sentence_of(context: Context, query: Query, row: Row) -> str:
    """The row in words; empty where the difference is too small to be seen in print.

    `query` is the one of the contrast table, with its cut.
    """
    wording = _wording(context, query, row)
    digits = _digits(row, wording)
    if round(_printed(row, "estimate"), digits) == 0:
        return ""
    label = wording.label(query.by[0].dimension, str(row["group"]))
    group = _value(row, "group")
    said = {
        "group": f"{label} · {filters_in_words(context, query.where)}" if query.where else label,
        "value": with_interval(group, wording, digits),
        "difference": _difference(_printed(row, "estimate"), wording, digits),
    }
    item, option = _item(context, row), _option(context, row)
    question = context.codebook.question.get(str(row["question"]))
    if row["statistic"] == "mean":
        title = question.title if question is not None else None
        label = item or (title.text(context.lang) if title else question_of(context, row))
        return headed("", context.say(_MEAN, label=label, **said))
    if isinstance(question, MultipleQuestion):
        alone = number(group.estimate or 0.0, wording, digits) == "1"
        return headed("", context.say(_NAMES[0 if alone else 1], label=item, **said))
    if item:
        return headed("", context.say(_OF_ITEM, item=item, label=option, **said))
    return headed("", context.say(_APPLIES, label=option, **said))


def question_of(context: Context, row: Row) -> str:
    """The wording of the question, or the title of the score and which part of it."""
    item = "" if _item(context, row) else str(row["item"])
    return question_text(context.codebook, str(row["question"]), context.lang, item)


def facts_of(context: Context, query: Query, row: Row) -> tuple[str, ...]:
    """What is needed to cite it: wave and n of both sides, interval and test, source."""
    lang, book = context.lang, context.codebook
    wording = _wording(context, query, row)
    digits = _digits(row, wording)
    low, high = (_printed(row, end) for end in ("ci_low", "ci_high"))
    wave = wave_labels(book, lang)[str(row["wave"])]
    lines = [
        context.say(
            "{wave} · {selection} · n = {n}, other firms n = {others}",
            wave=wave,
            selection=filters_in_words(context, query.where),
            n=integer(row["group_n"], lang),
            others=integer(row["against_n"], lang),
        ),
        context.say(
            "Difference {difference} ({interval}); p {p} after correction for the number of "
            "comparisons (Benjamini–Hochberg)",
            difference=signed(_printed(row, "estimate"), wording, digits),
            interval=signed_range(low, high, lang, digits),
            p=_p(float(row["p_adjusted"]), lang),
        ),
    ]
    question = book.question.get(str(row["question"]))
    if isinstance(question, ScaleQuestion) and row["statistic"] == "mean":
        lines.insert(0, headed("", unit(question, lang)))
    if book.source is not None:
        lines.append(context.say("Source: {source}", source=book.source.text(lang)))
    if book.synthetic:
        lines.append(context.say("synthetic demo data"))
    return tuple(lines)


def _difference(points: float, wording: Wording, digits: int) -> str:
    """ "17 percentage points more", "0.4 lower"."""
    text = decimal(abs(points), wording.lang, digits)
    if wording.unit in _MORE:
        one, several = (_MORE if points > 0 else _LESS)[wording.unit]
        said = one if text == "1" else several
        return translate(wording.lang, said, number=text)
    said = N_("{number} higher") if points > 0 else N_("{number} lower")
    return translate(wording.lang, said, number=with_unit(text, wording, long=True))


def signed(points: float, wording: Wording, digits: int) -> str:
    """ "+17 Prozentpunkte", "−821,6 Euro"."""
    if wording.unit in _MORE:
        of_percent = wording.unit == "percent"
        return signed_points(points, wording.lang, digits, of_percent=of_percent)
    text = ("+" if points > 0 else "") + decimal(points, wording.lang, digits)
    return with_unit(text, wording, long=True)


def _p(p: float, lang: Any) -> str:
    return f"< {decimal(0.001, lang, 3)}" if p < 0.001 else f"= {decimal(p, lang, 3)}"


def _digits(row: Row, wording: Wording) -> int:
    """As few decimals as the base carries, but enough to see the difference."""
    digits = digits_of([_value(row, "group"), _value(row, "against")], wording)
    while digits < _DIGITS and round(_printed(row, "estimate"), digits) == 0:
        digits += 1
    return digits


def _printed(row: Row, column: str) -> float:
    """A number of the row as printed: shares in percent."""
    return float(row[column]) * (100.0 if row["statistic"] == "proportion" else 1.0)


def _value(row: Row, side: str) -> Value:
    estimate, low, high = (_printed(row, f"{side}_{n}") for n in ("estimate", "ci_low", "ci_high"))
    return Value((), estimate, low, high, int(row[f"{side}_n"]), str(row[f"{side}_flag"]))


def _wording(context: Context, query: Query, row: Row) -> Wording:
    """Labels of the row's own question, and the unit of its numbers."""
    name, item = str(row["question"]), str(row["item"])
    measures = tuple(m for m in query.measures if (m.question, m.item) == (name, item))
    question = context.codebook.question.get(name)
    if row["statistic"] == "proportion":
        words = "percent"
    elif question is None:
        words = "points"
    else:
        words = "" if isinstance(question, ScaleQuestion) else unit(question, context.lang)
    return context.wording(Query(measures, query.waves, query.by, query.where), words)


def _item(context: Context, row: Row) -> str:
    """What the item is called; empty for a question without items and for a score's level."""
    name, item = str(row["question"]), str(row["item"])
    if name in context.codebook.score:
        known = {d.id: d.label for d in context.codebook.score[name].dimensions}
    else:
        known = {each.id: each.label for each in context.codebook.question[name].items}
    return known[item].text(context.lang) if item in known else ""


def _option(context: Context, row: Row) -> str:
    """What the option or the joint options are called."""
    name, item, option = (str(row[key]) for key in ("question", "item", "option"))
    target = f"{name}.{item}" if item else name
    question = context.codebook.question.get(name)
    if isinstance(question, SingleQuestion):
        codes, joint = matters(context, target)
        if codes == option:
            return joint
    labels = context.wording(context.query(target)).labels["option"]
    return context.say(" or ").join(labels.get(code, code) for code in option.split("|"))
