"""What a disposal is and how far it came, and what each of its ledger lines does to the index."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

from generator.archive.database import Index, Row
from generator.archive.ledger import LedgerLine
from generator.archive.store import Store
from generator.archive.topics.topic import EventKind, Finding, TopicCheck
from generator.archive.topics.whereabouts import Whereabouts

__all__ = [
    "APPROVED",
    "DISPOSED",
    "EVENTS",
    "JUDGED",
    "PREPARED",
    "RECORDED",
    "TABLES",
    "Disposal",
    "DisposalKind",
    "DisposalStep",
    "FiledPaper",
    "FiledPaperCheck",
    "StepName",
    "disposal_of",
]

DisposalKind = Literal["musnah", "serah"]
StepName = Literal["opinion", "approval"]
# A case that the panel kept stands in the proposal and goes no further.
TABLES = """
CREATE TABLE IF NOT EXISTS disposals (
    disposal TEXT PRIMARY KEY, kind TEXT NOT NULL, prepared TEXT NOT NULL, proposal TEXT NOT NULL,
    proposed_number TEXT NOT NULL, proposed_at TEXT NOT NULL, proposed_by TEXT NOT NULL,
    opined TEXT, opinion TEXT, opinion_number TEXT, opinion_dated TEXT, opinion_by TEXT,
    reference TEXT, approved TEXT, approval TEXT, approval_dated TEXT, approval_by TEXT,
    record_number TEXT, record_dated TEXT, record_at TEXT, record_by TEXT,
    completed TEXT, cancelled TEXT, reason TEXT) STRICT;
CREATE TABLE IF NOT EXISTS disposal_cases (
    disposal TEXT NOT NULL, case_number TEXT NOT NULL, is_kept INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (disposal, case_number)) STRICT;
CREATE INDEX IF NOT EXISTS disposal_cases_by_case ON disposal_cases (case_number);
CREATE TABLE IF NOT EXISTS disposed (
    case_number TEXT PRIMARY KEY, disposal TEXT NOT NULL, at TEXT NOT NULL,
    tombstone TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS handed_over (
    case_number TEXT PRIMARY KEY, disposal TEXT NOT NULL, at TEXT NOT NULL,
    number TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, kw_only=True)
class FiledPaper:
    """A numbered paper of the archive's own, and where it is filed (`UMUM-2031/4`); `by` are the posts that sign it."""

    number: str
    dated: date
    place: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class DisposalStep:
    """A signed paper of somebody else: its number as written, its date, who gave it, its digest.

    `filed` is the day on which it was filed. One of before papers told their date and giver has neither.
    """

    number: str
    filed: date
    digest: str
    dated: date | None = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Disposal:
    """One disposal and how far it came. `folder` holds what others signed.

    `cases` are those that go, `kept` those that the panel kept. `proposal` is None of one that was proposed
    before proposals had a number, `record` (the berita acara of the act) until there is one.
    """

    name: str
    kind: DisposalKind
    cases: tuple[str, ...]
    folder: Path
    prepared: date
    kept: tuple[str, ...] = ()
    proposal: FiledPaper | None = None
    opinion: DisposalStep | None = None
    approval: DisposalStep | None = None
    record: FiledPaper | None = None
    completed: date | None = None
    cancelled: date | None = None

    @property
    def is_open(self) -> bool:
        return self.completed is None and self.cancelled is None

    @property
    def state(self) -> str:
        """How far it came, in the office's words."""
        if self.cancelled:
            return "dibatalkan"
        if self.completed:
            return "dimusnahkan" if self.kind == "musnah" else "diserahkan"
        if self.record:
            return "BELUM SELESAI, ulangi"
        if self.approval:
            return f"disetujui ({self.reference})"
        return "menunggu persetujuan" if self.opinion else "menunggu pertimbangan panitia"

    @property
    def reference(self) -> str:
        """The number of its approval, as written; empty before there is one."""
        return self.approval.number if self.approval else ""


def disposal_of(row: Row, cases: list[Row], folder: Path) -> Disposal:
    return Disposal(
        name=row["disposal"],
        kind=row["kind"],
        cases=tuple(one["case_number"] for one in cases if not one["is_kept"]),
        kept=tuple(one["case_number"] for one in cases if one["is_kept"]),
        folder=folder,
        prepared=date.fromisoformat(row["prepared"]),
        proposal=_paper(
            row["proposed_number"], row["prepared"], row["proposed_at"], row["proposed_by"]
        ),
        opinion=_step(row, "opinion_number", "opined", "opinion"),
        approval=_step(row, "reference", "approved", "approval"),
        record=_paper(
            row["record_number"], row["record_dated"], row["record_at"], row["record_by"]
        ),
        completed=_day(row["completed"]),
        cancelled=_day(row["cancelled"]),
    )


def _paper(
    number: str | None, dated: str | None, place: str | None, by: str | None
) -> FiledPaper | None:
    if not (number and dated and place):
        return None
    return FiledPaper(number=number, dated=date.fromisoformat(dated), place=place, by=by or "")


def _step(row: Row, number: str, filed: str, name: StepName) -> DisposalStep | None:
    if row[filed] is None:
        return None
    return DisposalStep(
        number=row[number],
        filed=date.fromisoformat(row[filed]),
        digest=row[name],
        dated=_day(row[f"{name}_dated"]),
        by=row[f"{name}_by"] or "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# -- ledger lines ------------------------------------------------------------------------------


def _prepared(index: Index, line: LedgerLine) -> None:
    data = {"number": "", "place": "", "by": "", **line.data}
    data["day"] = data.get("dated") or _of(line)
    index.execute(
        "INSERT OR IGNORE INTO disposals (disposal, kind, prepared, proposal, proposed_number,"
        " proposed_at, proposed_by) VALUES (:disposal, :kind, :day, :proposal, :number, :place, :by)",
        {
            key: data[key]
            for key in ("disposal", "kind", "day", "proposal", "number", "place", "by")
        },
    )
    for case in line.data["cases"]:
        index.execute(
            "INSERT OR IGNORE INTO disposal_cases (disposal, case_number) VALUES (?, ?)",
            [line.data["disposal"], case],
        )


def _judged(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE disposals SET opined = :day, opinion = :opinion, opinion_number = :number,"
        " opinion_dated = :dated, opinion_by = :by WHERE disposal = :disposal",
        {**_told(line, "opinion", "number", "dated", "by"), "day": _of(line)},
    )
    for case in line.data["kept"]:
        index.execute(
            "UPDATE disposal_cases SET is_kept = 1 WHERE disposal = ? AND case_number = ?",
            [line.data["disposal"], case],
        )


def _approved(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE disposals SET reference = :reference, approval = :approval, approved = :day,"
        " approval_dated = :dated, approval_by = :by WHERE disposal = :disposal",
        {**_told(line, "reference", "approval", "dated", "by"), "day": _of(line)},
    )


def _recorded(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE disposals SET record_number = :number, record_dated = :dated, record_at = :place,"
        " record_by = :by WHERE disposal = :disposal",
        _told(line, "number", "dated", "place", "by"),
    )


def _disposed(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO disposed VALUES (:case, :disposal, :day, :tombstone)",
        {**_told(line, "case", "tombstone"), "day": _of(line)},
    )


def _handed_over(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO handed_over VALUES (:case, :disposal, :day, :number)",
        {**_told(line, "case", "number"), "day": _of(line)},
    )


def _ended(column: str) -> Callable[[Index, LedgerLine], None]:
    def handle(index: Index, line: LedgerLine) -> None:
        index.execute(
            f"UPDATE disposals SET {column} = :day, reason = :reason"  # noqa: S608
            " WHERE disposal = :disposal",
            {**_told(line, "reason"), "day": _of(line)},
        )

    return handle


def _told(line: LedgerLine, *names: str) -> dict[str, object]:
    """What a line tells; of earlier lines what they did not tell yet is None."""
    return {name: line.data.get(name) for name in ("disposal", *names)}


def _of(line: LedgerLine) -> str:
    return line.at.date().isoformat()


PREPARED, JUDGED, APPROVED = "disposal-prepared", "disposal-judged", "disposal-approved"
RECORDED, DISPOSED = "disposal-recorded", "case-disposed"
EVENTS: Mapping[str, EventKind] = {
    PREPARED: EventKind(words="usul disiapkan", handler=_prepared),
    JUDGED: EventKind(words="pertimbangan panitia diarsipkan", handler=_judged),
    APPROVED: EventKind(words="persetujuan diarsipkan", handler=_approved),
    RECORDED: EventKind(words="berita acara pelaksanaan dibuat", handler=_recorded),
    DISPOSED: EventKind(words="dimusnahkan", handler=_disposed, change="destroyed"),
    "case-handed-over": EventKind(words="diserahkan", handler=_handed_over, change="handed-over"),
    "disposal-completed": EventKind(
        words="pemusnahan atau penyerahan selesai", handler=_ended("completed")
    ),
    "disposal-cancelled": EventKind(words="usul dibatalkan", handler=_ended("cancelled")),
}


class FiledPaperCheck(TopicCheck):
    """The papers that lines of these `events` name are filed; those of before named none."""

    events: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, store: Store, index: Index, whereabouts: Whereabouts) -> None:
        super().__init__(store, index, whereabouts)
        self._filed: set[str] = set()
        self._named: set[str] = set()

    def take_in(self, line: LedgerLine) -> None:
        if line.event == "item-filed":
            self._filed.add(f"{line.data['case']}/{line.data['item']}")
        elif line.event in self.events and line.data.get("place"):
            self._named.add(line.data["place"])

    def of_whole(self) -> Iterator[Finding]:
        for place in sorted(self._named - self._filed):
            yield Finding(code="V043", where=place)
