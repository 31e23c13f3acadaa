"""The language of a terminal: asked for, else set in the environment, else German."""

from __future__ import annotations

import os

from locales.catalogue import LANGUAGES, Lang


def terminal_language(asked: str | None = None) -> Lang:
    """`asked`, else `$BAROMETER_LANG`, else the locale of the environment, else German.

    A locale that is neither German nor English (such as C.UTF-8) says nothing about the reader.
    """
    for source in (asked, *map(os.environ.get, ("BAROMETER_LANG", "LC_ALL", "LANG"))):
        for lang in LANGUAGES:
            if source and source.lower().startswith(lang):
                return lang
    return "de"
