"""The selection as one frozen value, and the one place that reads it from and writes it to an
address.

Everything in an address is a code, so a copied address shows the same picture in any language:
`?survey=kmu-st&wave=2024&sector=F&size=10-49&size=50-249&level=section&lang=en`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from locales import LANGUAGES, N_, Lang, Message
from survey.codebook import Codebook, Text
from survey.indicators import indicators
from survey.labels import level_label
from survey.selection import Cut, Filter

Address = Mapping[str, Sequence[str]]
AUTOMATIC = ""

# What an address may hold beside the filters: ours, Streamlit's, and what newsletters hang on.
OURS = ("survey", "wave", "level", "measure", "lang")
_FOREIGN = ("embed", "embed_options")
_TRACKING = ("utm_", "mtm_", "pk_", "fbclid", "gclid")

_SHOWN = 40  # characters of a wrong name or value that are repeated
_NAMED_IN_FULL = 25  # of more codes than these (divisions) only the codes are listed
_LONGEST_LIST = 650  # characters; of a longer list only the codes as well


@dataclass(frozen=True)
class Selection:
    """What the reader looks at.

    `level` is the level at which a dimension with levels is cut, "" for the finest that can be
    read; `where` holds at most one filter per dimension; `measure` is the indicator that a map
    shows (`survey/indicators.py`), "" for the survey's first.
    """

    survey: str
    wave: str
    where: tuple[Filter, ...] = ()
    level: str = AUTOMATIC
    lang: Lang = "de"
    measure: str = ""

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
    titles = {name: codebook.title for name, codebook in codebooks.items()}
    survey = _choice(address, "survey", titles, default_survey, complaints)
    codebook = codebooks[survey]
    waves = {wave.id: wave.label for wave in codebook.waves}
    wave = _choice(address, "wave", waves, codebook.latest_wave, complaints)
    levels = {
        level: Text(de=level_label(level, "de"), en=level_label(level, "en"))
        for dimension in codebook.dimensions.values()
        for level in dimension.level_ids
        if level
    }
    level = _choice(address, "level", levels, AUTOMATIC, complaints)
    measure = _choice(address, "measure", indicators(codebook), "", complaints)
    _choice(address, "lang", dict.fromkeys(languages), languages[0], complaints)
    where = []
    for name in codebook.dimensions:
        codes = tuple(dict.fromkeys(code for code in address.get(name, ()) if code))
        found = _filter(codebook, name, codes, level, complaints)
        if found is not None:
            where.append(found)
    complaints += _unknown_names(address, codebook)
    lang = language(address, languages)
    selection = Selection(survey, wave, tuple(where), level, lang, measure)
    return Reading(selection, tuple(complaints))


def write_address(selection: Selection, codebook: Codebook) -> dict[str, list[str]]:
    """The parameters of an address; what is as by default stays out, survey and wave always in."""
    address = {"survey": [selection.survey], "wave": [selection.wave]}
    address |= {each.cut.dimension: list(each.codes) for each in selection.where}
    if selection.level != AUTOMATIC:
        address["level"] = [selection.level]
    if selection.measure:
        address["measure"] = [selection.measure]
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
    codebook: Codebook,
    name: str,
    codes: tuple[str, ...],
    level_asked: str,
    complaints: list[Message],
) -> Filter | None:
    dimension = codebook.dimensions[name]
    known = {code for level in dimension.level_ids for code in dimension.scheme.codes(level)}
    right = tuple(code for code in codes if code in known)
    level = filter_level(codebook, name, right)
    if level is None:  # codes of different levels: those of the first one's level stay
        level = filter_level(codebook, name, right[:1]) or dimension.default_level
    at_level = dimension.scheme.codes(level)
    shown = level if right or level_asked not in dimension.level_ids else level_asked
    for code in codes:
        if code not in at_level:
            complaints.append(_unknown(name, code, _labels(codebook, name, shown)))
    right = tuple(code for code in right if code in at_level)
    return Filter(Cut(name, level), right) if right else None


def _labels(codebook: Codebook, name: str, level: str) -> dict[str, Text | None]:
    scheme = codebook.dimensions[name].scheme
    return {
        code: Text(de=scheme.label(level, code, "de"), en=scheme.label(level, code, "en"))
        for code in scheme.codes(level)
    }


def _choice(
    address: Address,
    name: str,
    known: Mapping[str, Text | None],
    default: str,
    complaints: list[Message],
) -> str:
    asked = _last(address, name)
    if not asked or asked in known:
        return asked or default
    complaints.append(_unknown(name, asked, known))
    return default


def _unknown(name: str, value: str, known: Mapping[str, Text | None]) -> Message:
    return Message(
        N_(
            "The address asks for {name}={value}, which does not exist here; it was left out. "
            "Possible values: {known}."
        ),
        name=name,
        value=value[:_SHOWN],
        known=_Listed(known),
    )


def _unknown_names(address: Address, codebook: Codebook) -> list[Message]:
    """A complaint for each parameter that is no filter of this survey."""
    known = {name: dimension.label for name, dimension in codebook.dimensions.items()}
    return [
        Message(
            N_(
                "The address asks for {name}={value}, but this survey has no filter of this name; "
                "it was left out. Possible filters: {known}."
            ),
            name=name[:_SHOWN],
            value=_last(address, name)[:_SHOWN],
            known=_Listed(known),
        )
        for name in address
        if name not in (*known, *OURS, *_FOREIGN) and not name.startswith(_TRACKING)
    ]


class _Listed(Message):
    """Codes, each with its label in the reader's language: "F (Baugewerbe), G (Handel)"."""

    def __init__(self, labels: Mapping[str, Text | None]) -> None:
        super().__init__("")
        self._labels = labels

    def text(self, lang: Lang) -> str:
        if len(self._labels) > _NAMED_IN_FULL:
            return ", ".join(self._labels)
        named = (
            (code, label.text(lang) if label else code) for code, label in self._labels.items()
        )
        text = ", ".join(code if code == label else f"{code} ({label})" for code, label in named)
        return text if len(text) <= _LONGEST_LIST else ", ".join(self._labels)


def _last(address: Address, name: str) -> str:
    values = address.get(name, ())
    return values[-1] if values else ""
