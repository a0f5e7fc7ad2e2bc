"""So many requests a minute for each program, and no more; a pause saves up a few."""

import threading
import time

__all__ = ["Pace"]


class Pace:
    """A bucket for each name, filled at `per_minute`; it holds a sixth of that, at least ten."""

    def __init__(self, per_minute: int) -> None:
        self._rate = per_minute / 60
        self._room = max(10.0, per_minute / 6)
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, name: str) -> float:
        """Take one; returns the seconds to wait if there is none left."""
        now = time.monotonic()
        with self._lock:
            left, seen = self._left.get(name, (self._room, now))
            left = min(self._room, left + (now - seen) * self._rate)
            if left < 1:
                self._left[name] = (left, now)
                return (1 - left) / self._rate
            self._left[name] = (left - 1, now)
            return 0.0
