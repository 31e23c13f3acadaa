"""The selection grammar: `sector:group,size` to cut by, `size=10-49|50-249` to filter by.

The same spelling is used on the command line, in the API and, split into parameters, in the
address of a page. Everything is a code, so a selection means the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure


@dataclass(frozen=True, order=True)
class Cut:
    """A dimension at one of its levels; `level` is "" where there is nothing to roll up."""

    dimension: str
    level: str = ""

    def __str__(self) -> str:
        return f"{self.dimension}:{self.level}" if self.level else self.dimension

    @property
    def column(self) -> str:
        """The column of the published data: the cut's own spelling."""
        return str(self)


UNKNOWN = ""
"""Stands among the codes of a filter for respondents without a code."""


@dataclass(frozen=True, order=True)
class Filter:
    """Respondents whose code at `cut` is one of `codes`, UNKNOWN among them or not.

    Nobody can ask for UNKNOWN; it makes "everybody else" whole, which is what is left of a total.
    """

    cut: Cut
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.cut}={'|'.join(self.codes)}"


def parse_cut(codebook: Codebook, text: str) -> Cut:
    """`sector:group`, or `sector` for the dimension's default level.

    Raises Failure where the dimension or its level is not known.
    """
    name, _, level = text.strip().partition(":")
    dimension = codebook.dimensions.get(name)
    if dimension is None:
        raise Failure(
            Message(
                N_("'{name}' is not a dimension of the survey {survey}. Choose from: {known}."),
                name=name,
                survey=codebook.survey,
                known=", ".join(codebook.dimensions),
            )
        )
    if level and level not in dimension.level_ids:
        known = ", ".join(f"{name}:{each}" if each else name for each in dimension.level_ids)
        raise Failure(
            Message(
                N_("'{text}' is not a level of this dimension. Choose from: {known}."),
                text=text,
                known=known,
            )
        )
    return Cut(name, level or dimension.default_level)


def parse_cuts(codebook: Codebook, text: str) -> tuple[Cut, ...]:
    """`sector:group,size`; "" cuts by nothing. A dimension may stand once only."""
    cuts = tuple(parse_cut(codebook, part) for part in text.split(",") if part.strip())
    names = [cut.dimension for cut in cuts]
    for name in names:
        if names.count(name) > 1:
            raise Failure(
                Message(
                    N_("'{name}' stands twice in '{text}'. Name it once."), name=name, text=text
                )
            )
    return cuts


def filter_level(codebook: Codebook, dimension: str, codes: Iterable[str]) -> str | None:
    """The coarsest level of a dimension that knows all these codes; None where there is none."""
    described, asked = codebook.dimensions[dimension], set(codes)
    for level in reversed(described.level_ids):
        if asked <= set(described.scheme.codes(level)):
            return level
    return None


def parse_filter(codebook: Codebook, text: str) -> Filter:
    """`size=10-49|50-249`. Raises Failure where a part is not known."""
    name, equals, values = text.partition("=")
    if not equals:
        raise Failure(
            Message(
                N_("'{text}' is not a filter. Write DIMENSION=CODE, such as size=10-49|50-249."),
                text=text,
            )
        )
    cut = parse_cut(codebook, name)
    codes = tuple(dict.fromkeys(code.strip() for code in values.split("|")))
    known = codebook.dimensions[cut.dimension].scheme.codes(cut.level)
    for code in codes:
        if code not in known:
            raise Failure(
                Message(
                    N_("'{code}' is not a code of {cut}. Choose from: {known}."),
                    code=code,
                    cut=str(cut),
                    known=", ".join(known),
                )
            )
    return Filter(cut, codes)
