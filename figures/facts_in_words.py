"""Figures of other producers in words: their source with base and sizes, and a list of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from locales import Lang, translate
from locales.numbers import EN_DASH, NO_BREAK_SPACE, decimal, integer
from survey.codebook import Codebook
from survey.comparability import Incomparable, counterpart
from survey.facts import Fact, Facts, Sizes
from survey.selection import Cut


class Entry(NamedTuple):
    """A line of the list of figures that do not stand beside the survey."""

    source: str
    figures: str
    base: str
    reason: str


def sizes_in_words(sizes: Sizes | None, lang: Lang) -> str:
    """ "ab 10 Beschäftigte", "10–49 Beschäftigte"."""
    if sizes is None:
        return translate(lang, "size floor not known")
    if sizes.to is None:
        if sizes.from_ == 0:
            return translate(lang, "all sizes")
        return translate(lang, "{n} or more employees", n=sizes.from_)
    span = f"{sizes.from_}{EN_DASH}{sizes.to}"
    return translate(lang, "{span} employees", span=span)


def described(fact: Fact, lang: Lang) -> str:
    """The source of a fact: "DIHK 2024, Digitalisierungsumfrage (Deutschland, n = 4.073; …)"."""
    source = fact.source
    parts = [source.region.text(lang), _base(fact, lang), source.definition.text(lang)]
    if source.n is not None:
        parts.append(f"n{NO_BREAK_SPACE}={NO_BREAK_SPACE}{integer(source.n, lang)}")
    if source.version:
        parts.append(source.version)
    return f"{source.producer} {source.year}, {source.title.text(lang)} ({'; '.join(parts)})"


def not_compared(
    codebook: Codebook, facts: Facts, lang: Lang, occurs: Callable[[Cut, str], bool]
) -> list[Entry]:
    """The figures that do not stand beside the survey, by source, base and reason."""
    together: dict[tuple[str, str, str, str], list[str]] = {}
    for fact in facts.facts():
        found = counterpart(codebook, fact, occurs)
        if isinstance(found, Incomparable):
            source = fact.source
            mark = " [3P]" if source.third_party else ""
            key = (
                f"{source.producer} {fact.year}{mark}",
                source.definition.text(lang),
                f"{fact.region.text(lang)}; {_base(fact, lang)}",
                found.reason.text(lang),
            )
            together.setdefault(key, []).append(
                f"{fact.figure.label.text(lang)} {_printed(fact, lang)}"
            )
    return [
        Entry(source, f"{definition}: {', '.join(figures)}", base, reason)
        for (source, definition, base, reason), figures in together.items()
    ]


def _base(fact: Fact, lang: Lang) -> str:
    """Who was asked, and of which sizes: "Unternehmen, ab 20 Beschäftigte"."""
    if fact.source.units == "employees":
        return fact.source.base.text(lang)
    return f"{fact.source.base.text(lang)}, {sizes_in_words(fact.size, lang)}"


def _printed(fact: Fact, lang: Lang) -> str:
    """The number as its source prints it, with its unit."""
    value, unit = fact.figure.value, fact.source.unit
    text = decimal(value, lang, 0 if value == round(value) else 1)
    if unit is not None:
        return f"{text} {unit.text(lang)}"
    return f"{text}{NO_BREAK_SPACE}%" if lang == "de" else f"{text}%"
