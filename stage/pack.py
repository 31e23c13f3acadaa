"""The whole show as one HTML file: style, scripts, font and pictures inside it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from mimetypes import guess_type
from typing import Any

from stage.files import files
from stage.orders.folder import picture
from stage.show import SHOW_SCRIPTS, Asked

_FONT = "sans.woff2"


def packed_page(show: Asked) -> dict[str, Any]:
    """What the template of the stage shows where nothing can be asked of a server."""
    show = replace(show, foyer=False)
    page = show.page("show")
    plain = [{**each, "choices": ()} for each in show.slides]  # filters need the server
    kept = files()
    style = kept["stage.css"].read_text(encoding="utf-8")
    if _FONT in kept:
        style = style.replace(f'url("{_FONT}")', f'url("{_data("font/woff2", kept[_FONT])}")')
    scripts = [
        kept[name].read_text(encoding="utf-8").replace("</script", "<\\/script")
        for name in ("plotly.js", *SHOW_SCRIPTS)
    ]
    packed = {"style": style, "scripts": scripts}
    return page | {"packed": packed, "slides": plain, "state": "", "picture": picture_within}


def picture_within(name: str) -> str:
    """A picture as its own address; empty where there is none."""
    found = picture(name)
    if found is None:
        return ""
    return _data(guess_type(name)[0] or "application/octet-stream", found)


def _data(kind: str, file: Any) -> str:
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"
