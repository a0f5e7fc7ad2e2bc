"""Requests of a client to correct what the archive says (UU 27/2022 art. 6): asked, why, and done by which form.

Nothing is overwritten: the old form and the old letters stay, the correction is a further form and a
further revision. What was wrong is told here, without the data itself.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.records import ItemRecord
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.case import CaseForm
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Correction", "Corrections"]

ASKED = "correction-asked"
TABLES = """
CREATE TABLE IF NOT EXISTS corrections (
    seq INTEGER PRIMARY KEY, case_number TEXT NOT NULL, asked_at TEXT NOT NULL, asked_by TEXT NOT NULL,
    reason TEXT NOT NULL, entered_by TEXT NOT NULL, done_item INTEGER, done_at TEXT) STRICT;
CREATE INDEX IF NOT EXISTS corrections_by_case ON corrections (case_number);
"""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A request; `done_item` is the form that corrected, 0 while it is open."""

    case: str
    asked_at: datetime
    asked_by: str
    reason: str
    entered_by: str
    done_item: int
    done_at: datetime | None


class Corrections:
    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def ask(self, case: str, *, reason: str, by: str) -> Correction:
        """Write a request down; the next form of the case answers it.

        Raises:
            UsageError: there is no such case.
        """
        if self._index.row("SELECT 1 FROM cases WHERE case_number = ?", [case]) is None:
            raise UsageError("A005", found=case)
        self._write([Event(name=ASKED, data={"case": case, "reason": reason, "by": by})])
        return self.of_case(case)[-1]

    def open(self) -> list[Correction]:
        """Every request that no form has answered yet, oldest first."""
        rows = self._index.rows(
            "SELECT * FROM corrections WHERE done_item IS NULL ORDER BY seq", []
        )
        return [_correction(row) for row in rows]

    def of_case(self, case: str) -> list[Correction]:
        """Every request about a case, oldest first."""
        rows = self._index.rows(
            "SELECT * FROM corrections WHERE case_number = ? ORDER BY seq", [case]
        )
        return [_correction(row) for row in rows]


def _correction(row: Row) -> Correction:
    return Correction(
        case=row["case_number"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        asked_by=row["asked_by"],
        reason=row["reason"],
        entered_by=row["entered_by"],
        done_item=row["done_item"] or 0,
        done_at=datetime.fromisoformat(row["done_at"]) if row["done_at"] else None,
    )


def _asked(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO corrections (seq, case_number, asked_at, asked_by, reason, entered_by)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            line.seq,
            line.data["case"],
            line.at.isoformat(),
            line.data["by"],
            line.data["reason"],
            line.who,
        ],
    )


def _form_filed(index: Index, record: ItemRecord, _folder: Path, _form: CaseForm | None) -> None:
    """A form of the case answers what was asked before it."""
    index.execute(
        "UPDATE corrections SET done_item = ?, done_at = ? WHERE case_number = ?"
        " AND done_item IS NULL",
        [record.item, record.filed_at.isoformat(), record.case],
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        ASKED: EventKind(words="perbaikan diminta", handler=_asked),
    },
    items={"formulir": _form_filed},
)
