"""The room a figure is laid out for: how wide it is and how small its type may get.

A page on a screen is read from near; on a stage the smallest type must be as large as the usual
one. The room is set round the making of a figure (`with laid_out_for(STAGE): …`) and holds for this
thread of work alone; nothing that is kept between figures depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """Pixels a wide figure is laid out for, the sizes of small and of smallest type, and in how
    many lines names beside the marks should stand where there is room.

    `heads` is the smallest size of column heads, `highest` the height a figure may have, if it can
    be made for one. `direct`: segments have patterns and their names at them, so that nothing is
    told by colour; names stand beside a map.
    """

    width: int = 900
    small: float = 12.5
    smallest: float = 12
    lines: int = 2
    heads: float = 11.5
    highest: int = 640
    direct: bool = False


_PAGE = Room()
_ROOM = ContextVar("room", default=_PAGE)


def usual_width() -> int:
    """The width in pixels that a wide figure is laid out for."""
    return _ROOM.get().width


def small() -> float:
    """The size of small type, such as that of ticks."""
    return _ROOM.get().small


def smallest() -> float:
    """The size of the smallest type: intervals beside their value."""
    return _ROOM.get().smallest


def smallest_heads() -> float:
    """The smallest size of the heads of columns."""
    return _ROOM.get().heads


def highest() -> int:
    """The height that a figure may have, where it can be made for one."""
    return _ROOM.get().highest


def direct() -> bool:
    """Whether names stand at what they name, and patterns tell segments apart."""
    return _ROOM.get().direct


def lines_of_names() -> int:
    """In how many lines names beside the marks should stand where there is room."""
    return _ROOM.get().lines


@contextmanager
def laid_out_for(other: Room) -> Iterator[None]:
    """Figures made inside are laid out for another room."""
    before = _ROOM.set(other)
    try:
        yield
    finally:
        _ROOM.reset(before)
