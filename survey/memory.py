"""What was summed once and may be asked for again: the latest, up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")

_SHARE = 4  # one entry may take a quarter of the room


class Memory:
    """Keeps what was used last; several threads may ask at once.

    A server has one per published file: the file never changes, so nothing in it grows old.
    """

    def __init__(self, most: int) -> None:
        """`most`: how many bytes may be kept."""
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._too_large: set[Hashable] = set()
        self._lock = Lock()

    def kept(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T | None:
        """What `make` gives, made once; None where it was too large to be kept when it was made.

        The first to ask for something too large is given it all the same.
        """
        with self._lock:
            if key in self._too_large:
                return None
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key][0])
        made = make()
        needed = size(made)
        with self._lock:
            if needed > self._most // _SHARE:
                self._too_large.add(key)
            elif key not in self._kept:
                self._kept[key] = (made, needed)
                self._bytes += needed
                while self._bytes > self._most:
                    _, (_, freed) = self._kept.popitem(last=False)
                    self._bytes -= freed
        return made
