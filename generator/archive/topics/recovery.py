"""After a restore: which numbers may be on paper that the backup does not know, and the word that lets numbering go on.

A backup of last night knows nothing of this morning's letters. Until a person says for each register
where it goes on, or that nothing was issued since, no number is given; what is leapt over keeps its rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.register import CASES, FORMS, INTERNAL, LETTERS
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.problems import UsageError
from generator.vocabulary.registers import Series

__all__ = [
    "LEAPT",
    "LONGEST_GAP",
    "REGISTERS",
    "SKIPPED",
    "TOPIC",
    "Recovery",
    "Restored",
]

TABLES = """
CREATE TABLE IF NOT EXISTS recoveries (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, until_line INTEGER NOT NULL, until_at TEXT NOT NULL,
    answered TEXT) STRICT;
"""
RESTORED, RESUMED, LEAPT = "archive-restored", "numbering-resumed", "numbers-skipped"
# The registers whose numbers stand on paper, in the words of a command.
REGISTERS: tuple[Series, ...] = (LETTERS, INTERNAL, FORMS, CASES)
# The type under which a number stands that was leapt over.
SKIPPED = "dilewati"
REASON = "dilewati setelah pemulihan: mungkin sudah terpakai"
# A gap longer than a busy year's letters is a slip of the hand.
LONGEST_GAP = 5_000


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A restore that nobody has said anything to yet: up to which line of the ledger it reaches."""

    at: datetime
    line: int
    until: datetime


class Recovery:
    """What a person says after a restore."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def restored(self, *, line: int, until: datetime) -> None:
        """Note that the archive was brought back from a backup that reaches up to a line."""
        self._write([Event(name=RESTORED, data={"line": line, "until": until.isoformat()})])

    def waiting(self) -> Restored | None:
        """The restore that waits for an answer; None if none does."""
        row = self._index.row(
            "SELECT * FROM recoveries WHERE answered IS NULL ORDER BY seq DESC LIMIT 1"
        )
        if row is None:
            return None
        return Restored(
            at=datetime.fromisoformat(row["at"]),
            line=row["until_line"],
            until=datetime.fromisoformat(row["until_at"]),
        )

    def next_free(self, year: int) -> Mapping[str, int]:
        """The number that each register would give next, as far as the archive knows."""
        rows = self._index.rows("SELECT series, n FROM counters WHERE year = ?", [year])
        used = {row["series"]: row["n"] for row in rows}
        return {series: used.get(series, 0) + 1 for series in REGISTERS}

    def go_on(self, following: Mapping[str, int], *, today: date) -> None:
        """Let numbering go on, each register with the number that a person says is free.

        Raises:
            UsageError: no restore waits, a register is not named or unknown, or a number is taken already
                or lies too far ahead.
        """
        if self.waiting() is None:
            raise UsageError("A068")
        known = self.next_free(today.year)
        strange = [one for one in following if one not in known]
        missing = [one for one in known if one not in following]
        if strange or missing:
            raise UsageError("A069", found=", ".join(strange or missing), hint=", ".join(known))
        leaps = []
        for series, free in known.items():
            wanted = following[series]
            if not free <= wanted <= free + LONGEST_GAP:
                raise UsageError("A070", found=f"{series}={wanted}", hint=str(free))
            if wanted > free:
                leap = {"series": series, "year": today.year, "first": free, "last": wanted - 1}
                leaps.append(Event(name=LEAPT, data=leap))
        self._write([*leaps, Event(name=RESUMED, data={"next": dict(following)})])

    def nothing_issued(self, *, today: date) -> None:
        """Let numbering go on where the backup ends: an office that moved, and issued nothing since.

        Raises:
            UsageError: no restore waits.
        """
        self.go_on(self.next_free(today.year), today=today)


def _restored(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT INTO recoveries (seq, at, until_line, until_at) VALUES (?, ?, ?, ?)",
        [line.seq, line.at.isoformat(), line.data["line"], line.data["until"]],
    )


def _resumed(index: Index, line: LedgerLine) -> None:
    index.execute(
        "UPDATE recoveries SET answered = ? WHERE answered IS NULL", [line.at.isoformat()]
    )


def _leapt(index: Index, line: LedgerLine) -> None:
    """Each number that was leapt over keeps a row of its register, and is never given."""
    data = line.data
    submission = f"pemulihan-{line.seq}"
    index.execute(
        "INSERT OR IGNORE INTO submissions (digest, claim, case_number, moment, is_new_case, filed)"
        " VALUES (?, ?, '', ?, 0, 1)",
        [submission, submission, line.at.isoformat()],
    )
    for sequence in range(data["first"], data["last"] + 1):
        index.execute(
            "INSERT OR IGNORE INTO register (series, year, sequence, number, type, case_number, item,"
            " submission, moment, dated, void_reason, in_ledger)"
            " VALUES (?, ?, ?, ?, ?, '', 0, ?, ?, ?, ?, 1)",
            [
                data["series"],
                data["year"],
                sequence,
                str(sequence),
                SKIPPED,
                submission,
                line.at.isoformat(),
                line.at.date().isoformat(),
                data.get("reason", REASON),
            ],
        )
    index.execute(
        "INSERT INTO counters (series, year, n) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET n = max(n, excluded.n)",
        [data["series"], data["year"], data["last"]],
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        RESTORED: EventKind(words="dipulihkan dari cadangan", handler=_restored, is_look=True),
        RESUMED: EventKind(words="penomoran dilanjutkan", handler=_resumed),
        LEAPT: EventKind(words="nomor dilewati", handler=_leapt),
    },
)
