"""Templates of the plain pages, filled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from stage.files import version

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, shown: Mapping[str, Any]) -> str:
    """The template with what it shows; addresses of files carry their version."""
    return _PAGES.get_template(template).render(**shown, version=version())
