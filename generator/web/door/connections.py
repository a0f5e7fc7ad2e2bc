"""Connections that are slow on purpose are cut off; one address has so many, and no more.

uvicorn waits for ever for the rest of a request. A browser sends its head at once and reads its answer
as it comes; whoever trickles holds a place that somebody at work needs.
"""

import asyncio
import time
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["PatientProtocol"]

# Seconds for the head of a request, from the moment the connection is open or the last answer given.
HEAD_SECONDS = 10.0
# A body has to come, and an answer to be taken, at this pace, looked at over a window.
WINDOW_SECONDS = 20.0
BYTES_A_SECOND = 4_000
LOOK_SECONDS = 2.0
PER_ADDRESS = 40


class PatientProtocol(H11Protocol):
    """One connection. `trusted` are the proxies, whose connections are those of many people."""

    trusted: frozenset[str] = frozenset()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look: asyncio.TimerHandle | None = None
        now = time.monotonic()
        self._idle_since = now
        self._window_since = now
        self._received = 0
        self._unsent = 0
        address = self.client[0] if self.client else ""
        others = [getattr(one, "client", None) for one in self.connections]
        own = sum(1 for client in others if client is not None and client[0] == address)
        if own > PER_ADDRESS and address not in self.trusted:
            transport.abort()
            return
        self._look = self.loop.call_later(LOOK_SECONDS, self._watch)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._received += len(data)
        super().data_received(data)

    def on_response_complete(self) -> None:
        self._idle_since = time.monotonic()
        super().on_response_complete()

    def _watch(self) -> None:
        """Look at the connection from time to time; cut it off when it is too slow."""
        now = time.monotonic()
        if self._is_too_slow(now):
            self.transport.abort()
            return
        self._look = self.loop.call_later(LOOK_SECONDS, self._watch)

    def _is_too_slow(self, now: float) -> bool:
        cycle: Any = self.cycle
        if cycle is None or cycle.response_complete:
            self._begin_window(now)
            return now - self._idle_since > HEAD_SECONDS
        if now - self._window_since < WINDOW_SECONDS:
            return False
        unsent = self.transport.get_write_buffer_size()
        is_sending = cycle.more_body and not self.flow.read_paused
        is_slow = is_sending and self._received < BYTES_A_SECOND * WINDOW_SECONDS
        # An answer that waits: not a byte of it was taken over the whole window.
        is_stuck = self.flow.write_paused and 0 < self._unsent <= unsent
        self._begin_window(now)
        self._unsent = unsent
        return is_slow or is_stuck

    def _begin_window(self, now: float) -> None:
        self._window_since = now
        self._received = 0
