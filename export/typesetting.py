"""Typesetting: data and a template in, a PDF out. Nothing is fetched and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

_DOCUMENTS = Path(__file__).with_name("documents")


def typeset(template: str, content: Mapping[str, Any]) -> bytes:
    """The PDF of `documents/<template>.typ`, tagged for screen readers (PDF/UA-1).

    content
        What the template prints, as JSON: its texts are data and never read as markup.

    Only the fonts inside the typst package are used, so that a paper looks the same everywhere;
    the template may read the folder of templates and nothing else. The same content gives the
    same file, byte for byte.
    """
    made: bytes = typst.compile(
        _DOCUMENTS / f"{template}.typ",
        root=_DOCUMENTS,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )
    return made


@lru_cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
