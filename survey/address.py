"""The selection as one frozen value, and the one place that reads it from and writes it to an
address.

Everything in an address is a code, so a copied address shows the same picture in any language:
`?survey=kmu-st&wave=2024&sector=F&size=10-49&size=50-249&level=section&lang=en`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from locales import LANGUAGES, N_, Lang, Message
from survey.codebook import Codebook, Text
from survey.complaints import SHOWN, Address, Listed, choice, labelled, last, unknown
from survey.explored import FIRST, Explored, read_explored, write_explored
from survey.indicators import indicators
from survey.labels import level_label
from survey.selection import Cut, Filter, filter_level

AUTOMATIC = ""

# What an address may hold beside the filters: ours, Streamlit's, and what newsletters hang on.
OURS = ("survey", "wave", "level", "measure", "question", "by", "contrast", "search", "lang")
_OF_ORDERS = ("pin", "order")
_FOREIGN = ("embed", "embed_options")
_TRACKING = ("utm_", "mtm_", "pk_", "fbclid", "gclid")


@dataclass(frozen=True)
class Selection:
    """What the reader looks at.

    `level` is the level at which a dimension with levels is cut, "" for the finest that can be
    read; `where` holds at most one filter per dimension; `measure` is the indicator that a map
    shows (`survey/indicators.py`), "" for the survey's first; `explored` is what the explorer
    shows.
    """

    survey: str
    wave: str
    where: tuple[Filter, ...] = ()
    level: str = AUTOMATIC
    lang: Lang = "de"
    measure: str = ""
    explored: Explored = FIRST

    def codes(self, dimension: str) -> tuple[str, ...]:
        """The codes chosen of a dimension; empty: all."""
        return next((f.codes for f in self.where if f.cut.dimension == dimension), ())

    def filtered(self, codebook: Codebook, new: Filter) -> Selection:
        """The same selection with this filter on its dimension."""
        order = list(codebook.dimensions)
        where = (*self.without(new.cut.dimension).where, new)
        return replace(
            self, where=tuple(sorted(where, key=lambda each: order.index(each.cut.dimension)))
        )

    def toggled(self, codebook: Codebook, codes: Mapping[str, str]) -> Selection:
        """Filtered by one code of each dimension; where it was so already, by these no more."""
        found, back = self, all(self.codes(name) == (code,) for name, code in codes.items())
        for name, code in codes.items():
            level = filter_level(codebook, name, [code])
            assert level is not None, f"{code} is no code of {name}"
            new = Filter(Cut(name, level), (code,))
            found = found.without(name) if back else found.filtered(codebook, new)
        return found

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
    asked = last(address, "lang")
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
    survey = choice(address, "survey", titles, default_survey, complaints)
    codebook = codebooks[survey]
    waves = {wave.id: wave.label for wave in codebook.waves}
    wave = choice(address, "wave", waves, codebook.latest_wave, complaints)
    levels = {
        level: Text(de=level_label(level, "de"), en=level_label(level, "en"))
        for dimension in codebook.dimensions.values()
        for level in dimension.level_ids
        if level
    }
    level = choice(address, "level", levels, AUTOMATIC, complaints)
    measure = choice(address, "measure", indicators(codebook), "", complaints)
    choice(address, "lang", dict.fromkeys(languages), languages[0], complaints)
    where = []
    for name in codebook.dimensions:
        codes = tuple(dict.fromkeys(code for code in address.get(name, ()) if code))
        found = _filter(codebook, name, codes, level, complaints)
        if found is not None:
            where.append(found)
    explored = read_explored(address, codebook, complaints)
    complaints += _unknown_names(address, codebook)
    lang = language(address, languages)
    selection = Selection(survey, wave, tuple(where), level, lang, measure, explored)
    return Reading(selection, tuple(complaints))


def write_address(selection: Selection, codebook: Codebook) -> dict[str, list[str]]:
    """The parameters of an address; what is as by default stays out, survey and wave always in."""
    address = {"survey": [selection.survey], "wave": [selection.wave]}
    address |= {each.cut.dimension: list(each.codes) for each in selection.where}
    if selection.level != AUTOMATIC:
        address["level"] = [selection.level]
    if selection.measure:
        address["measure"] = [selection.measure]
    address |= write_explored(selection.explored)
    address["lang"] = [selection.lang]
    return address


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
            complaints.append(unknown(name, code, labelled(codebook, name, shown)))
    right = tuple(code for code in right if code in at_level)
    return Filter(Cut(name, level), right) if right else None


def _unknown_names(address: Address, codebook: Codebook) -> list[Message]:
    """A complaint for each parameter that is no filter of this survey."""
    known = {name: dimension.label for name, dimension in codebook.dimensions.items()}
    return [
        Message(
            N_(
                "The address asks for {name}={value}, but this survey has no filter of this name; "
                "it was left out. Possible filters: {known}."
            ),
            name=name[:SHOWN],
            value=last(address, name)[:SHOWN],
            known=Listed(known),
        )
        for name in address
        if name not in (*known, *OURS, *_OF_ORDERS, *_FOREIGN) and not name.startswith(_TRACKING)
    ]
