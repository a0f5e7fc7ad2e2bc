"""Where the registers stand when an office begins: the last number of its book on paper.

No office starts with an empty cupboard. A person says once a year for which numbers the book on paper
stands; the register then shows them as one row. Later a register only moves forward: what is leapt over
keeps a row each.
"""

from collections.abc import Mapping
from datetime import date

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.recovery import LEAPT, LONGEST_GAP, REGISTERS
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.problems import UsageError
from generator.vocabulary.registers import Series

__all__ = ["BEGUN", "OLD_BOOK", "TOPIC", "Beginnings", "numbers_of"]

TABLES = """
CREATE TABLE IF NOT EXISTS beginnings (
    series TEXT NOT NULL, year INTEGER NOT NULL, last INTEGER NOT NULL, reason TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (series, year)) STRICT;
"""
BEGUN = "register-begun"
# The type under which the numbers of the book on paper stand in one row.
OLD_BOOK = "buku-lama"
# A book with more numbers in one year is a slip of the hand.
MOST = 100_000


def numbers_of(last: int) -> str:
    """`1\N{EN DASH}437`: the numbers of the old book, as the register shows them."""
    return "1" if last == 1 else f"1\N{EN DASH}{last}"


class Beginnings:
    """What a person says about the book that this office had before."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def is_asked(self, year: int) -> bool:
        """Whether nobody has said yet where the registers begin; never asked of an office of earlier years."""
        earlier = self._index.row(
            "SELECT 1 FROM register WHERE year > 0 AND year < ? LIMIT 1", [year]
        )
        return earlier is None and self._index.row("SELECT 1 FROM beginnings LIMIT 1") is None

    def last_used(self, year: int) -> Mapping[str, int]:
        """The last number of each register that is taken."""
        rows = self._index.rows(
            "SELECT series, max(sequence) AS n FROM register WHERE year = ? GROUP BY series", [year]
        )
        used = {row["series"]: row["n"] for row in rows}
        return {series: used.get(series, 0) for series in REGISTERS}

    def begin(self, last: Mapping[str, int], *, reason: str, today: date) -> None:
        """Let registers go on behind the last number used; those that are not named begin at 1.

        A register that gave numbers of its own already moves forward: what lies between keeps its rows.

        Raises:
            UsageError: an unknown register, or a number that is taken already or impossible.
        """
        strange = [series for series in last if series not in REGISTERS]
        if strange:
            raise UsageError("A073", found=", ".join(strange), hint=", ".join(REGISTERS))
        with self._index.writing("numbers"):
            events = list(self._events(last, reason, today))
            for event in (one for one in events if one.data["last"]):
                self._index.execute(
                    "INSERT INTO counters (series, year, n) VALUES (:series, :year, :last)"
                    " ON CONFLICT DO UPDATE SET n = max(n, excluded.n)",
                    {key: event.data[key] for key in ("series", "year", "last")},
                )
        self._write(events)

    def _events(self, last: Mapping[str, int], reason: str, today: date) -> list[Event]:
        used, events = self.last_used(today.year), []
        for series in REGISTERS:
            taken, wanted = used[series], last.get(series)
            told = {"series": series, "year": today.year, "last": wanted or 0, "reason": reason}
            if wanted is not None and (wanted < taken or wanted > MOST):
                raise UsageError("A074", found=f"{series}={wanted}", hint=str(taken))
            if not taken:
                if wanted is not None or not self._has_begun(series, today.year):
                    events.append(Event(name=BEGUN, data=told))
            elif wanted is not None and wanted > taken:
                if wanted > taken + LONGEST_GAP:
                    raise UsageError("A074", found=f"{series}={wanted}", hint=str(taken))
                events.append(Event(name=LEAPT, data={**told, "first": taken + 1}))
        return events

    def _has_begun(self, series: Series, year: int) -> bool:
        told = "SELECT 1 FROM beginnings WHERE series = ? AND year = ?"
        return self._index.row(told, [series, year]) is not None


def _begun(index: Index, line: LedgerLine) -> None:
    data = line.data
    index.execute(
        "INSERT OR REPLACE INTO beginnings (series, year, last, reason, at) VALUES (?, ?, ?, ?, ?)",
        [data["series"], data["year"], data["last"], data["reason"], line.at.isoformat()],
    )
    if not data["last"]:
        return
    submission = f"buku-lama-{line.seq}"
    index.execute(
        "INSERT OR IGNORE INTO submissions (digest, claim, case_number, moment, is_new_case, filed)"
        " VALUES (?, ?, '', ?, 0, 1)",
        [submission, submission, line.at.isoformat()],
    )
    index.execute(
        "INSERT OR IGNORE INTO register (series, year, sequence, number, type, case_number, item,"
        " submission, moment, dated, note, in_ledger) VALUES (?, ?, ?, ?, ?, '', 0, ?, ?, ?, ?, 1)",
        [
            data["series"],
            data["year"],
            data["last"],
            numbers_of(data["last"]),
            OLD_BOOK,
            submission,
            line.at.isoformat(),
            line.at.date().isoformat(),
            data["reason"],
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
        BEGUN: EventKind(words="register dimulai dari buku lama", handler=_begun),
    },
)
