"""The selection as one frozen value, and the one place that reads it from and writes it to an
address.

Everything in an address is a code, so a copied address shows the same picture in any language:
`?survey=kmu-st&wave=2024&sector=F&size=10-49&size=50-249&level=section&lang=en`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from locales import LANGUAGES, N_, Lang, Message
from survey.codebook import Codebook
from survey.selection import Cut, Filter

Address = Mapping[str, Sequence[str]]
AUTOMATIC = ""


@dataclass(frozen=True)
class Selection:
    """What the reader looks at.

    `level` is the level at which a dimension with levels is cut, "" for the finest that can be
    read; `where` holds at most one filter per dimension.
    """

    survey: str
    wave: str
    where: tuple[Filter, ...] = ()
    level: str = AUTOMATIC
    lang: Lang = "de"

    def codes(self, dimension: str) -> tuple[str, ...]:
        """The codes chosen of a dimension; empty: all."""
        return next((f.codes for f in self.where if f.cut.dimension == dimension), ())

    def without(self, dimension: str) -> Selection:
        """The same selection, not filtered by `dimension`."""
        kept = tuple(f for f in self.where if f.cut.dimension != dimension)
        return replace(self, where=kept)


@dataclass(frozen=True)
class Reading:
    """A selection read from an address, and what of the address could not be used."""

    selection: Selection
    complaints: tuple[Message, ...] = ()


def language(address: Address, languages: Sequence[Lang] = LANGUAGES) -> Lang:
    """The language an address asks for, else the first of the site's languages."""
    asked = _last(address, "lang")
    return next((lang for lang in languages if lang == asked), languages[0])


def read_address(
    address: Address,
    codebooks: Mapping[str, Codebook],
    *,
    default_survey: str,
    languages: Sequence[Lang] = LANGUAGES,
) -> Reading:
    """The selection of an address. A wrong value falls back to the default and is complained of."""
    complaints: list[Message] = []
    survey = _choice(address, "survey", codebooks, default_survey, complaints)
    codebook = codebooks[survey]
    wave = _choice(address, "wave", codebook.wave, codebook.latest_wave, complaints)
    levels = {level for d in codebook.dimensions.values() for level in d.level_ids if level}
    level = _choice(address, "level", sorted(levels), AUTOMATIC, complaints)
    _choice(address, "lang", languages, languages[0], complaints)
    where = []
    for name in codebook.dimensions:
        codes = tuple(dict.fromkeys(code for code in address.get(name, ()) if code))
        found = _filter(codebook, name, codes, complaints)
        if found is not None:
            where.append(found)
    selection = Selection(survey, wave, tuple(where), level, language(address, languages))
    return Reading(selection, tuple(complaints))


def write_address(selection: Selection, codebook: Codebook) -> dict[str, list[str]]:
    """The parameters of an address; what is as by default stays out, survey and wave always in."""
    address = {"survey": [selection.survey], "wave": [selection.wave]}
    address |= {each.cut.dimension: list(each.codes) for each in selection.where}
    if selection.level != AUTOMATIC:
        address["level"] = [selection.level]
    address["lang"] = [selection.lang]
    return address


def filter_level(codebook: Codebook, dimension: str, codes: Iterable[str]) -> str | None:
    """The coarsest level of a dimension that knows all these codes; None where there is none."""
    described = codebook.dimensions[dimension]
    for level in reversed(described.level_ids):
        if set(codes) <= set(described.scheme.codes(level)):
            return level
    return None


def _filter(
    codebook: Codebook, name: str, codes: tuple[str, ...], complaints: list[Message]
) -> Filter | None:
    dimension = codebook.dimensions[name]
    known = {code for level in dimension.level_ids for code in dimension.scheme.codes(level)}
    for code in codes:
        if code not in known:
            complaints.append(_unknown(name, code, dimension.scheme.codes(dimension.level_ids[-1])))
    codes = tuple(code for code in codes if code in known)
    level = filter_level(codebook, name, codes)
    if level is None:  # codes of different levels: those of the first one's level stay
        level = filter_level(codebook, name, codes[:1]) or dimension.default_level
        at_level = dimension.scheme.codes(level)
        for code in codes:
            if code not in at_level:
                complaints.append(_unknown(name, code, at_level))
        codes = tuple(code for code in codes if code in at_level)
    return Filter(Cut(name, level), codes) if codes else None


def _choice(
    address: Address, name: str, known: Iterable[str], default: str, complaints: list[Message]
) -> str:
    asked = _last(address, name)
    if not asked or asked in known:
        return asked or default
    complaints.append(_unknown(name, asked, known))
    return default


def _unknown(name: str, value: str, known: Iterable[str]) -> Message:
    return Message(
        N_(
            "The address asks for {name}={value}, which does not exist here; it was left out. "
            "Possible values: {known}."
        ),
        name=name,
        value=value[:40],
        known=", ".join(known),
    )


def _last(address: Address, name: str) -> str:
    values = address.get(name, ())
    return values[-1] if values else ""
