"""Inactive files that went from the unit that made them to the records unit (pemindahan), each with its paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.disposal_steps import FiledPaper, FiledPaperCheck
from generator.archive.topics.topic import EventKind, Topic
from generator.system.clock import Clock
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Move", "Moves"]

MOVED = "case-moved"

# A case that is opened again comes back: `projection` takes its row away, the ledger keeps the line.
TABLES = """
CREATE TABLE IF NOT EXISTS moved (
    case_number TEXT PRIMARY KEY, at TEXT NOT NULL, number TEXT NOT NULL, place TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS move_counts (
    case_number TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT;
"""


@dataclass(frozen=True, kw_only=True)
class Move:
    """When a case went to the records unit, and the number and place of the berita acara."""

    case: str
    at: date
    number: str
    place: str


class Moves:
    def __init__(self, index: Index, clock: Clock, write: Write) -> None:
        self._index = index
        self._clock = clock
        self._write = write

    def of(self, case: str) -> Move | None:
        row = self._index.row("SELECT * FROM moved WHERE case_number = ?", [case])
        if row is None:
            return None
        at = date.fromisoformat(row["at"])
        return Move(case=case, at=at, number=row["number"], place=row["place"])

    def times(self, cases: Sequence[str]) -> tuple[int, ...]:
        """How often each of these cases was moved so far."""
        counted = (
            self._index.row("SELECT n FROM move_counts WHERE case_number = ?", [case])
            for case in cases
        )
        return tuple(row["n"] if row else 0 for row in counted)

    def obstacle(self, case: str) -> str:
        """Why a case may not be moved, in the office's words; empty if it may."""
        row = self._index.row(
            "SELECT c.closed, r.active_until, k.held, l.borrower, d.disposal AS gone,"
            " h.number AS handed, m.number AS moved"
            " FROM cases c JOIN kept k ON k.case_number = c.case_number"
            " LEFT JOIN retention r ON r.case_number = c.case_number"
            " LEFT JOIN loans l ON l.case_number = c.case_number AND l.returned IS NULL"
            " LEFT JOIN disposed d ON d.case_number = c.case_number"
            " LEFT JOIN handed_over h ON h.case_number = c.case_number"
            " LEFT JOIN moved m ON m.case_number = c.case_number WHERE c.case_number = ?",
            [case],
        )
        return "tidak ada dalam arsip" if row is None else _obstacle(row, self._clock.today())

    def candidates(self) -> list[str]:
        """Every case that may be moved today."""
        rows = self._index.rows("SELECT case_number FROM retention ORDER BY case_number")
        return [row["case_number"] for row in rows if not self.obstacle(row["case_number"])]

    def require(self, cases: Sequence[str]) -> None:
        """See that all these cases may be moved.

        Raises:
            UsageError: one may not, and why.
        """
        for case in cases:
            if why := self.obstacle(case):
                raise UsageError("A115", found=case, hint=why)

    def move(self, cases: Sequence[str], paper: FiledPaper) -> None:
        """Write down that these cases were moved; the paper is filed."""
        told = {"number": paper.number, "place": paper.place}
        self._write([Event(name=MOVED, data={"case": case, **told}) for case in cases])


def _obstacle(row: Row, today: date) -> str:
    reasons = (
        (row["gone"] is not None, f"sudah dimusnahkan ({row['gone']})"),
        (row["handed"] is not None, f"sudah diserahkan ({row['handed']})"),
        (row["moved"] is not None, f"sudah dipindahkan ({row['moved']})"),
        (row["closed"] is None, "kasusnya belum ditutup"),
        (row["active_until"] is None, "tidak ada aturan retensi untuk kodenya"),
        (row["held"] is not None, f"ditahan: {row['held']}"),
        (
            (row["active_until"] or "") >= today.isoformat(),
            f"masa aktifnya sampai {row['active_until']}",
        ),
        (row["borrower"] is not None, f"kertasnya dipinjam {row['borrower']}"),
    )
    return next((text for applies, text in reasons if applies), "")


def _moved(index: Index, line: LedgerLine) -> None:
    data = {key: line.data[key] for key in ("case", "number", "place")}
    index.execute(
        "INSERT OR REPLACE INTO moved VALUES (:case, :day, :number, :place)",
        {**data, "day": line.at.date().isoformat()},
    )
    index.execute(
        "INSERT INTO move_counts VALUES (:case, 1) ON CONFLICT DO UPDATE SET n = n + 1",
        {"case": data["case"]},
    )


class _Check(FiledPaperCheck):
    """The berita acara of every move is there."""

    events = frozenset({MOVED})


TOPIC = Topic(
    check=_Check,
    tables=TABLES,
    events={
        MOVED: EventKind(words="dipindahkan ke unit kearsipan", handler=_moved, change="moved"),
    },
)
