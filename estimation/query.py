"""What is asked for: one question, its cuts and filters, as one frozen value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from estimation.measures import Measure, Statistic, joint_shares, resolve
from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure
from survey.selection import Cut, Filter, parse_cuts, parse_filter

IntervalMethod = Literal["beta", "logit"]


@dataclass(frozen=True)
class Query:
    """A question of one survey, cut and filtered.

    `measures` are the items asked for, `waves` the waves; several filters hold together.
    """

    measures: tuple[Measure, ...]
    waves: tuple[str, ...]
    by: tuple[Cut, ...] = ()
    where: tuple[Filter, ...] = ()
    interval: IntervalMethod = "beta"


def parse_query(
    codebook: Codebook,
    target: str,
    *,
    wave: str | None = None,
    by: str = "",
    where: Sequence[str] = (),
    statistic: Statistic | None = None,
    interval: IntervalMethod = "beta",
    option: str | None = None,
) -> Query:
    """A query in the spelling of command line, API and addresses.

    target
        `QUESTION[.ITEM]`, a score, or `SCORE.DIMENSION`, `SCORE.level`.
    option
        `3|4`: the joint share of these options instead of one share per option; `1|2|3,2|3,3`
        several of them.
    wave
        A wave's id, `all` for every wave with the question, None for the latest with it.

    Raises Failure with a sentence that names what is known instead.
    """
    measures = resolve(codebook, target, statistic)
    if option is not None:
        measures = tuple(joint_shares(measure, option) for measure in measures)
    return Query(
        measures=measures,
        waves=_waves(codebook, tuple(dict.fromkeys(m.question for m in measures)), wave),
        by=parse_cuts(codebook, by),
        where=tuple(parse_filter(codebook, text) for text in where),
        interval=interval,
    )


def waves_with(codebook: Codebook, name: str) -> tuple[str, ...]:
    """The waves in which a question was asked; a score is had in every wave with all its items."""
    if name in codebook.score:
        names = {item.question for d in codebook.score[name].dimensions for item in d.items}
    else:
        names = {name}
    questions = [codebook.question[each] for each in names]
    return tuple(
        wave.id for wave in codebook.waves if all(codebook.asked_in(q, wave.id) for q in questions)
    )


class NotAsked(Failure):
    """The question was not part of the wave; `waves` are those with it."""

    def __init__(self, names: tuple[str, ...], wave: str | None, waves: tuple[str, ...]) -> None:
        self.names, self.waves = names, waves
        known = ", ".join([*waves, "all"]) if waves else "–"
        super().__init__(
            Message(
                N_("'{name}' has no data in the wave '{wave}'. Choose from: {known}."),
                name=", ".join(names),
                wave=wave or "all",
                known=known,
            )
        )


def _waves(codebook: Codebook, names: tuple[str, ...], wave: str | None) -> tuple[str, ...]:
    """The waves asked for, each with all the questions called `names`."""
    with_all = set.intersection(*(set(waves_with(codebook, name)) for name in names))
    asked = tuple(each for each in codebook.wave if each in with_all)
    regular = [each for each in asked if each in codebook.regular_waves] or list(asked)
    if not asked or wave not in (None, "all", *asked):
        raise NotAsked(names, wave, asked)
    if wave == "all":
        return asked
    return (regular[-1],) if wave is None else (wave,)
