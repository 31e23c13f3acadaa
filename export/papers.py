"""Printed papers: what stands on them, in words and printed numbers, and their PDF.

Everything here is text as it is read; the templates in `documents/` only place it. Positions on a
scale of 0-100 are the only numbers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from export.typesetting import typeset
from locales import Lang


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper has.

    kind, title
        What sort of paper it is, over the title; the title names its subject.
    answer, selection
        The finding in a sentence; wave, filters and number of firms.
    synthetic
        What to call demo data in the head of every page; empty for a real survey.
    foot, page
        Survey and data state in the foot; "Page {n} of {of}" with both names left in.
    notes
        Small print: source, interval, meaning of the marks.
    """

    lang: Lang
    site: str
    kind: str
    title: str
    answer: str
    selection: str
    synthetic: str
    foot: str
    page: str
    printed: date
    notes: tuple[str, ...]

    def typeset(self, template: str) -> bytes:
        """The PDF by a template of `documents/`."""
        content = asdict(self)
        content["printed"] = self.printed.isoformat()
        return typeset(template, content)


@dataclass(frozen=True)
class Strip:
    """Places on a scale of 0-100: a value with its interval, all firms, the reader's own firm."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    limited: bool = False
    everyone: float | None = None
    own: float | None = None


@dataclass(frozen=True)
class PrintedFigure:
    """One number of a brief: as printed with its mark, its interval and base, and its sentences."""

    name: str
    question: str
    value: str
    interval: str
    n: str
    sentences: tuple[str, ...]
    strip: Strip
    command: str


@dataclass(frozen=True, kw_only=True)
class Brief(Paper):
    """One page on a group of firms: the figures that matter, the first one first."""

    figures: tuple[PrintedFigure, ...]

    def pdf(self) -> bytes:
        """The brief as a document of one page."""
        return self.typeset("brief")


@dataclass(frozen=True)
class ProfileRow:
    """One dimension: the own value, the group's with interval and n, and where the own one lies."""

    name: str
    own: str
    group: str
    interval: str
    n: str
    place: str
    strip: Strip
    weakest: bool = False


@dataclass(frozen=True)
class PrintedOffer:
    """An offer: what it is, why it is named here, and how fresh the description is."""

    name: str
    provider: str
    what: str
    reason: str
    source: str
    link: str


@dataclass(frozen=True)
class AnswerGiven:
    """A question of the questionnaire and the answer as it was chosen."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class ProfilePaper(Paper):
    """A firm's own profile beside a group: table and scale, weakest dimension, offers, answers.

    The texts of the template that are no data: heads of the columns (dimension, own, group,
    interval, n, place), headings of the parts.
    """

    heads: tuple[str, str, str, str, str, str]
    rows: tuple[ProfileRow, ...]
    weakest: str
    offers_heading: str
    offers: tuple[PrintedOffer, ...]
    no_offers: str
    answers_heading: str
    answers: tuple[tuple[str, tuple[AnswerGiven, ...]], ...]

    def pdf(self) -> bytes:
        """The profile as a document."""
        return self.typeset("profile")
