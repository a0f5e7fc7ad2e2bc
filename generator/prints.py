"""A wanted sheet of paper and how far it got; shared by the archive (which keeps it) and the printers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

__all__ = ["STATE_WORDS", "PrintJob", "PrintState", "PrintStore"]


class PrintState(StrEnum):
    """Where one copy stands. `started` has a handle; whether paper came out is asked of the printer.

    `done`, `failed` and `unknown` are ends: nothing is sent again unless a person asks for a new copy.
    """

    WANTED = "wanted"
    STARTED = "started"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


# What staff read.
STATE_WORDS = {
    PrintState.WANTED: "menunggu",
    PrintState.STARTED: "sedang dicetak",
    PrintState.DONE: "tercetak",
    PrintState.FAILED: "gagal",
    PrintState.UNKNOWN: "tidak pasti",
}


@dataclass(frozen=True, kw_only=True)
class PrintJob:
    """One copy of one archived PDF.

    `key` is unique for ever and holds no personal data; it is the job's title at the printer.
    `handle` is what the backend wrote down to find the job again after a crash.
    """

    key: str
    case: str
    item: int
    type: str
    number: str
    copy: int
    pdf: Path
    state: PrintState
    handle: str
    reason: str
    why: str
    wanted_at: datetime
    changed_at: datetime


class PrintStore(Protocol):
    """The outbox as a printer sees it."""

    def open_prints(self) -> Sequence[PrintJob]:
        """Copies wanted or started, in the order in which they were wanted."""
        ...

    def update_print(
        self, key: str, state: PrintState, *, handle: str = "", reason: str = ""
    ) -> None:
        """Write down how far a copy got; durable when this returns. An empty handle keeps the old one."""
        ...
