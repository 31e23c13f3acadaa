"""What a codebook must agree on across its parts, beyond the shape of each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from locales import N_, Message
from survey.codebook.dimensions import Dimension
from survey.codebook.model import Codebook
from survey.codebook.questions import (
    Highlight,
    MultipleQuestion,
    NumericQuestion,
    Question,
    SingleQuestion,
    TextQuestion,
)
from survey.codebook.scores import RESERVED_DIMENSIONS, Score, ScoreItem

# Columns of the estimate table and of the published data, parameters of an address: no question,
# score or dimension may be called so.
_TABLE = (
    "survey wave question item option statistic estimate se ci_low ci_high df n n_eff base flag"
)
_ADDRESS = "lang level measure by contrast search all where source format order"
_PUBLISHED = "id line respondent in_scope weight design_weight margin_cell stratum psu population"
RESERVED_NAMES = frozenset(f"{_TABLE} {_ADDRESS} {_PUBLISHED}".split())
ALL_WAVES = "all"  # `--wave all`: no wave may be called so

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """Something that does not fit, and the key's path where it stands."""

    path: Path
    message: Message


def problems(codebook: Codebook) -> Iterator[Problem]:
    """Everything in the codebook that contradicts another part of it."""
    yield from _twice(("waves",), (wave.id for wave in codebook.waves))
    names: list[tuple[Path, str]] = [
        *((("questions", i, "id"), question.id) for i, question in enumerate(codebook.questions)),
        *((("scores", i, "id"), score.id) for i, score in enumerate(codebook.scores)),
        *((("dimensions", name), name) for name in codebook.dimensions),
    ]
    yield from _twice(("questions",), (name for _, name in names))
    waves = [(("waves", i, "id"), wave.id) for i, wave in enumerate(codebook.waves)]
    reserved = [place for place in names if place[1] in RESERVED_NAMES]
    for path, _ in [*reserved, *(place for place in waves if place[1] == ALL_WAVES)]:
        yield Problem(path, Message(N_("this name is reserved; choose another one")))
    for name, dimension in codebook.dimensions.items():
        yield from _dimension(("dimensions", name), dimension)
    for i, question in enumerate(codebook.questions):
        yield from _question(codebook, ("questions", i), question)
    for i, score in enumerate(codebook.scores):
        yield from _score(codebook, ("scores", i), score)
    yield from _margins(codebook)


def _dimension(path: Path, dimension: Dimension) -> Iterator[Problem]:
    codes = [option.code for option in dimension.options]
    yield from _twice((*path, "options"), codes)
    yield from _missing(path, dimension.missing, codes)


def _question(codebook: Codebook, path: Path, question: Question) -> Iterator[Problem]:
    yield from _twice((*path, "items"), (item.id for item in question.items))
    for wave in question.waves or ():
        if wave not in codebook.wave:
            yield _unknown((*path, "waves"), wave, codebook.wave)
    codes = answer_codes(question)
    yield from _twice((*path, "options"), codes)
    highlight = getattr(question, "highlight", None) or ()
    known = codes if isinstance(highlight, Highlight) else [item.id for item in question.items]
    for name in highlight.options if isinstance(highlight, Highlight) else highlight:
        if name not in known:
            yield _unknown((*path, "highlight"), name, known)
    yield from _missing(path, question.missing, codes)


def _missing(path: Path, missing: Iterable[str], codes: Collection[str]) -> Iterator[Problem]:
    for code in missing:
        if code in codes:
            yield Problem(
                (*path, "missing", code),
                Message(N_("{code} is an answer and cannot mean a missing one as well"), code=code),
            )


def answer_codes(question: Question) -> tuple[str, ...]:
    """The codes a valid answer can have; empty for numbers and texts."""
    if isinstance(question, MultipleQuestion):
        return (question.selected, question.unselected)
    if isinstance(question, NumericQuestion | TextQuestion):
        return ()
    return question.codes


def _score(codebook: Codebook, path: Path, score: Score) -> Iterator[Problem]:
    yield from _twice((*path, "dimensions"), (dimension.id for dimension in score.dimensions))
    yield from _twice((*path, "levels"), (level.id for level in score.levels))
    starts = [level.from_ for level in score.levels]
    if starts and (starts[0] != 0 or starts != sorted(set(starts))):
        yield Problem(
            (*path, "levels"),
            Message(
                N_("levels begin at 0 and rise; found {starts}"),
                starts=", ".join(f"{start:g}" for start in starts),
            ),
        )
    for d, dimension in enumerate(score.dimensions):
        if dimension.id in RESERVED_DIMENSIONS:
            yield Problem(
                (*path, "dimensions", d, "id"),
                Message(N_("{name} is a reserved name; choose another one"), name=dimension.id),
            )
        for i, item in enumerate(dimension.items):
            yield from _score_item(codebook, (*path, "dimensions", d, "items", i), item)


def _score_item(codebook: Codebook, path: Path, item: ScoreItem) -> Iterator[Problem]:
    question = codebook.question.get(item.question)
    if question is None:
        yield _unknown((*path, "question"), item.question, codebook.question)
        return
    items = [entry.id for entry in question.items]
    if (item.item or "") not in (items or [""]):
        yield _unknown((*path, "item"), item.item or "", items)
    codes = answer_codes(question)
    if not codes:
        yield Problem(
            (*path, "question"),
            Message(N_("{question} has no codes to give points for"), question=item.question),
        )
    if isinstance(question, SingleQuestion) and not question.ordered and item.points is None:
        yield Problem(
            path,
            Message(
                N_("{question} is not ordered, so its answers need `points`"),
                question=item.question,
            ),
        )
    for code in codes if item.points is not None else ():
        if code not in (item.points or ()):
            yield Problem(
                (*path, "points"), Message(N_("no points for the answer {code}"), code=code)
            )
    for code in item.points or ():
        if codes and code not in codes:
            yield _unknown((*path, "points", code), code, codes)


def _margins(codebook: Codebook) -> Iterator[Problem]:
    path: Path = ("weighting", "margins")
    cuts = []
    for margin in codebook.weighting.margins if codebook.weighting else ():
        name, colon, level = margin.partition(":")
        dimension = codebook.dimensions.get(name)
        if dimension is None:
            yield _unknown((*path, margin), name, codebook.dimensions)
        elif colon and (level not in dimension.level_ids or not level):
            known = [f"{name}:{each}" for each in dimension.level_ids if each] or [name]
            yield _unknown((*path, margin), margin, known)
        else:
            cuts.append(f"{name}:{level or dimension.default_level}".removesuffix(":"))
    yield from _twice(path, cuts)


def _twice(path: Path, ids: Iterable[str]) -> Iterator[Problem]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield Problem(
                path,
                Message(
                    N_("{name} stands here {count} times; names and codes must be unique"),
                    name=name,
                    count=count,
                ),
            )


def _unknown(path: Path, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        path,
        Message(
            N_("{name} is not known; known are: {known}"),
            name=name or "–",
            known=", ".join(known),
        ),
    )
