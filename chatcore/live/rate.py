"""A token bucket: so many frames a second, with a burst."""

from __future__ import annotations

import time


class TokenBucket:
    """Refills with real time; starts full."""

    def __init__(self, *, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = float(burst)
        self._tokens = self._burst
        self._filled_at = time.monotonic()

    def take(self) -> bool:
        """Use one token; false when none is left."""
        now = time.monotonic()
        refill = (now - self._filled_at) * self._per_second
        self._tokens = min(self._burst, self._tokens + refill)
        self._filled_at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
