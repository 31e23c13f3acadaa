"""So many requests a minute for each client, that one does not take the server from the others."""

from __future__ import annotations

import os
import time
from math import ceil

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

DEFAULT = "240/minute"
VARIABLE = "BAROMETER_API_RATE"

_windows = MovingWindowRateLimiter(MemoryStorage())


def rate() -> RateLimitItem:
    """`$BAROMETER_API_RATE` (`240/minute`), read at each request."""
    return parse(os.environ.get(VARIABLE) or DEFAULT)


def seconds_to_wait(client: str) -> int:
    """0, and the request counts; or after how many seconds the client may ask again."""
    allowed = rate()
    if _windows.hit(allowed, client):
        return 0
    return max(1, ceil(_windows.get_window_stats(allowed, client).reset_time - time.time()))
