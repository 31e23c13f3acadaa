"""What an address asks for and does not exist: a sentence with the possible values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from locales import N_, Lang, Message
from survey.codebook import Codebook, Text

Address = Mapping[str, Sequence[str]]

SHOWN = 40  # characters of a wrong name or value that are repeated
_NAMED_IN_FULL = 25  # of more codes than these (divisions) only the codes are listed
_LONGEST_LIST = 650  # characters; of a longer list only the codes as well


def last(address: Address, name: str) -> str:
    """The last value of a parameter; "" where it is not there."""
    values = address.get(name, ())
    return values[-1] if values else ""


def choice(
    address: Address,
    name: str,
    known: Mapping[str, Text | None],
    default: str,
    complaints: list[Message],
) -> str:
    """The value of a parameter that has one; a wrong one is complained of and is the default."""
    asked = last(address, name)
    if not asked or asked in known:
        return asked or default
    complaints.append(unknown(name, asked, known))
    return default


def unknown(name: str, value: str, known: Mapping[str, Text | None]) -> Message:
    """The complaint on one value."""
    return Message(
        N_(
            "The address asks for {name}={value}, which does not exist here; it was left out. "
            "Possible values: {known}."
        ),
        name=name,
        value=value[:SHOWN],
        known=Listed(known),
    )


def labelled(codebook: Codebook, dimension: str, level: str) -> dict[str, Text | None]:
    """code -> label of a dimension at a level."""
    scheme = codebook.dimensions[dimension].scheme
    return {
        code: Text(de=scheme.label(level, code, "de"), en=scheme.label(level, code, "en"))
        for code in scheme.codes(level)
    }


class Listed(Message):
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
