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
        self._making: dict[Hashable, Lock] = {}
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
            making = self._making.setdefault(key, Lock())
        with making:  # who comes while it is made waits for it and does not make it again
            with self._lock:
                if key in self._kept:
                    return cast(T, self._kept[key][0])
            try:
                made = make()
                self._keep(key, made, size(made))
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def known(self, key: Hashable) -> object | None:
        """What is kept under a key; None where nothing is. Nothing is made."""
        with self._lock:
            return self._kept[key][0] if key in self._kept else None

    def _keep(self, key: Hashable, made: object, needed: int) -> None:
        with self._lock:
            if needed > self._most // _SHARE:
                self._too_large.add(key)
                return
            self._kept[key] = (made, needed)
            self._bytes += needed
            while self._bytes > self._most:
                _, (_, freed) = self._kept.popitem(last=False)
                self._bytes -= freed
