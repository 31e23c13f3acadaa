"""Who is compared with whom, and how it is written: `rest`, `F:G`, `10-49|50-249:all`, `wave`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimation.measures import Measure
from estimation.query import Query, waves_with
from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure
from survey.selection import UNKNOWN, Cut, parse_filter

REST = "rest"
ALL = "all"


@dataclass(frozen=True)
class Pair:
    """One side against another: in which waves, and which codes of the query's cut.

    A side is a code, several codes together (`10-49|50-249`), `rest` (everybody else than the
    group, those without a code too), `all` (everybody), or "" where the query has no cut.
    """

    wave: str
    group: str
    against_wave: str
    against: str


def parse_pairs(
    codebook: Codebook, query: Query, text: str, codes: Sequence[str]
) -> tuple[Pair, ...]:
    """The pairs of a contrast in the spelling of the command line.

    rest
        Every code of the cut against all others.
    GROUP:GROUP
        One side against the other; `rest` or `all` may stand on the right.
    wave, wave:W
        The query's waves, each against the one before it or against W; code by code under a cut.

    `codes` are those of the cut that are shown. Raises Failure where the text, a code or a wave is
    not known, or where the query's cuts do not fit.
    """
    head, _, tail = text.partition(":")
    if head == "wave":
        return _waves(codebook, query, tail, codes)
    if len(query.by) != 1:
        raise Failure(
            Message(N_("Groups are compared along one dimension. Name exactly one with --by."))
        )
    cut = query.by[0]
    if text == REST:
        sides = [(code, REST) for code in codes]
    elif head not in ("", REST) and tail:
        sides = [(head, tail)]
        for side in sides[0]:
            if side not in (REST, ALL):
                parse_filter(codebook, f"{cut}={side}")  # its codes are known
    else:
        raise Failure(
            Message(
                N_(
                    "'{text}' is not a contrast. Write rest, GROUP:GROUP such as F:G or F:rest, "
                    "wave, or wave:WAVE."
                ),
                text=text,
            )
        )
    return tuple(
        Pair(wave, group, wave, against) for wave in query.waves for group, against in sides
    )


def codes_of(codebook: Codebook, cut: Cut, pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of both sides of a pair."""
    every = (*codebook.dimensions[cut.dimension].scheme.codes(cut.level), UNKNOWN)
    group = every if pair.group == ALL else tuple(pair.group.split("|"))
    if pair.against == REST:
        return group, tuple(code for code in every if code not in group)
    return group, every if pair.against == ALL else tuple(pair.against.split("|"))


def waves_of(codebook: Codebook, measures: Sequence[Measure]) -> tuple[str, ...]:
    """The waves with all of the measures, in the order of the codebook."""
    with_all = set(codebook.wave)
    for measure in measures:
        with_all &= set(waves_with(codebook, measure.question))
    return tuple(wave for wave in codebook.wave if wave in with_all)


def _waves(codebook: Codebook, query: Query, other: str, codes: Sequence[str]) -> tuple[Pair, ...]:
    if len(query.by) > 1:
        raise Failure(
            Message(N_("Waves are compared along one dimension at most. Name one with --by."))
        )
    known = waves_of(codebook, query.measures)
    if other and other not in known:
        raise Failure(
            Message(
                N_("'{name}' has no data in the wave '{wave}'. Choose from: {known}."),
                name=", ".join(dict.fromkeys(m.question for m in query.measures)),
                wave=other,
                known=", ".join(known),
            )
        )
    regular = [wave for wave in known if wave in codebook.regular_waves]
    pairs = []
    for wave in query.waves:
        earlier = [each for each in regular if known.index(each) < known.index(wave)]
        against = other or (earlier[-1] if earlier else "")
        if against and against != wave:
            pairs += [Pair(wave, code, against, code) for code in (codes if query.by else [""])]
    if not pairs:
        raise Failure(Message(N_("There is no earlier wave with this question to compare with.")))
    return tuple(pairs)
