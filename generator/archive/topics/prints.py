"""The outbox: wanted copies in the index, every change of their state in the ledger."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from generator.archive.database import Index, Row
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.open_classes import is_secret_class
from generator.archive.records import ArchivedItem, FiledItem
from generator.archive.register import SRIKANDI
from generator.archive.store import Store
from generator.archive.topics.topic import EventKind, Finding, Topic, TopicCheck
from generator.archive.topics.whereabouts import Whereabouts
from generator.vocabulary.prints import CALLED_OFF, RECALL, RECALLED, PrintJob, PrintState
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Prints", "want_print"]

TABLES = """
CREATE TABLE IF NOT EXISTS prints (
    key TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, case_number TEXT NOT NULL, item INTEGER NOT NULL,
    copy INTEGER NOT NULL, state TEXT NOT NULL, handle TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', why TEXT NOT NULL, wanted_at TEXT NOT NULL,
    changed_at TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS prints_by_ordinal ON prints (ordinal);
CREATE INDEX IF NOT EXISTS prints_by_case ON prints (case_number, item);
CREATE INDEX IF NOT EXISTS prints_by_change ON prints (changed_at);
CREATE INDEX IF NOT EXISTS prints_open ON prints (ordinal) WHERE state IN ('wanted', 'started');
"""

PDF_NAME = "surat.pdf"
WANTED, CHANGED, RELEASED = "print-wanted", "print-changed", "print-released"
REPLACED = f"{CALLED_OFF}surat ini sudah diganti dengan revisi berikutnya"
COLUMNS = (
    "p.*, i.type, i.number, i.folder, i.released_at, i.copies, i.access FROM prints p"
    " JOIN items i ON i.case_number = p.case_number AND i.item = p.item"
)


class Prints:
    """A `PrintStore` on the index and the ledger."""

    def __init__(self, index: Index, root: Path, write: Write) -> None:
        self._index = index
        self._root = root
        self._write = write

    def open_prints(self) -> list[PrintJob]:
        return self._jobs("p.state IN ('wanted', 'started') ORDER BY p.ordinal", [])

    def all(self, limit: int | None = None) -> list[PrintJob]:
        """Every copy, newest first."""
        return self._jobs("1 ORDER BY p.ordinal DESC LIMIT ?", [-1 if limit is None else limit])

    def of_case(self, case: str) -> list[PrintJob]:
        return self._jobs("p.case_number = ? ORDER BY p.ordinal", [case])

    def update_print(
        self, key: str, state: PrintState, *, handle: str = "", reason: str = ""
    ) -> None:
        """Write down how far a copy got; nothing is written when nothing changed."""
        row = self._index.row("SELECT state, handle, reason FROM prints WHERE key = ?", [key])
        if row is None:
            raise KeyError(key)
        now = (state.value, handle or row["handle"], reason)
        if now == (row["state"], row["handle"], row["reason"]):
            return
        data = {"key": key, "state": state.value, "handle": handle, "reason": reason}
        self._write([Event(name=CHANGED, data=data)])

    def to_recall(self, *, since: datetime) -> list[PrintJob]:
        """The copies of letters that hold no longer which may be on paper, and of which nobody was told yet."""
        return self._jobs(
            "i.is_replaced = 1 AND p.state IN ('done', 'unknown') AND p.changed_at >= ?"
            " AND p.reason NOT LIKE ? AND p.reason NOT LIKE ? ORDER BY p.changed_at, p.ordinal",
            [since.isoformat(), f"{RECALL}%", f"{RECALLED}%"],
        )

    def has_newer(self, job: PrintJob) -> bool:
        """Whether a copy of a letter that holds went to the printer under the same handle."""
        return bool(
            self._index.rows(
                "SELECT 1 FROM prints p JOIN items i ON i.case_number = p.case_number"
                " AND i.item = p.item WHERE p.handle = ? AND p.key != ? AND i.is_replaced = 0",
                [job.handle, job.key],
            )
        )

    def got_back(self, item: ArchivedItem) -> None:
        """Note that the copies of a letter that holds no longer are back, or were never printed."""
        jobs = self._jobs(
            "p.case_number = ? AND p.item = ? AND p.reason LIKE ?",
            [item.case, item.item, f"{RECALL}%"],
        )
        for job in jobs:
            self.update_print(job.key, job.state, reason=RECALLED)

    def release(self, item: ArchivedItem) -> ArchivedItem:
        """Let a letter's copies be printed, where they wait for approval; returns the letter."""
        self._write([Event(name=RELEASED, data={"case": item.case, "item": item.item})])
        return item

    def cancelled(self, case: str, number: str) -> list[Event]:
        """The events that take a letter's waiting copies back; what the printer has stays there."""
        rows = self._index.rows(
            f"SELECT {COLUMNS} WHERE p.case_number = ? AND i.number = ? AND p.state = 'wanted'",
            [case, number],
        )
        state = {"state": PrintState.FAILED.value, "handle": "", "reason": REPLACED}
        return [Event(name=CHANGED, data={"key": row["key"], **state}) for row in rows]

    def want(self, item: ArchivedItem, *, copies: int, why: str) -> list[PrintJob]:
        """Ask for further copies of a letter; each is a line of the ledger.

        Raises:
            UsageError: SRIKANDI prints it, or it holds no longer.
        """
        if item.is_replaced:
            raise UsageError("A059", found=item.number)
        if item.series == SRIKANDI:
            raise UsageError("A023", found=item.number)
        row = self._index.row(
            "SELECT coalesce(max(copy), 0) AS copy FROM prints WHERE case_number = ? AND item = ?",
            [item.case, item.item],
        )
        first = int(row["copy"]) + 1 if row else 1
        wanted = [
            {"case": item.case, "item": item.item, "copy": copy, "why": why}
            for copy in range(first, first + copies)
        ]
        self._write([Event(name=WANTED, data=data) for data in wanted])
        return self._jobs(
            "p.case_number = ? AND p.item = ? AND p.copy >= ? ORDER BY p.ordinal",
            [item.case, item.item, first],
        )

    def _jobs(self, condition: str, params: list[object]) -> list[PrintJob]:
        rows = self._index.rows(f"SELECT {COLUMNS} WHERE {condition}", params)
        return [self._job(row) for row in rows]

    def _job(self, row: Row) -> PrintJob:
        return PrintJob(
            key=row["key"],
            case=row["case_number"],
            item=row["item"],
            type=row["type"],
            number=row["number"],
            copy=row["copy"],
            pdf=self._root / row["folder"] / PDF_NAME,
            state=PrintState(row["state"]),
            handle=row["handle"],
            reason=row["reason"],
            why=row["why"],
            wanted_at=datetime.fromisoformat(row["wanted_at"]),
            changed_at=datetime.fromisoformat(row["changed_at"]),
            released_at=datetime.fromisoformat(row["released_at"]) if row["released_at"] else None,
            copies=row["copies"],
            is_secret=is_secret_class(row["access"]),
        )


def print_key(case: str, item: int, copy: int) -> str:
    """The name of one sheet for ever, also at the printer; it holds no personal data."""
    return f"{case}-{item:03d}-{copy}"


def want_print(
    index: Index, line: LedgerLine, *, case: str, item: int, copy: int, why: str
) -> None:
    """A copy enters the outbox; inside the caller's transaction."""
    at = line.at.isoformat()
    index.execute(
        "INSERT OR IGNORE INTO prints (key, ordinal, case_number, item, copy, state, why,"
        " wanted_at, changed_at)"
        " VALUES (?, (SELECT coalesce(max(ordinal), 0) + 1 FROM prints), ?, ?, ?, 'wanted', ?,"
        " ?, ?)",
        [print_key(case, item, copy), case, item, copy, why, at, at],
    )


def _wanted(index: Index, line: LedgerLine) -> None:
    data = line.data
    want_print(
        index, line, case=data["case"], item=data["item"], copy=data["copy"], why=data["why"]
    )


def _released(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE items SET released_at = coalesce(released_at, :at)"
        " WHERE case_number = :case AND item = :item",
        {**line.data, "at": line.at.isoformat()},
    )


def _changed(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE prints SET state = :state, reason = :reason, changed_at = :at,"
        " handle = CASE WHEN :handle = '' THEN handle ELSE :handle END WHERE key = :key",
        {**line.data, "at": line.at.isoformat()},
    )


def _place_of(index: Index, line: LedgerLine) -> tuple[str, int]:
    """`PMBS-2026-0007-002-1` is a sheet of item 2, wherever that was moved since."""
    key = str(line.data["key"])
    row = index.row("SELECT case_number, item FROM prints WHERE key = ?", [key])
    case, item, _copy = key.rsplit("-", 2)
    return (row["case_number"], row["item"]) if row else (case, int(item))


class _Check(TopicCheck):
    """The outbox has every wanted copy, in the state told last, and no copy of nothing."""

    def __init__(self, store: Store, index: Index, whereabouts: Whereabouts) -> None:
        super().__init__(store, index, whereabouts)
        self._told: dict[str, dict[str, str]] = defaultdict(dict)
        # Where the letter lies whose sheet was asked for when it was shown elsewhere.
        self._homes: dict[str, str] = {}

    def take_in(self, line: LedgerLine) -> None:
        data = line.data
        if line.event == WANTED:
            key = print_key(data["case"], data["item"], data["copy"])
            home, _ = self.whereabouts.lies(data["case"], data["item"])
            self._homes[key] = home
            self._told[home].setdefault(key, "wanted")
        elif line.event == CHANGED:
            home = self._homes.get(data["key"], data["key"].rsplit("-", 2)[0])
            self._told[home][data["key"]] = data["state"]

    def of_index(self, case: str, should: Mapping[int, FiledItem]) -> Iterator[Finding]:
        states = {
            row["key"]: row["state"]
            for one in sorted(self.whereabouts.showing(case))
            for row in self.index.rows("SELECT * FROM prints WHERE case_number = ?", [one])
            if self.whereabouts.lies(one, row["item"])[0] == case
        }
        wanted = {
            print_key(case, item, copy): "wanted"
            for item, filed in should.items()
            for copy in range(1, filed.record.copies + 1)
        } | self._told.get(case, {})
        for key in sorted(wanted.keys() | states.keys()):
            if wanted.get(key) != states.get(key):
                yield Finding(code="V022", where=key, is_damage=False)


TOPIC = Topic(
    tables=TABLES,
    events={
        WANTED: EventKind(words="cetak ulang diminta", handler=_wanted),
        CHANGED: EventKind(words="cetakan", handler=_changed, place_of=_place_of),
        RELEASED: EventKind(words="cetakan disetujui", handler=_released),
    },
    check=_Check,
)
