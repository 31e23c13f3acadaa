"""What a reader explores: a question, what it is cut by, two groups side by side; all as codes.

`?question=barriers.staff&by=sector&by=size` or `?question=maturity&by=district&contrast=15003:all`:
the words and the spelling of the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locales import N_, Message
from survey.codebook import Codebook, Text, TextQuestion, variable
from survey.codebook.scores import RESERVED_DIMENSIONS
from survey.complaints import SHOWN, Address, Listed, labelled, last, unknown
from survey.selection import filter_level

EVERYBODY, WAVES = "all", "wave"
"""What a figure may be cut by beside dimensions: nothing, and the waves."""

REST, EVERYONE = "rest", "all"
"""What a group may be set against beside another group."""

_MOST = 2  # dimensions: the release plan answers no more


@dataclass(frozen=True)
class Explored:
    """The reader's question.

    `question` is `QUESTION[.ITEM]` or a score, "" for the survey's first. `by` holds up to two
    dimensions, or EVERYBODY or WAVES alone; empty is the first dimension. `contrast` is `F:G`,
    `F:rest` or `F:all` along the first of them, "" for all groups.
    """

    question: str = ""
    by: tuple[str, ...] = ()
    contrast: str = ""


FIRST = Explored()
"""As long as nothing is chosen: the first question by the first dimension."""


def targets(codebook: Codebook) -> tuple[str, ...]:
    """All that can be asked for: scores and questions that are no free text, and their parts."""
    return tuple(_targets(codebook))


def _targets(codebook: Codebook) -> Iterator[str]:
    for score in codebook.scores:
        yield score.id
        for part in (*(each.id for each in score.dimensions), *RESERVED_DIMENSIONS):
            if part != "level" or score.levels:
                yield variable(score.id, part)
    for question in codebook.questions:
        if isinstance(question, TextQuestion):
            continue
        yield question.id
        for item in question.items:
            yield variable(question.id, item.id)


def fits(explored: Explored, codebook: Codebook) -> bool:
    """Whether a codebook still has all that is explored."""
    if explored.question and explored.question not in targets(codebook):
        return False
    if not set(explored.by) <= {*codebook.dimensions, EVERYBODY, WAVES}:
        return False
    dimension = (*explored.by, next(iter(codebook.dimensions)))[0]
    return not explored.contrast or bool(
        dimension in codebook.dimensions
        and contrast_level(codebook, dimension, explored.contrast) is not None
    )


def sides(contrast: str) -> tuple[str, str]:
    """Both sides of `F:G`; empty ones where there is no contrast."""
    group, _, against = contrast.partition(":")
    return group, against


def contrast_level(codebook: Codebook, dimension: str, contrast: str) -> str | None:
    """The coarsest level that knows the groups of a contrast; None where it is none."""
    group, against = sides(contrast)
    if not group or not against or group == against:
        return None
    codes = [group] if against in (REST, EVERYONE) else [group, against]
    return filter_level(codebook, dimension, codes)


def read_explored(address: Address, codebook: Codebook, complaints: list[Message]) -> Explored:
    """What an address asks to explore. A wrong value is left out and complained of."""
    question = last(address, "question")
    if question and question not in targets(codebook):
        complaints.append(
            Message(
                N_(
                    "The address asks for question={value}, which does not exist here; it was "
                    "left out. Choose a question from the list."
                ),
                value=question[:SHOWN],
            )
        )
        question = ""
    by = _by(address, codebook, complaints)
    return Explored(question, by, _contrast(address, codebook, by, complaints))


def write_explored(explored: Explored) -> dict[str, list[str]]:
    """The parameters of an address that say what is explored."""
    address = {}
    if explored.question:
        address["question"] = [explored.question]
    if explored.by:
        address["by"] = list(explored.by)
    if explored.contrast:
        address["contrast"] = [explored.contrast]
    return address


def _by(address: Address, codebook: Codebook, complaints: list[Message]) -> tuple[str, ...]:
    known: dict[str, Text | None] = {n: d.label for n, d in codebook.dimensions.items()}
    known |= {EVERYBODY: None, WAVES: None}
    asked = tuple(dict.fromkeys(code for code in address.get("by", ()) if code))
    complaints += [unknown("by", code, known) for code in asked if code not in known]
    right = [code for code in asked if code in known]
    alone = right[:1] in ([EVERYBODY], [WAVES])
    kept = right[:1] if alone else [c for c in right if c in codebook.dimensions][:_MOST]
    for code in right:
        if code not in kept:
            complaints.append(
                Message(
                    N_(
                        "The address asks for by={value} as well; it was left out. A figure is "
                        "divided by two characteristics at most, by the waves alone."
                    ),
                    value=code,
                )
            )
    return tuple(kept)


def _contrast(
    address: Address, codebook: Codebook, by: tuple[str, ...], complaints: list[Message]
) -> str:
    asked = last(address, "contrast")
    if not asked:
        return ""
    dimension = (*by, next(iter(codebook.dimensions)))[0]
    known: Mapping[str, Text | None] = {}
    if dimension in codebook.dimensions:
        if contrast_level(codebook, dimension, asked) is not None:
            return asked
        group, _ = sides(asked)
        level = filter_level(codebook, dimension, [group])
        known = labelled(codebook, dimension, level or codebook.dimensions[dimension].default_level)
    complaints.append(
        Message(
            N_(
                "The address asks for contrast={value}, which are no two groups to compare; it "
                "was left out. Write GROUP:GROUP, GROUP:rest or GROUP:all. Groups here: {known}."
            ),
            value=asked[:SHOWN],
            known=Listed(known) if known else "–",
        )
    )
    return ""
