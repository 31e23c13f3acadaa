"""Figures as one HTML file that works without a network: everything it needs stands in it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from charts.theme import LIGHT
from figures.taken_along import Taken, origin_in_words
from locales.numbers import day
from stage.answers import colours_of, written
from stage.figure import shown_of
from stage.files import files


def standalone(taken: Sequence[Taken], title: str) -> bytes:
    """The figures under each other, drawn by the plotly.js that is part of the file."""
    shown = [
        {
            **shown_of(each.context, each.made, each.made.drawing.figure(LIGHT, narrow=True)),
            "note": each.note,
            "origin": origin_in_words(each.context, day(each.origin.on, each.context.lang)),
            "address": each.origin.address,
        }
        for each in taken
    ]
    page = {
        "lang": taken[0].context.lang,
        "title": title,
        "colours": colours_of(LIGHT),
        "style": _style(),
        "figures": shown,
        "scripts": [_inside_a_script("plotly.js"), _inside_a_script("figure.js")],
    }
    return written("offline.html.jinja", page).encode()


def _style() -> str:
    """The style sheet with the font in it."""
    sheet, font = files()["figure.css"].read_text(encoding="utf-8"), files().get("sans.woff2")
    if font is None:
        return sheet
    data = b64encode(font.read_bytes()).decode()
    return sheet.replace('url("sans.woff2")', f'url("data:font/woff2;base64,{data}")')


def _inside_a_script(name: str) -> str:
    """A script as it may stand inside a script element."""
    return files()[name].read_text(encoding="utf-8").replace("</script", "<\\/script")
