"""So many requests a minute for each client, that one does not take the server from the others."""

from __future__ import annotations

import os
import time
from math import ceil

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Rate:
    """How often a client may ask for one kind of answer; counted in this process only."""

    def __init__(self, default: str, variable: str) -> None:
        """`default` ("240/minute") counts unless the environment has `variable`."""
        self.default, self.variable = default, variable
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    @property
    def allowed(self) -> RateLimitItem:
        """Read at each request."""
        return parse(os.environ.get(self.variable) or self.default)

    def seconds_to_wait(self, client: str) -> int:
        """0, and the request counts; or after how many seconds the client may ask again.

        Who comes without an address ("") cannot be told from others and never waits.
        """
        if not client:
            return 0
        allowed = self.allowed
        if self._windows.hit(allowed, client):
            return 0
        return max(
            1, ceil(self._windows.get_window_stats(allowed, client).reset_time - time.time())
        )

    def forget(self) -> None:
        """Count anew."""
        self._windows.storage.reset()
