"""How an office stands at one moment, for the status page and the status file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.archive import Archive, ArchivedItem, Finding, Restored
from generator.inbox.file_names import printable_name
from generator.inbox.inbox import Inbox
from generator.inbox.notes import NOTE_SUFFIX, is_note, read_note
from generator.inbox.trays import Tray
from generator.vocabulary.prints import PrintJob
from generator.vocabulary.problems import Problem

__all__ = [
    "REVIEWED",
    "OfficeStatus",
    "TrayEntry",
    "WaitingEntry",
    "reviewed_templates",
    "status_of",
]

# Below the templates: copies of faulty ones, with comments.
REVIEWED = "periksa"


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
    # Of which nobody has said yet which numbers are free.
    restored: Restored | None = None
    clock: Problem | None = None
    unfilled: tuple[str, ...] = ()
    # Where each register stands, while nobody has said where it begins.
    begins: Mapping[str, int] | None = None


def status_of(
    inbox: Inbox,
    archive: Archive,
    *,
    office_name: str,
    now: datetime,
    late_prints: tuple[PrintJob, ...],
    faulty_templates: tuple[str, ...],
    unfilled: tuple[str, ...],
) -> OfficeStatus:
    """What waits, what ended where, what is printed and what was found amiss."""
    return OfficeStatus(
        at=now,
        office_name=office_name,
        waiting=tuple(
            WaitingEntry(name=printable_name(name), why=why) for name, why in inbox.why_waiting()
        ),
        rejected=_entries(inbox, Tray.REJECTED, now),
        held=_entries(inbox, Tray.HELD, now),
        to_match=_entries(inbox, Tray.MATCH, now),
        to_approve=_entries(inbox, Tray.APPROVAL, now),
        prints=tuple(archive.prints.all(limit=50)),
        late_prints=late_prints,
        letters=tuple(archive.items.latest(20)),
        faulty_templates=faulty_templates,
        findings=tuple(archive.care.daily_findings()),
        restored=archive.recovery.waiting(),
        clock=archive.chain.clock_problem(),
        unfilled=unfilled,
        begins=_begins(archive, now.year),
    )


def _begins(archive: Archive, year: int) -> Mapping[str, int] | None:
    """The last number of each register where the office has not said yet where they begin."""
    return archive.beginnings.last_used(year) if archive.beginnings.is_asked(year) else None


def _entries(inbox: Inbox, tray: Tray, now: datetime) -> tuple[TrayEntry, ...]:
    return tuple(
        TrayEntry(
            name=path.name,
            at=datetime.fromtimestamp(path.lstat().st_ctime, now.tzinfo),
            note=read_note(path),
        )
        for path in inbox.trays.of(tray)[:50]
    )


def reviewed_templates(templates: Path) -> tuple[str, ...]:
    """The templates of which a copy with comments, or a note, lies in `templates/periksa/`."""
    folder = templates / REVIEWED
    notes = [str(one.relative_to(folder)) for one in folder.rglob("*") if is_note(one.name)]
    return tuple(sorted(name.removesuffix(NOTE_SUFFIX) for name in notes))
