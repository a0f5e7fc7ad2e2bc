"""Disposal: proposed, approved on paper, carried out. Each step is a line of the ledger.

Carrying out can be broken off anywhere and be asked for again. For each case the tombstone is written
first, then the line that makes it official, and only then is anything destroyed; the line that ends the
disposal comes when the index was made anew without it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.store import Store
from generator.archive.topics.common_forms import companions, only_whole
from generator.archive.topics.texts import text_path
from generator.archive.topics.tombstones import (
    Destroyed,
    Tombstone,
    check_tombstone,
    disposal_folder,
    lost_approvals,
    remains,
    stripped,
    tombstone_path,
)
from generator.archive.topics.topic import EventKind, Finding, Topic, TopicCheck
from generator.rules.retention import PERMANENT
from generator.system import files
from generator.system.clock import Clock
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Disposal", "DisposalKind", "Disposals"]

APPROVED, DISPOSED = "disposal-approved", "case-disposed"
DisposalKind = Literal["musnah", "serah"]
FATES: Mapping[str, str] = {"musnah": "Musnah", "serah": PERMANENT}
APPROVAL = "persetujuan"
TABLES = """
CREATE TABLE IF NOT EXISTS disposals (
    disposal TEXT PRIMARY KEY, kind TEXT NOT NULL, prepared TEXT NOT NULL, proposal TEXT NOT NULL,
    reference TEXT, approved TEXT, approval TEXT, completed TEXT, cancelled TEXT, reason TEXT) STRICT;
CREATE TABLE IF NOT EXISTS disposal_cases (
    disposal TEXT NOT NULL, case_number TEXT NOT NULL, PRIMARY KEY (disposal, case_number)) STRICT;
CREATE TABLE IF NOT EXISTS disposed (
    case_number TEXT PRIMARY KEY, disposal TEXT NOT NULL, at TEXT NOT NULL,
    tombstone TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, kw_only=True)
class Disposal:
    """One disposal and how far it came. `folder` holds its papers."""

    name: str
    kind: DisposalKind
    cases: tuple[str, ...]
    folder: Path
    reference: str
    approved: date | None
    approval: str
    completed: date | None
    cancelled: date | None

    @property
    def is_open(self) -> bool:
        return self.completed is None and self.cancelled is None


class Disposals:
    def __init__(
        self,
        index: Index,
        store: Store,
        clock: Clock,
        write: Write,
    ) -> None:
        self._index = index
        self._store = store
        self._clock = clock
        self._write = write

    # -- what may go ---------------------------------------------------------------------------

    def obstacle(self, case: str, kind: DisposalKind, *, within: str = "") -> str:
        """Why a case may not be disposed of, in the office's words; empty if it may.

        `within` is the disposal that holds it already.
        """
        row = self._index.row(
            "SELECT c.closed, r.fate, r.checked, r.inactive_until, k.held, l.borrower,"
            " d.disposal AS gone, (SELECT x.disposal FROM disposal_cases x"
            "  JOIN disposals o USING (disposal) WHERE x.case_number = c.case_number"
            "  AND o.completed IS NULL AND o.cancelled IS NULL AND o.disposal != :within) AS other"
            " FROM cases c JOIN kept k ON k.case_number = c.case_number"
            " LEFT JOIN retention r ON r.case_number = c.case_number"
            " LEFT JOIN loans l ON l.case_number = c.case_number AND l.returned IS NULL"
            " LEFT JOIN disposed d ON d.case_number = c.case_number WHERE c.case_number = :case",
            {"case": case, "within": within},
        )
        if row is None:
            return "tidak ada dalam arsip"
        return _obstacle(row, kind, self._clock.today())

    def candidates(self, kind: DisposalKind) -> list[str]:
        """Every case that may be disposed of in this way today."""
        rows = self._index.rows("SELECT case_number FROM retention ORDER BY case_number")
        free = [row["case_number"] for row in rows if not self.obstacle(row["case_number"], kind)]
        return only_whole(self._index, free) if kind == "musnah" else free

    def require(self, cases: Sequence[str], kind: DisposalKind, *, within: str = "") -> None:
        """See that all these cases may go.

        Raises:
            UsageError: one may not, and why; or it came from one file with others that stay.
        """
        for case in cases:
            if why := self.obstacle(case, kind, within=within):
                raise UsageError("A050", found=case, hint=why)
            left = [one for one in companions(self._index, case) if one not in cases]
            if left and kind == "musnah":
                raise UsageError("A057", found=case, hint=", ".join(left))

    # -- the way of a disposal -----------------------------------------------------------------

    def get(self, name: str) -> Disposal:
        """One disposal.

        Raises:
            UsageError: there is none of this name.
        """
        row = self._index.row("SELECT * FROM disposals WHERE disposal = ?", [name.strip()])
        if row is None:
            raise UsageError("A051", found=name)
        cases = self._index.rows(
            "SELECT case_number FROM disposal_cases WHERE disposal = ? ORDER BY case_number",
            [row["disposal"]],
        )
        return Disposal(
            name=row["disposal"],
            kind=row["kind"],
            cases=tuple(one["case_number"] for one in cases),
            folder=disposal_folder(self._store.root, row["disposal"]),
            reference=row["reference"] or "",
            approved=_day(row["approved"]),
            approval=row["approval"] or "",
            completed=_day(row["completed"]),
            cancelled=_day(row["cancelled"]),
        )

    def next_name(self) -> str:
        """The name of the next disposal: `2031-1`."""
        year = self._clock.today().year
        row = self._index.row(
            "SELECT count(*) AS n FROM disposals WHERE disposal LIKE ?", [f"{year}-%"]
        )
        return f"{year}-{int(row['n']) + 1 if row else 1}"

    def propose(
        self, name: str, kind: DisposalKind, cases: Sequence[str], papers: Mapping[str, bytes]
    ) -> Disposal:
        """Keep the papers of a proposal, and write it down."""
        self.require(cases, kind)
        folder = disposal_folder(self._store.root, name)
        files.make_folder(folder)
        for file, data in papers.items():
            files.replace_file(folder / file, data)
        proposal = files.hash_file(folder / next(iter(papers)))
        told = {"disposal": name, "kind": kind, "cases": sorted(cases), "proposal": proposal}
        self._write([Event(name="disposal-prepared", data=told)])
        return self.get(name)

    def approve(self, name: str, *, reference: str, suffix: str, data: bytes) -> Disposal:
        """Keep the signed approval; from then on the disposal may be carried out.

        Raises:
            UsageError: it is approved or over already, or one of its cases may no longer go.
        """
        disposal = self.get(name)
        if not disposal.is_open or disposal.approved:
            raise UsageError("A052", found=name)
        self.require(disposal.cases, disposal.kind, within=name)
        path = disposal.folder / f"{APPROVAL}{suffix}"
        files.replace_file(path, data)
        told = {"disposal": name, "reference": reference, "file": path.name,
                "approval": files.hash_file(path)}  # fmt: skip
        self._write([Event(name=APPROVED, data=told)])
        return self.get(name)

    def cancel(self, name: str, *, reason: str) -> None:
        """Give a proposal up.

        Raises:
            UsageError: it is over already, or some of it was destroyed.
        """
        disposal = self.get(name)
        if not disposal.is_open or any(self.is_disposed(case) for case in disposal.cases):
            raise UsageError("A052", found=name)
        self._write([Event(name="disposal-cancelled", data={"disposal": name, "reason": reason})])

    def is_disposed(self, case: str) -> bool:
        return bool(self._index.rows("SELECT 1 FROM disposed WHERE case_number = ?", [case]))

    # -- carrying out --------------------------------------------------------------------------

    def bury(self, name: str) -> None:
        """Write every tombstone, and the line that makes it official; what is written stays.

        Raises:
            UsageError: no approval was filed, or a case may no longer go; nothing was begun.
        """
        disposal = self.get(name)
        if disposal.kind != "musnah":
            raise UsageError("A053", found=name)
        if not disposal.approved or not disposal.is_open:
            raise UsageError("A054", found=name)
        waiting = [case for case in disposal.cases if not self.is_disposed(case)]
        self.require(waiting, disposal.kind, within=name)
        for case in waiting:
            path = tombstone_path(self._store, name, case)
            stone = self._tombstone(disposal, case)
            files.replace_file(path, stone.model_dump_json(indent=1).encode())
            data = {"case": case, "disposal": name, "tombstone": files.hash_file(path)}
            self._write([Event(name=DISPOSED, data=data)])

    def _tombstone(self, disposal: Disposal, case: str) -> Tombstone:
        row = self._index.row(
            "SELECT c.opened, c.closed, k.classification, r.event, r.years_active,"
            " r.years_inactive, r.fate FROM cases c JOIN kept k ON k.case_number = c.case_number"
            " JOIN retention r ON r.case_number = c.case_number WHERE c.case_number = ?",
            [case],
        )
        assert row is not None  # noqa: S101 - it was found to be due
        read = [self._store.read(folder) for folder in self._store.item_folders(case)]
        years = f"{row['years_active']} tahun aktif, {row['years_inactive']} tahun inaktif"
        return Tombstone(
            case=case,
            opened=date.fromisoformat(row["opened"]),
            closed=date.fromisoformat(row["closed"]),
            classification=row["classification"],
            rule=f"{row['event']}: {years}, {row['fate']}",
            disposal=disposal.name,
            reference=disposal.reference,
            approval=disposal.approval,
            items=tuple(
                Destroyed(record=stripped(one.record), record_sha256=one.record_digest)
                for one in read
            ),
        )

    def destroy(self, name: str) -> None:
        """Overwrite and remove the folders of the buried cases, and the texts read from them."""
        for case in self.get(name).cases:
            if not self.is_disposed(case):
                continue
            standing, waiting = self._store.case_folder(case), remains(self._store, case)
            for source in self._own_attachments(case):
                files.destroy(text_path(self._store.root, source))
            if standing.exists():
                files.make_folder(waiting.parent)
                files.move(standing, waiting)
            files.destroy(waiting)

    def _own_attachments(self, case: str) -> list[str]:
        """Attachments that stand in no case that is left."""
        rows = self._index.rows(
            "SELECT source FROM texts WHERE case_number = ? AND source NOT IN"
            " (SELECT source FROM texts WHERE case_number NOT IN"
            " (SELECT case_number FROM disposed))",
            [case],
        )
        return [row["source"] for row in rows]

    def complete(self, name: str) -> None:
        """Everything is gone, from the index too."""
        self._write([Event(name="disposal-completed", data={"disposal": name})])


def _obstacle(row: Row, kind: DisposalKind, today: date) -> str:
    reasons = (
        (row["gone"] is not None, f"sudah dimusnahkan ({row['gone']})"),
        (row["closed"] is None, "kasusnya belum ditutup"),
        (row["fate"] is None, "tidak ada aturan retensi untuk kodenya"),
        (row["held"] is not None, f"ditahan: {row['held']}"),
        (row["fate"] is not None and row["fate"] != FATES[kind], f"status akhirnya {row['fate']}"),
        (row["checked"] is None, "aturan retensinya belum diperiksa pada JRA"),
        ((row["inactive_until"] or "") >= today.isoformat(),
         f"masa inaktifnya sampai {row['inactive_until']}"),
        (row["borrower"] is not None, f"kertasnya dipinjam {row['borrower']}"),
        (row["other"] is not None, f"sudah ada dalam usul {row['other']}"),
    )  # fmt: skip
    return next((text for applies, text in reasons if applies), "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _prepared(index: Index, line: LedgerLine) -> None:
    data = line.data
    index.execute(
        "INSERT OR IGNORE INTO disposals (disposal, kind, prepared, proposal)"
        " VALUES (:disposal, :kind, :day, :proposal)",
        {**{key: data[key] for key in ("disposal", "kind", "proposal")}, "day": _of(line)},
    )
    for case in data["cases"]:
        index.execute(
            "INSERT OR IGNORE INTO disposal_cases VALUES (?, ?)", [data["disposal"], case]
        )


def _approved(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE disposals SET reference = :reference, approval = :approval, approved = :day"
        " WHERE disposal = :disposal",
        {**line.data, "day": _of(line)},
    )


def _disposed(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO disposed VALUES (:case, :disposal, :day, :tombstone)",
        {**line.data, "day": _of(line)},
    )


def _ended(column: str) -> Callable[[Index, LedgerLine], None]:
    def handle(index: Index, line: LedgerLine) -> None:
        index.execute(
            f"UPDATE disposals SET {column} = :day, reason = :reason"  # noqa: S608
            " WHERE disposal = :disposal",
            {"reason": None, **line.data, "day": _of(line)},
        )

    return handle


def _of(line: LedgerLine) -> str:
    return line.at.date().isoformat()


class _Check(TopicCheck):
    """Of a destroyed case its tombstone is there and nothing else; each approval is as it was filed."""

    def __init__(self, store: Store, index: Index) -> None:
        super().__init__(store, index)
        self._disposed: dict[str, tuple[str, str]] = {}
        self._approvals: dict[str, tuple[str, str]] = {}

    def take_in(self, line: LedgerLine) -> None:
        data = line.data
        if line.event == DISPOSED:
            self._disposed[data["case"]] = (data["disposal"], data["tombstone"])
        elif line.event == APPROVED:
            self._approvals[data["disposal"]] = (data["file"], data["approval"])

    def is_gone(self, case: str) -> bool:
        return case in self._disposed

    def of_gone(
        self, case: str, told: Mapping[int, str], indexed: Mapping[int, str]
    ) -> Iterator[Finding]:
        sealed = self._disposed[case]
        for code, where in check_tombstone(self.store, case, sealed, told=told, indexed=indexed):
            yield Finding(code=code, where=where, is_damage=code == "V040")

    def of_whole(self) -> Iterator[Finding]:
        for where in lost_approvals(self.store, self._approvals):
            yield Finding(code="V042", where=where)


TOPIC = Topic(
    check=_Check,
    tables=TABLES,
    events={
        "disposal-prepared": EventKind(words="usul disiapkan", handler=_prepared),
        APPROVED: EventKind(words="persetujuan diarsipkan", handler=_approved),
        DISPOSED: EventKind(words="dimusnahkan", handler=_disposed, change="destroyed"),
        "disposal-completed": EventKind(words="pemusnahan selesai", handler=_ended("completed")),
        "disposal-cancelled": EventKind(words="usul dibatalkan", handler=_ended("cancelled")),
    },
)
