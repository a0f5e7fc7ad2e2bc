"""Disposal: proposed, judged by the panel, approved on paper, carried out. Each step is a line of the ledger.

Carrying out can be broken off anywhere and be asked for again. The berita acara is filed first. For each
case the tombstone is written then, then the line that makes it official, and only then is anything
destroyed; the line that ends the disposal comes when the index was made anew without it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.store import Store
from generator.archive.topics.common_forms import companions, only_whole
from generator.archive.topics.disposal_steps import (
    APPROVED,
    DISPOSED,
    EVENTS,
    JUDGED,
    PREPARED,
    RECORDED,
    TABLES,
    Disposal,
    DisposalKind,
    FiledPaper,
    FiledPaperCheck,
    StepName,
    disposal_of,
)
from generator.archive.topics.texts import text_path
from generator.archive.topics.tombstones import (
    Destroyed,
    Tombstone,
    check_tombstone,
    disposal_folder,
    lost_papers,
    remains,
    stripped,
    tombstone_path,
)
from generator.archive.topics.topic import Finding, Topic
from generator.archive.topics.whereabouts import Whereabouts
from generator.rules.retention import PERMANENT
from generator.system import files
from generator.system.clock import Clock
from generator.vocabulary.indonesian import numeric_date
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Disposals", "SignedPaper"]

FATES: Mapping[str, str] = {"musnah": "Musnah", "serah": PERMANENT}
# The signed papers of others, by step: the name of the file, and the line that tells of it.
FILES: Mapping[StepName, tuple[str, str]] = {
    "opinion": ("pertimbangan", JUDGED),
    "approval": ("persetujuan", APPROVED),
}


@dataclass(frozen=True, kw_only=True)
class SignedPaper:
    """A scan of what somebody signed: number as written, date, who gave it."""

    number: str
    dated: date
    by: str
    suffix: str
    data: bytes


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
            " d.disposal AS gone, h.number AS handed, (SELECT x.disposal FROM disposal_cases x"
            "  JOIN disposals o USING (disposal) WHERE x.case_number = c.case_number AND NOT x.is_kept"
            "  AND o.completed IS NULL AND o.cancelled IS NULL AND o.disposal != :within) AS other"
            ", EXISTS (SELECT 1 FROM refiled_away m WHERE c.case_number IN (m.from_case, m.to_case))"
            "  AS is_moved"
            " FROM cases c JOIN kept k ON k.case_number = c.case_number"
            " LEFT JOIN retention r ON r.case_number = c.case_number"
            " LEFT JOIN loans l ON l.case_number = c.case_number AND l.returned IS NULL"
            " LEFT JOIN disposed d ON d.case_number = c.case_number"
            " LEFT JOIN handed_over h ON h.case_number = c.case_number WHERE c.case_number = :case",
            {"case": case, "within": within},
        )
        if row is None:
            return "tidak ada dalam arsip"
        return _obstacle(row, kind, self._clock.today())

    def proposed_in(self, case: str) -> str:
        """The open disposal in which a case stands; empty if it stands in none."""
        row = self._index.row(
            "SELECT c.disposal FROM disposal_cases c JOIN disposals o USING (disposal)"
            " WHERE c.case_number = ? AND o.completed IS NULL AND o.cancelled IS NULL",
            [case],
        )
        return str(row["disposal"]) if row else ""

    def candidates(self, kind: DisposalKind) -> list[str]:
        """Every case that may be disposed of in this way today, but those that a panel kept."""
        rows = self._index.rows(
            "SELECT case_number FROM retention r WHERE NOT EXISTS (SELECT 1 FROM disposal_cases x"
            " JOIN disposals o USING (disposal) WHERE x.case_number = r.case_number AND x.is_kept"
            " AND o.cancelled IS NULL) ORDER BY case_number"
        )
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
            "SELECT case_number, is_kept FROM disposal_cases WHERE disposal = ?"
            " ORDER BY case_number",
            [row["disposal"]],
        )
        return disposal_of(row, cases, disposal_folder(self._store.root, row["disposal"]))

    def every(self) -> list[Disposal]:
        """All disposals there were, oldest first."""
        rows = self._index.rows("SELECT disposal FROM disposals ORDER BY prepared, rowid")
        return [self.get(row["disposal"]) for row in rows]

    def open_ones(self) -> list[Disposal]:
        """The disposals that were neither ended nor given up, oldest first."""
        rows = self._index.rows(
            "SELECT disposal FROM disposals WHERE completed IS NULL AND cancelled IS NULL"
            " ORDER BY prepared, rowid"
        )
        return [self.get(row["disposal"]) for row in rows]

    def next_name(self) -> str:
        """The name of the next disposal: `2031-1`."""
        year = self._clock.today().year
        row = self._index.row(
            "SELECT count(*) AS n FROM disposals WHERE disposal LIKE ?", [f"{year}-%"]
        )
        return f"{year}-{int(row['n']) + 1 if row else 1}"

    def propose(
        self, name: str, kind: DisposalKind, cases: Sequence[str], paper: FiledPaper, *, digest: str
    ) -> Disposal:
        """Write a proposal down whose paper is filed; `digest` is the paper's own."""
        told = {
            "disposal": name,
            "kind": kind,
            "cases": sorted(cases),
            "proposal": digest,
            "number": paper.number,
            "dated": paper.dated.isoformat(),
            "place": paper.place,
            "by": paper.by,
        }
        self._write([Event(name=PREPARED, data=told)])
        return self.get(name)

    def judge(
        self,
        name: str,
        paper: SignedPaper,
        *,
        kept: Sequence[str] = (),
    ) -> Disposal:
        """Keep the signed opinion of the panel; the cases that it keeps go no further.

        Raises:
            UsageError: there is one already, it is over, a case is not in it, the date does not fit, or what
                is left may not go.
        """
        disposal = self.get(name)
        if not disposal.is_open or disposal.opinion or disposal.approval:
            raise UsageError("A052", found=name)
        strange = [case for case in kept if case not in disposal.cases]
        if strange:
            raise UsageError("A050", found=strange[0], hint=f"tidak ada dalam usul {name}")
        left = [case for case in disposal.cases if case not in kept]
        if not left:
            raise UsageError("A117", found=name)
        self._check_day(paper.dated, disposal.prepared)
        self.require(left, disposal.kind, within=name)
        return self._keep(
            disposal, "opinion", paper, {"number": paper.number, "kept": sorted(kept)}
        )

    def approve(self, name: str, paper: SignedPaper) -> Disposal:
        """Keep the signed approval; from then on the disposal may be carried out.

        Raises:
            UsageError: it is approved or over already, the panel has not given its opinion, the date does not
                fit, or one of its cases may no longer go.
        """
        disposal = self.get(name)
        if not disposal.is_open or disposal.approval:
            raise UsageError("A052", found=name)
        if disposal.opinion is None:
            raise UsageError("A112", found=name)
        self._check_day(paper.dated, disposal.opinion.dated or disposal.opinion.filed)
        self.require(disposal.cases, disposal.kind, within=name)
        return self._keep(disposal, "approval", paper, {"reference": paper.number})

    def _keep(
        self, disposal: Disposal, step: StepName, paper: SignedPaper, further: Mapping[str, object]
    ) -> Disposal:
        name, event = FILES[step]
        path = disposal.folder / f"{name}{paper.suffix}"
        files.make_folder(path.parent)
        files.replace_file(path, paper.data)
        told = {
            "disposal": disposal.name,
            "dated": paper.dated.isoformat(),
            "by": paper.by,
            "file": path.name,
            step: files.hash_file(path),
            **further,
        }
        self._write([Event(name=event, data=told)])
        return self.get(disposal.name)

    def _check_day(self, day: date, earliest: date) -> None:
        """A step's paper is not older than that of the step before, nor of a day to come."""
        if not earliest <= day <= self._clock.today():
            raise UsageError("A113", found=numeric_date(day), hint=numeric_date(earliest))

    def cancel(self, name: str, *, reason: str) -> None:
        """Give a proposal up.

        Raises:
            UsageError: it is over already, or its act was begun: a berita acara stands, or some of it is gone.
        """
        disposal = self.get(name)
        is_begun = disposal.record or any(self._is_gone(case) for case in disposal.cases)
        if not disposal.is_open or is_begun:
            raise UsageError("A052", found=name)
        self._write([Event(name="disposal-cancelled", data={"disposal": name, "reason": reason})])

    def is_disposed(self, case: str) -> bool:
        return bool(self._index.rows("SELECT 1 FROM disposed WHERE case_number = ?", [case]))

    # -- carrying out --------------------------------------------------------------------------

    def ready(self, name: str, kind: DisposalKind) -> Disposal:
        """A disposal of this kind that may be carried out now.

        Raises:
            UsageError: it is of the other kind, no approval was filed, it is over, or a case may no longer go.
        """
        disposal = self.get(name)
        if disposal.kind != kind:
            raise UsageError("A053" if kind == "musnah" else "A114", found=name)
        if disposal.approval is None or not disposal.is_open:
            raise UsageError("A054", found=name)
        waiting = [case for case in disposal.cases if not self._is_gone(case)]
        self.require(waiting, kind, within=name)
        return disposal

    def record(self, name: str, paper: FiledPaper) -> None:
        """The berita acara of the act is filed."""
        told = {
            "disposal": name,
            "number": paper.number,
            "dated": paper.dated.isoformat(),
            "place": paper.place,
            "by": paper.by,
        }
        self._write([Event(name=RECORDED, data=told)])

    def bury(self, name: str) -> None:
        """Write every tombstone, and the line that makes it official; what is written stays.

        Raises:
            UsageError: no approval was filed, or a case may no longer go; nothing was begun.
        """
        disposal = self.ready(name, "musnah")
        for case in disposal.cases:
            if self.is_disposed(case):
                continue
            path = tombstone_path(self._store, name, case)
            stone = self._tombstone(disposal, case)
            files.make_folder(path.parent)
            files.replace_file(path, stone.model_dump_json(indent=1).encode())
            data = {"case": case, "disposal": name, "tombstone": files.hash_file(path)}
            self._write([Event(name=DISPOSED, data=data)])

    def hand_over(self, name: str) -> Disposal:
        """Its cases are the regional archive's from now on; the paper of the act is filed.

        Raises:
            UsageError: there is no approval, or a case may no longer go; nothing was begun.
        """
        disposal = self.ready(name, "serah")
        assert disposal.record is not None  # noqa: S101 - it was filed before
        told = {"disposal": name, "number": disposal.record.number}
        events = [
            Event(name="case-handed-over", data={"case": case, **told}) for case in disposal.cases
        ]
        self._write([*events, Event(name="disposal-completed", data={"disposal": name})])
        return self.get(name)

    def handed_over(self, case: str) -> tuple[date, str] | None:
        """The day on which a case was handed over, and the number of its berita acara."""
        row = self._index.row("SELECT * FROM handed_over WHERE case_number = ?", [case])
        return (date.fromisoformat(row["at"]), row["number"]) if row else None

    def _is_gone(self, case: str) -> bool:
        return self.is_disposed(case) or self.handed_over(case) is not None

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
            approval=disposal.approval.digest if disposal.approval else "",
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
        (row["handed"] is not None, f"sudah diserahkan ({row['handed']})"),
        (row["closed"] is None, "kasusnya belum ditutup"),
        # Its papers lie in the folders of two cases, which are destroyed as a whole.
        (bool(row["is_moved"]), "sebagian isinya dipindahkan dari atau ke berkas lain"),
        (row["fate"] is None, "tidak ada aturan retensi untuk kodenya"),
        (row["held"] is not None, f"ditahan: {row['held']}"),
        (row["fate"] is not None and row["fate"] != FATES[kind], f"status akhirnya {row['fate']}"),
        (row["checked"] is None, "aturan retensinya belum diperiksa pada JRA"),
        (
            (row["inactive_until"] or "") >= today.isoformat(),
            f"masa inaktifnya sampai {row['inactive_until']}",
        ),
        (row["borrower"] is not None, f"kertasnya dipinjam {row['borrower']}"),
        (row["other"] is not None, f"sudah ada dalam usul {row['other']}"),
    )
    return next((text for applies, text in reasons if applies), "")


# The signed papers of others, with the word of their line that tells the digest.
SIGNED = {JUDGED: "opinion", APPROVED: "approval"}


class _Check(FiledPaperCheck):
    """Of a destroyed case its tombstone is there and nothing else; each paper of a step is as it was filed."""

    events = frozenset({PREPARED, RECORDED})

    def __init__(self, store: Store, index: Index, whereabouts: Whereabouts) -> None:
        super().__init__(store, index, whereabouts)
        self._disposed: dict[str, tuple[str, str]] = {}
        self._signed: dict[tuple[str, str], str] = {}

    def take_in(self, line: LedgerLine) -> None:
        super().take_in(line)
        data = line.data
        if line.event == DISPOSED:
            self._disposed[data["case"]] = (data["disposal"], data["tombstone"])
        elif line.event in SIGNED:
            self._signed[data["disposal"], data["file"]] = data[SIGNED[line.event]]

    def is_gone(self, case: str) -> bool:
        return case in self._disposed

    def of_gone(
        self, case: str, told: Mapping[int, str], indexed: Mapping[int, str]
    ) -> Iterator[Finding]:
        sealed = self._disposed[case]
        for code, where in check_tombstone(self.store, case, sealed, told=told, indexed=indexed):
            yield Finding(code=code, where=where, is_damage=code == "V040")

    def of_whole(self) -> Iterator[Finding]:
        yield from super().of_whole()
        for where in lost_papers(self.store, self._signed):
            yield Finding(code="V042", where=where)


TOPIC = Topic(check=_Check, tables=TABLES, events=EVENTS)
