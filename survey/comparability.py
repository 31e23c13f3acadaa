"""What may be compared: which figure of another producer beside the survey, and what in one line.

Levels of different sources depend on how they ask, so two sources are never one line, and neither
are two versions of an index. A figure stands beside the survey only where the survey's own number
can be had for firms of the same sizes: a base that includes firms under 10 persons is never set
against a figure for 10 and more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from locales import N_, Message
from survey.classification import Classification
from survey.codebook import Codebook, MultipleQuestion, SingleQuestion
from survey.facts import Fact, Sizes
from survey.selection import Cut, Filter

Occurs = Callable[[Cut, str], bool]


@dataclass(frozen=True)
class Counterpart:
    """What of the survey a figure stands beside: a question or item, and whose answers.

    `option` is the joint share that is meant ("3|4"), None for the share that names an item;
    `where` holds the filter on sizes, none where all firms are meant.
    """

    target: str
    option: str | None
    where: tuple[Filter, ...]


@dataclass(frozen=True)
class Incomparable:
    """Why a figure does not stand beside the survey."""

    reason: Message


@dataclass(frozen=True)
class Point:
    """One value of an index that is followed over years."""

    instrument: str
    geo: str
    size: str
    year: str
    value: float | None
    flag: str = ""


class MixedLine(ValueError):
    """Points of different instruments, regions or sizes were to be joined."""


@dataclass(frozen=True)
class Line:
    """Points that may be joined, in the order of their years. Raises MixedLine for any others."""

    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        kinds = {(point.instrument, point.geo, point.size) for point in self.points}
        if len(kinds) != 1:
            raise MixedLine(f"one line of {sorted(kinds)}")
        years = [point.year for point in self.points]
        if years != sorted(set(years)):
            raise MixedLine(f"years out of order or twice: {years}")

    @property
    def instrument(self) -> str:
        return self.points[0].instrument


def lines(points: Iterable[Point]) -> list[Line]:
    """The points as lines, for each instrument, region and size one, in order of appearance.

    A line ends before a point that its producer flags as a break in the series ("b").
    """
    found: dict[tuple[str, str, str], list[Point]] = {}
    for point in points:
        found.setdefault((point.instrument, point.geo, point.size), []).append(point)
    return [
        Line(tuple(stretch))
        for each in found.values()
        for stretch in _unbroken(sorted(each, key=lambda point: point.year))
    ]


def _unbroken(points: list[Point]) -> Iterator[list[Point]]:
    stretch: list[Point] = []
    for point in points:
        if "b" in point.flag and stretch:
            yield stretch
            stretch = []
        stretch.append(point)
    yield stretch


def counterpart(
    codebook: Codebook, fact: Fact, occurs: Occurs = lambda cut, code: True
) -> Counterpart | Incomparable:
    """The survey's own number that a figure may stand beside, or why there is none.

    `occurs` says whether any respondent has a code: a survey without the smallest firms has nothing
    to set beside a figure that includes them.
    """
    named = next(filter(None, (_named(codebook, name) for name in fact.figure.beside)), None)
    if fact.source.units != "firms":
        return _because(N_("counts employees, the survey counts firms"))
    if fact.source.unit is not None:
        return _because(N_("is no share of firms"))
    if named is None:
        return _because(N_("the survey asks nothing that corresponds to it"))
    if fact.size is None:
        return _because(N_("the source does not say how small its smallest firms are"))
    where = same_sizes(codebook, fact.size, occurs)
    if where is None:
        return _because(N_("the survey's size classes have no limit there"))
    return Counterpart(*named, where)


def same_sizes(
    codebook: Codebook, sizes: Sizes, occurs: Occurs = lambda cut, code: True
) -> tuple[Filter, ...] | None:
    """The filter for firms of just these sizes, empty where it is all; None where none fits."""
    everyone = sizes.from_ == 0 and sizes.to is None
    for name, dimension in codebook.dimensions.items():
        scheme = dimension.scheme
        if scheme.headcount:
            cut = Cut(name, scheme.finest)
            codes = _codes(scheme, sizes)
            if not codes or not occurs(cut, codes[0]):
                return None
            return () if everyone else (Filter(cut, codes),)
    return () if everyone else None


def _codes(scheme: Classification, sizes: Sizes) -> tuple[str, ...]:
    """The classes that together are just these sizes; empty where their limits differ."""
    inside = [
        (low, high, code)
        for low, high, code in scheme.headcount
        if low >= sizes.from_ and (sizes.to is None or (high is not None and high <= sizes.to))
    ]
    if not inside or inside[0][0] != sizes.from_ or inside[-1][1] != sizes.to:
        return ()
    return tuple(code for _, _, code in inside)


def _named(codebook: Codebook, name: str) -> tuple[str, str | None] | None:
    """Target and joint share of `QUESTION[.ITEM][=CODE|CODE]`; None where the survey lacks it."""
    target, _, option = name.partition("=")
    question_id, _, item = target.partition(".")
    question = codebook.question.get(question_id)
    if item and isinstance(question, MultipleQuestion) and not option:
        return (target, None) if any(each.id == item for each in question.items) else None
    if isinstance(question, SingleQuestion) and option and bool(item) == bool(question.items):
        known = {each.code for each in question.options}
        return (target, option) if set(option.split("|")) <= known else None
    return None


def _because(msgid: str) -> Incomparable:
    return Incomparable(Message(msgid))
