"""A chart before it is drawn: of which kind, from which table, with which words.

The same drawing becomes a figure in any theme and width, and what is taken along (slides with
charts that stay editable) reads from it what is drawn, in place of taking the figure apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any

import plotly.graph_objects as go

from charts.theme import Theme

Kind = Callable[..., go.Figure]


@dataclass(frozen=True, eq=False)
class Drawing:
    """`kind(**parts, theme=…, narrow=…)` is the figure; `parts` has each argument by its name."""

    kind: Kind
    parts: Mapping[str, Any]

    def figure(self, theme: Theme, *, narrow: bool = False, width: int | None = None) -> go.Figure:
        """The figure for a width in pixels; without one as wide as its kind is on a page.

        A phone's width is given, whatever the drawing was meant for.
        """
        wide = None if narrow else width or self.parts.get("width")
        return self.kind(**{**self.parts, "width": wide}, theme=theme, narrow=narrow)


def drawing(kind: Kind, *arguments: Any, **options: Any) -> Drawing:
    """The drawing `kind(*arguments, theme, **options)`: the theme stands last among those without
    a name.
    """
    return Drawing(kind, signature(kind).bind_partial(*arguments, **options).arguments)
