"""Texts in the reader's language, from gettext catalogues."""

from __future__ import annotations

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Lang = Literal["de", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


def N_(msgid: str) -> str:
    """Mark a text for extraction where it is written but translated later."""
    return msgid


@lru_cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    source = Path(__file__).parent / f"{lang}.po"
    if not source.exists():  # English is the source language
        return gettext.NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(lang: Lang, msgid: str, **values: Any) -> str:
    """`msgid` in `lang`, its `{named}` places filled with `values`.

    A text missing from the catalogue comes back in English; tests/locales shows there is none.
    """
    text = _catalogue(lang).gettext(msgid)
    return text.format(**values) if values else text


def translate_plural(lang: Lang, singular: str, plural: str, n: int, **values: Any) -> str:
    """The form of the text for `n` things; `{n}` is filled like any other place."""
    return _catalogue(lang).ngettext(singular, plural, n).format(n=n, **values)


class Message:
    """A sentence for a person that is translated where it is shown: `Message(N_("…"), name=…)`.

    Values that are `Message`s themselves are translated with it.
    """

    def __init__(self, msgid: str, **values: Any) -> None:
        self.msgid = msgid
        self.values = values

    def text(self, lang: Lang) -> str:
        values = {k: v.text(lang) if isinstance(v, Message) else v for k, v in self.values.items()}
        return translate(lang, self.msgid, **values)

    def __str__(self) -> str:
        return self.text("en")
