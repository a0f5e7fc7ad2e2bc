"""Whether the threads that do the work still do it: a supervisor is told for as long as all of them do.

A thread that hangs leaves a process that looks well: the page answers, and no form is taken. So each says
when it will be heard of again, and the sign of life goes out only while nobody is overdue or has ended.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from generator.system.supervisor import Supervisor

__all__ = ["Pulse"]

log = logging.getLogger(__name__)

SIGNS_WITHIN_PATIENCE = 3


@dataclass(frozen=True)
class _Sign:
    thread: threading.Thread
    until: float


class Pulse:
    """Signs of life of threads, by name."""

    def __init__(
        self, supervisor: Supervisor, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._supervisor = supervisor
        self._seconds = seconds
        self._signs: dict[str, _Sign] = {}
        self._stop = threading.Event()
        self._told: list[str] = []
        self._status = ""

    def busy(self, name: str, *, within: float) -> None:
        """The calling thread has work in hand and is heard of again within so many seconds."""
        self._signs[name] = _Sign(threading.current_thread(), self._seconds() + within)

    def idle(self, name: str) -> None:
        """The calling thread waits for work, however long."""
        self.busy(name, within=float("inf"))

    @property
    def silent(self) -> list[str]:
        """Who should have been heard of, or has ended."""
        now = self._seconds()
        return [
            name
            for name, sign in sorted(self._signs.items())
            if now > sign.until or not sign.thread.is_alive()
        ]

    def start(self, status: str) -> None:
        """Tell the supervisor that work begins, and from then on that it goes on; `status` is shown while it does."""
        self._status = status
        self._supervisor.says(status)
        self._supervisor.ready()
        if self._supervisor.patience is not None:
            rest = self._supervisor.patience / SIGNS_WITHIN_PATIENCE
            threading.Thread(target=self._tell, args=(rest,), name="pulse", daemon=True).start()

    def stop(self) -> None:
        """From here on a thread may end."""
        self._stop.set()
        self._supervisor.stopping()

    def look(self) -> None:
        """Give the sign of life, or say once in the log who gives none."""
        silent = self.silent
        if not silent:
            if self._told:
                self._supervisor.says(self._status)
            self._supervisor.alive()
        elif silent != self._told:
            log.error("no sign of life from: %s", ", ".join(silent))
            self._supervisor.says(f"no sign of life from: {', '.join(silent)}")
        self._told = silent

    def _tell(self, rest: float) -> None:
        while not self._stop.wait(rest):
            self.look()
