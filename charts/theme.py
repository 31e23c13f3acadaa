"""Colours, type and one Plotly template per theme. The same colour means the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from charts.contrast import FAR, MARK, TEXT, ratio
from charts.room import small

# "Source Sans" is what Streamlit ships its font as; nothing is loaded from elsewhere.
FONT = "'Source Sans', 'Source Sans Pro', sans-serif"
TEXT_SIZE = 14
STANDOFF = 5  # pixels between the names of rows and the plot


@dataclass(frozen=True)
class Theme:
    """The roles of colour. `edge` draws round a fill too light to stand alone."""

    name: str
    background: str
    ink: str
    muted: str
    accent: str
    room: str
    benchmark: str
    ordered: tuple[str, ...]
    diverging: tuple[str, ...]
    no_answer: str
    grid: str
    edge: str
    contrast: float = TEXT

    def text_on(self, fill: str) -> str:
        """The text colour for a coloured area: ink or paper, else black or white."""
        candidates = (self.ink, self.background, "#000000", "#FFFFFF")
        return next(c for c in candidates if ratio(c, fill) >= self.contrast)

    def edge_of(self, fill: str) -> str:
        """The line round a fill: an edge of 3:1 where the fill is too light, else paper."""
        return self.background if ratio(fill, self.background) >= MARK else self.edge

    def shades(self, palette: tuple[str, ...], count: int) -> tuple[str, ...]:
        """`count` colours spread over a palette, its ends included; no more than it has."""
        if count >= len(palette):
            return tuple(palette[min(i, len(palette) - 1)] for i in range(count))
        if count == 1:
            return (palette[-1],)
        last = len(palette) - 1
        return tuple(palette[round(i * last / (count - 1))] for i in range(count))

    @property
    def template(self) -> dict[str, Any]:
        """As a Plotly template: only what our figures use, for it travels with each of them."""
        return self._template(small())

    @lru_cache(maxsize=8)  # noqa: B019  (themes are a few constants)
    def _template(self, small_size: float) -> dict[str, Any]:
        axis = {
            "gridcolor": self.grid,
            "zeroline": False,
            "fixedrange": True,
            "ticklabeloverflow": "allow",  # otherwise Plotly measures every label after drawing
            "tickfont": {"size": small_size, "color": self.muted},
        }
        names = {"size": TEXT_SIZE, "color": self.ink}
        layout = {
            "font": {"family": FONT, "size": TEXT_SIZE, "color": self.ink},
            "paper_bgcolor": self.background,
            "plot_bgcolor": self.background,
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {
                "align": "left",
                "bgcolor": self.background,
                "bordercolor": self.muted,
                "font": {"family": FONT, "size": TEXT_SIZE, "color": self.ink},
            },
            "xaxis": axis,
            "yaxis": axis
            | {
                "showgrid": False,
                "showline": False,  # a colour that is written out would draw it
                "linecolor": self.edge,
                "tickfont": names,
                "ticklabelstandoff": STANDOFF,
            },
            "annotationdefaults": {"showarrow": False, "font": {"size": small_size}},
        }
        quiet = {"hoverinfo": "text", "cliponaxis": False}
        bar = {
            "orientation": "h",
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "constraintext": "none",
        }
        return {"layout": layout, "data": {"scatter": [quiet], "bar": [quiet | bar]}}


LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    ink="#1B2529",
    muted="#55636A",
    accent="#00647A",
    room="#B45309",
    benchmark="#4A5568",
    ordered=("#D3E5EA", "#9CC6D1", "#5FA3B3", "#2A7E92", "#004F61"),
    diverging=("#9C4A00", "#E09A4E", "#D5D9DB", "#6FAFC0", "#00647A"),
    no_answer="#BFC6CA",
    grid="#E6EAEC",
    edge="#7F8C92",
)
DARK = Theme(
    name="dark",
    background="#12181C",
    ink="#E8EEF0",
    muted="#A3B1B7",
    accent="#4FB3C8",
    room="#F0A04B",
    benchmark="#A0AEC0",
    ordered=("#1F3A43", "#2F5F6D", "#458A9B", "#6DB7C7", "#B5E3EC"),
    diverging=("#F0A04B", "#9A5F24", "#48535A", "#3A7889", "#8AD3E3"),
    no_answer="#5A666C",
    grid="#29323A",
    edge="#6B777D",
)


# For a hall with daylight and a weak projector: text reaches 7:1 on whatever it stands on.
STAGE = Theme(
    name="stage",
    background="#FFFFFF",
    ink="#10191D",
    muted="#3F4C53",
    accent="#00566A",
    room="#8A3D00",
    benchmark="#3B4656",
    ordered=("#D9E8EC", "#A9D0DA", "#76B6C6", "#155E70", "#003845"),
    diverging=("#7A3900", "#E7AE6C", "#DDE1E3", "#8FC3D0", "#00495A"),
    no_answer="#C6CDD1",
    grid="#D5DBDE",
    edge="#5E6B72",
    contrast=FAR,
)
_THEMES = {each.name: each for each in (LIGHT, DARK, STAGE)}


def theme(name: str) -> Theme:
    """The theme called "light", "dark" or "stage"; anything else reads as light."""
    return _THEMES.get(name, LIGHT)
