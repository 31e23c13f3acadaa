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
    """

    width: int = 900
    small: float = 12.5
    smallest: float = 12
    lines: int = 2


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
