"""The screen of a show: its size in pixels, and the room that a figure has on it.

Slides are laid out for one height; the browser enlarges or shrinks the whole slide to the screen
that there is, 1024x768 like 1440x1080.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.room import Room
from stage.orders.model import Format

SCALE = 2.0  # type of 14 pixels in a figure has 28 on the stage
_TYPE = 14.0
_EDGES = 120  # left and right of a slide


@dataclass(frozen=True)
class Screen:
    """Width and height of a slide in its own pixels; `highest`: what a headline of two lines,
    question and footer leave to a figure whose rows stand as near as they go.
    """

    name: str
    width: int
    highest: int
    height: int = 1080

    @property
    def room(self) -> Room:
        """What a figure is laid out for: no type on the stage is smaller than the usual one."""
        return Room(
            width=round((self.width - _EDGES) / SCALE),
            small=_TYPE,
            smallest=_TYPE,
            lines=1,
            heads=_TYPE,
            highest=self.highest,
            direct=True,
        )


SCREENS: dict[Format, Screen] = {
    "16:9": Screen("wide", 1920, 412),
    "4:3": Screen("standard", 1440, 385),
}
