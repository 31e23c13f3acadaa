"""Codes and names of a survey in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from locales import N_, Lang, translate
from survey.codebook import (
    Codebook,
    MultipleQuestion,
    NumericQuestion,
    Question,
    ScaleQuestion,
    SingleQuestion,
)
from survey.selection import Cut

Labels = Mapping[str, str]

# What a level of a classification is called, one of it and several of it.
LEVELS = {
    "division": (N_("division"), N_("divisions")),
    "section": (N_("section"), N_("sections")),
    "group": (N_("group"), N_("groups")),
    "district": (N_("district"), N_("districts")),
    "region": (N_("spatial planning region"), N_("spatial planning regions")),
}


SCORE_PARTS = {
    "level": N_("levels"),
    "minimum": N_("each firm's lowest dimension"),
    "weakest": N_("which dimension is each firm's lowest"),
}


_MISSING = {
    "not_asked": N_("no answer: not asked"),
    "refused": N_("no answer: refused"),
    "dont_know": N_("no answer: don't know"),
}


# Every page says of a survey that it is synthetic; its title need not.
_SYNTHETIC = re.compile(r"\s*\((synthetic|synthetisch)[^()]*\)\s*$", re.IGNORECASE)


def survey_title(codebook: Codebook, lang: Lang) -> str:
    """The survey's title, without the "(synthetic …)" at its end."""
    return _SYNTHETIC.sub("", codebook.title.text(lang))


def item_labels(codebook: Codebook, question: str, lang: Lang) -> Labels:
    """item code -> label of a question's items or a score's dimensions."""
    if question in codebook.score:
        return {d.id: d.label.text(lang) for d in codebook.score[question].dimensions}
    return {item.id: item.label.text(lang) for item in codebook.question[question].items}


def option_labels(codebook: Codebook, question: str, item: str, lang: Lang) -> Labels:
    """option code -> label; the levels for `SCORE.level`, the dimensions for `SCORE.weakest`."""
    if question in codebook.score:
        score = codebook.score[question]
        if item == "level":
            return {level.id: level.label.text(lang) for level in score.levels}
        return {d.id: d.label.text(lang) for d in score.dimensions}
    asked = codebook.question[question]
    if isinstance(asked, SingleQuestion):
        return {option.code: option.label.text(lang) for option in asked.options}
    if isinstance(asked, MultipleQuestion):
        return {
            asked.selected: translate(lang, "mentioned"),
            asked.unselected: translate(lang, "not mentioned"),
        }
    if isinstance(asked, ScaleQuestion):
        return scale_labels(asked, lang)
    return {}


def missing_labels(question: Question, lang: Lang) -> Labels:
    """code -> why an answer is missing, for the codes that stand for that."""
    return {code: translate(lang, _MISSING[kind]) for code, kind in question.missing.items()}


def scale_labels(question: ScaleQuestion, lang: Lang) -> Labels:
    """The points of a scale; its ends carry their wording."""
    ends = {
        question.scale.min: question.scale.low.text(lang),
        question.scale.max: question.scale.high.text(lang),
    }
    return {
        code: f"{code} {ends[int(code)]}" if int(code) in ends else code for code in question.codes
    }


def wave_labels(codebook: Codebook, lang: Lang) -> Labels:
    """wave -> label, in the order of the codebook."""
    return {wave.id: wave.label.text(lang) for wave in codebook.waves}


def cut_labels(codebook: Codebook, cut: Cut, lang: Lang) -> Labels:
    """code -> label of a dimension at a level, in the printed order of its classification."""
    scheme = codebook.dimensions[cut.dimension].scheme
    return {code: scheme.label(cut.level, code, lang) for code in scheme.codes(cut.level)}


def cut_heads(codebook: Codebook, cut: Cut, lang: Lang) -> Labels:
    """code -> the short label for the head of a column."""
    scheme = codebook.dimensions[cut.dimension].scheme
    return {code: category.short(lang) for code, category in scheme.levels[cut.level].items()}


def level_label(level: str, lang: Lang) -> str:
    """Several of a level of a classification: "sections"."""
    return translate(lang, LEVELS[level][1]) if level in LEVELS else level


def question_text(codebook: Codebook, question: str, lang: Lang, item: str = "") -> str:
    """The wording of a question, the title of a score; and which part of it `item` is."""
    if question in codebook.score:
        title = codebook.score[question].title.text(lang)
        part = part_label(codebook, question, item, lang)
        return f"{title}: {part}" if part else title
    part = part_label(codebook, question, item, lang)
    text = codebook.question[question].text.text(lang)
    return f"{text} – {part}" if part else text


def part_label(codebook: Codebook, question: str, item: str, lang: Lang) -> str:
    """What a part of a question or score is called; "" for the whole."""
    if question in codebook.score and item in SCORE_PARTS:
        return translate(lang, SCORE_PARTS[item])
    return item_labels(codebook, question, lang).get(item, "")


def rated_label(question: ScaleQuestion, item: str, lang: Lang) -> str:
    """What a rating is of: its item, else the question's title; "Mean" where it has none."""
    named = next((each.label for each in question.items if each.id == item), question.title)
    return named.text(lang) if named else translate(lang, "Mean")


def unit(question: Question | None, lang: Lang) -> str:
    """What the numbers of a mean are counted in."""
    if question is None:
        return translate(lang, "points of 0–100")
    if isinstance(question, NumericQuestion):
        return question.unit.text(lang)
    if isinstance(question, ScaleQuestion):
        return translate(
            lang,
            "mean on a scale from {min} ({low}) to {max} ({high})",
            min=question.scale.min,
            max=question.scale.max,
            low=question.scale.low.text(lang),
            high=question.scale.high.text(lang),
        )
    return translate(lang, "share of firms")
