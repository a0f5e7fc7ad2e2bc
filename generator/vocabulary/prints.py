"""A wanted sheet of paper and how far it got; shared by the archive (which keeps it) and the printers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

__all__ = [
    "CALLED_OFF",
    "FIRST",
    "RECALL",
    "RECALLED",
    "STATE_WORDS",
    "PrintJob",
    "PrintRule",
    "PrintSheet",
    "PrintState",
    "PrintStore",
    "is_late",
    "rule_for",
]

# Why the copies that come with a letter are printed; a reprint has a reason of its own.
FIRST = "rangkap"
# A copy that is not on paper so long after it was to be printed is an alarm.
LATE = timedelta(minutes=5)
# How the reason begins of a copy that was taken back before it was sent: its letter is void, or another now.
CALLED_OFF = "tidak dicetak: "
# How the reason begins of a copy that may be on paper, of a letter that holds no longer; and when it was got back.
RECALL = "tarik kembali: "
RECALLED = "sudah ditarik kembali"


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
    PrintState.DONE: "selesai",
    PrintState.FAILED: "gagal",
    PrintState.UNKNOWN: "tidak pasti",
}


@dataclass(frozen=True, kw_only=True)
class PrintSheet:
    """How a kind of letter is printed; what is empty is as pmbs.toml has it."""

    media: str = ""
    sides: str = ""
    tray: str = ""
    color: bool = False


@dataclass(frozen=True, kw_only=True)
class PrintRule:
    """The sheet of a copy; and why it is not to be printed yet, in Indonesian, empty if it is.

    `since` is from when it is to be printed, if that is not the moment at which it was wanted.
    """

    sheet: PrintSheet = PrintSheet()
    wait: str = ""
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PrintJob:
    """One copy of one archived PDF.

    `key` is unique for ever and holds no personal data; it is the job's title at the printer.
    `handle` is what the backend wrote down to find the job again after a crash. `released_at` is when
    a person let it be printed, `copies` how many came with the letter, `is_secret` whether its case is
    closed to most.
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
    released_at: datetime | None = None
    copies: int = 0
    is_secret: bool = False
    sheet: PrintSheet = PrintSheet()

    @property
    def is_released(self) -> bool:
        """Whether a person let it be printed."""
        return self.released_at is not None

    @property
    def is_first(self) -> bool:
        """Whether it is one of the copies that come with the letter, not a reprint."""
        return self.why == FIRST

    @property
    def needs_a_look(self) -> bool:
        """Whether a person has to see what became of it, as nobody took it back on purpose."""
        if self.reason.startswith(RECALL):
            return True
        is_lost = self.state in (PrintState.FAILED, PrintState.UNKNOWN)
        return is_lost and not self.reason.startswith((CALLED_OFF, RECALLED))

    @property
    def state_word(self) -> str:
        """What staff read of its state; what a folder holds is not said to be printed."""
        if self.reason.startswith(RECALL):
            return "tarik kembali"
        if self.reason.startswith(CALLED_OFF):
            return "tidak dicetak"
        if self.state is PrintState.DONE:
            return "di folder cetak" if self.handle.endswith(".pdf") else "tercetak"
        return STATE_WORDS[self.state]

    @property
    def reprint(self) -> int:
        """Which reprint of its letter it is, from 1; 0 for the copies that come with the letter."""
        return 0 if self.is_first else max(0, self.copy - self.copies)


def rule_for(job: PrintJob, *, when: str, sheet: PrintSheet, now: datetime) -> PrintRule:
    """The rule for a copy of a letter that is printed `now`, on `approval`, or at an hour (`16.00`).

    Reprints are never kept waiting, nor what a person released.
    """
    if not job.is_first or when == "now":
        return PrintRule(sheet=sheet)
    if job.released_at is not None:
        return PrintRule(sheet=sheet, since=job.released_at)
    if when == "approval":
        return PrintRule(sheet=sheet, wait="menunggu persetujuan cetak")
    since = _next(when, job.wanted_at)
    wait = f"dicetak mulai pukul {when}" if now < since else ""
    return PrintRule(sheet=sheet, wait=wait, since=since)


def is_late(job: PrintJob, rule: PrintRule, *, now: datetime) -> bool:
    """Whether an open copy should be on paper by now: an alarm, whatever the reason."""
    if job.state is PrintState.WANTED and rule.wait:
        return False
    return max(job.wanted_at, rule.since or job.wanted_at) < now - LATE


def _next(hour: str, since: datetime) -> datetime:
    """The first moment at or after `since` at which the clock shows `hour` (`16.00`)."""
    at = since.replace(hour=int(hour[:2]), minute=int(hour[3:]), second=0, microsecond=0)
    return at if at >= since else at + timedelta(days=1)


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
