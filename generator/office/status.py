"""How an office stands at one moment, for the status page and the status file."""

from dataclasses import dataclass
from datetime import datetime

from generator.archive import ArchivedItem, Finding
from generator.vocabulary.prints import PrintJob

__all__ = ["OfficeStatus", "TrayEntry", "WaitingEntry"]


@dataclass(frozen=True, kw_only=True)
class TrayEntry:
    """A submission in a tray: its name as dropped, when it got there, and the note beside it."""

    name: str
    at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class WaitingEntry:
    """A submission in the inbox, and why it was not taken yet; empty if it is about to be."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class OfficeStatus:
    """How the office stands, for the status page and the status file."""

    at: datetime
    office_name: str
    waiting: tuple[WaitingEntry, ...]
    rejected: tuple[TrayEntry, ...]
    held: tuple[TrayEntry, ...]
    to_match: tuple[TrayEntry, ...]
    to_approve: tuple[TrayEntry, ...]
    prints: tuple[PrintJob, ...]
    late_prints: tuple[PrintJob, ...]
    letters: tuple[ArchivedItem, ...]
    faulty_templates: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
