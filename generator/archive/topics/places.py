"""Where the paper of a case stands, and who has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.topic import EventKind, Topic
from generator.system.clock import Clock
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Loan", "Place", "Places"]

TABLES = """
CREATE TABLE IF NOT EXISTS places (
    case_number TEXT PRIMARY KEY, container TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL,
    since TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS places_by_container ON places (container, position);
CREATE TABLE IF NOT EXISTS loans (
    case_number TEXT NOT NULL, number INTEGER NOT NULL, borrower TEXT NOT NULL, lent TEXT NOT NULL,
    due TEXT NOT NULL, note TEXT NOT NULL, returned TEXT, PRIMARY KEY (case_number, number)) STRICT;
"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """An ordner or box, and the place in it, counted from 1."""

    container: str
    position: int

    def __str__(self) -> str:
        return f"{self.container}/{self.position}"


@dataclass(frozen=True, kw_only=True)
class Loan:
    """Papers that left the shelf. `returned` is None while they are out."""

    case: str
    number: int
    borrower: str
    lent: date
    due: date
    note: str
    returned: date | None


class Places:
    def __init__(self, index: Index, clock: Clock, write: Write) -> None:
        self._index = index
        self._clock = clock
        self._write = write

    # -- the shelf -----------------------------------------------------------------------------

    def of(self, case: str) -> Place | None:
        row = self._index.row("SELECT * FROM places WHERE case_number = ?", [case])
        return Place(container=row["container"], position=row["position"]) if row else None

    def cases_in(self, container: str) -> list[str]:
        """The cases of an ordner or box, in their order."""
        rows = self._index.rows(
            "SELECT case_number FROM places WHERE container = ? ORDER BY position",
            [_plain(container)],
        )
        return [row["case_number"] for row in rows]

    def plan(self, cases: Sequence[str], container: str) -> dict[str, Place]:
        """Where these cases will stand in a container: behind what is there; who stands in it stays."""
        name = _plain(container)
        there = self._index.rows("SELECT * FROM places WHERE container = ?", [name])
        standing = {row["case_number"]: row["position"] for row in there}
        name = there[0]["container"] if there else name
        after = max(standing.values(), default=0)
        planned = {}
        for case in cases:
            if case not in standing:
                after += 1
            planned[case] = Place(container=name, position=standing.get(case, after))
        return planned

    def containers(self) -> list[str]:
        """Every ordner and box in which something stands, by name."""
        rows = self._index.rows(
            "SELECT container FROM places GROUP BY container ORDER BY container", []
        )
        return [row["container"] for row in rows]

    def put(self, case: str, container: str, position: int | None = None) -> Place:
        """Note where the paper of a case stands; without a position, behind what is there.

        Raises:
            UsageError: there is no such case, or another one stands there.
        """
        self._must_exist(case)
        container = _plain(container)
        there = self._index.rows(
            "SELECT * FROM places WHERE container = ? ORDER BY position", [container]
        )
        others = {row["position"]: row for row in there if row["case_number"] != case}
        if position is None:
            position = max(others, default=0) + 1
        if position in others:
            raise UsageError(
                "A045", found=f"{container}/{position}", hint=others[position]["case_number"]
            )
        if there:
            container = there[0]["container"]  # written as it was the first time
        data = {"case": case, "container": container, "position": position}
        self._write([Event(name="case-placed", data=data)])
        return Place(container=container, position=position)

    # -- loans ---------------------------------------------------------------------------------

    def loans_of(self, case: str) -> list[Loan]:
        """Every loan of a case, oldest first."""
        rows = self._index.rows("SELECT * FROM loans WHERE case_number = ? ORDER BY number", [case])
        return [_loan(row) for row in rows]

    def loan_of(self, case: str) -> Loan | None:
        """The loan that is out."""
        return next((one for one in self.loans_of(case) if one.returned is None), None)

    def overdue(self) -> list[Loan]:
        """What should be back by now, the longest overdue first."""
        rows = self._index.rows(
            "SELECT * FROM loans WHERE returned IS NULL AND due < ? ORDER BY due, case_number",
            [self._clock.today().isoformat()],
        )
        return [_loan(row) for row in rows]

    def out(self) -> list[Loan]:
        """Every loan that is out, the first one due first."""
        rows = self._index.rows(
            "SELECT * FROM loans WHERE returned IS NULL ORDER BY due, case_number", []
        )
        return [_loan(row) for row in rows]

    def lend(self, case: str, borrower: str, *, due: date, note: str = "") -> Loan:
        """Note that the paper of a case goes out.

        Raises:
            UsageError: there is no such case, it is out already, was handed over, or it is due in the past.
        """
        self._must_exist(case)
        gone = self._index.row("SELECT number FROM handed_over WHERE case_number = ?", [case])
        if gone is not None:
            raise UsageError("A119", found=case, hint=gone["number"])
        out = self.loan_of(case)
        if out is not None:
            raise UsageError("A046", found=case, hint=f"{out.borrower}, sejak {out.lent:%d-%m-%Y}")
        if due < self._clock.today():
            raise UsageError("A048", found=f"{due:%d-%m-%Y}")
        number = len(self.loans_of(case)) + 1
        data = {
            "case": case,
            "number": number,
            "borrower": _plain(borrower),
            "due": due.isoformat(),
            "note": note,
        }
        self._write([Event(name="case-lent", data=data)])
        return self.loans_of(case)[-1]

    def take_back(self, case: str) -> Loan:
        """Note that the paper of a case is back.

        Raises:
            UsageError: it is not out.
        """
        out = self.loan_of(case)
        if out is None:
            raise UsageError("A047", found=case)
        self._write([Event(name="case-returned", data={"case": case, "number": out.number})])
        return self.loans_of(case)[out.number - 1]

    def _must_exist(self, case: str) -> None:
        if not self._index.rows("SELECT 1 FROM cases WHERE case_number = ?", [case]):
            raise UsageError("A005", found=case)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _loan(row: Row) -> Loan:
    return Loan(
        case=row["case_number"],
        number=row["number"],
        borrower=row["borrower"],
        lent=date.fromisoformat(row["lent"]),
        due=date.fromisoformat(row["due"]),
        note=row["note"],
        returned=date.fromisoformat(row["returned"]) if row["returned"] else None,
    )


def _placed(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR REPLACE INTO places VALUES (:case, :container, :position, :since)",
        {**line.data, "since": line.at.date().isoformat()},
    )


def _lent(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO loans (case_number, number, borrower, lent, due, note)"
        " VALUES (:case, :number, :borrower, :lent, :due, :note)",
        {**line.data, "lent": line.at.date().isoformat()},
    )


def _returned(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE loans SET returned = :returned WHERE case_number = :case AND number = :number",
        {**line.data, "returned": line.at.date().isoformat()},
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        "case-placed": EventKind(words="tempat dicatat", handler=_placed),
        "case-lent": EventKind(words="dipinjamkan", handler=_lent),
        "case-returned": EventKind(words="dikembalikan", handler=_returned),
    },
)
