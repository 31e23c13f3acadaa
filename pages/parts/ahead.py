"""What a reader is likely to ask for next, made while nobody waits: the same page in other waves.

The waves are the one filter whose every choice is known and of which there are few; a reader who
compares two of them should not wait for the second.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from estimation.query import NotAsked
from figures.context import Context

Make = Callable[[Context], object]

OFF = "BAROMETER_AHEAD"  # "off" where the machine is too small, or shared with others
_MOST = 20  # pages that wait; those that were asked for longest ago are forgotten
_WAVES = 3  # other waves, the latest first
_QUIET = 0.3  # seconds since the last page was drawn
_LOOK = 0.05


def switched_on() -> bool:
    """Whether this server makes anything ahead."""
    return os.environ.get(OFF, "").lower() not in ("off", "0", "no")


def other_waves(context: Context) -> list[Context]:
    """The same reader and filters in the waves that are made ahead."""
    asked = context.selection
    waves = [wave.id for wave in context.codebook.waves if wave.id != asked.wave]
    return [replace(context, selection=replace(asked, wave=wave)) for wave in waves[::-1][:_WAVES]]


class _Page(NamedTuple):
    """A page that a reader has seen: for whom and of what it was made."""

    context: Context
    makes: tuple[Make, ...]


class Ahead:
    """Makes pages in other waves, in a thread of its own, whenever no page is being drawn."""

    def __init__(self) -> None:
        self._waiting = deque[_Page](maxlen=_MOST)
        self._there = threading.Event()
        self._lock = threading.Lock()
        self._drawing, self._last = 0, 0.0
        self._works = False

    def begin(self) -> None:
        """A page is being drawn: whatever is made ahead waits."""
        with self._lock:
            self._drawing += 1

    def end(self, context: Context, makes: Sequence[Make]) -> None:
        """The page is drawn, by these functions, all of which keep what they make."""
        with self._lock:
            self._drawing -= 1
            self._last = time.monotonic()
        if self._works and makes:
            self._waiting.append(_Page(context, tuple(makes)))
            self._there.set()

    def run(self) -> None:
        """Work for as long as the process lives; returns at once where it is switched off."""
        if not switched_on():
            return
        self._works = True
        while True:
            self._there.wait()
            self._there.clear()
            while self._waiting:
                self.make(self._waiting.pop())  # the newest first: its reader is still there

    def make(self, page: _Page) -> None:
        """One page in the other waves, figure by figure."""
        for context in other_waves(page.context):
            for make in page.makes:
                self._until_quiet()
                try:
                    make(context)
                except NotAsked:
                    continue  # the page will say so
                except Exception:  # a snapshot that is gone, or what the page itself will say
                    logging.getLogger(__name__).info("not made ahead", exc_info=True)
                    return

    def _until_quiet(self) -> None:
        while self._drawing or time.monotonic() - self._last < _QUIET:
            time.sleep(_LOOK)


AHEAD = Ahead()
"""The one of this process."""
