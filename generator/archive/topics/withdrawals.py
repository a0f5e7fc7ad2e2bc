"""Letters given up after they were filed: the paper stays, its row of the register keeps number and reason."""

from collections.abc import Mapping

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.records import ArchivedItem
from generator.archive.search.search import TOP
from generator.archive.topics.prints import CHANGED
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.prints import CALLED_OFF
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Withdrawals"]

TABLES = """
CREATE TABLE IF NOT EXISTS withdrawals (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, number TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (case_number, item)) STRICT;
CREATE INDEX IF NOT EXISTS withdrawals_by_number ON withdrawals (number);
"""
WITHDRAWN = "letter-withdrawn"
NOT_PRINTED = f"{CALLED_OFF}surat ini dibatalkan"


class Withdrawals:
    """Which letters were given up, and why."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def withdraw(self, letter: ArchivedItem, *, reason: str) -> None:
        """Give a filed letter up; copies that wait are not printed, a correction makes a new letter.

        Raises:
            UsageError: it came back signed, was replaced, or is no letter of ours.
        """
        if letter.kind != "surat" or letter.is_signed or letter.is_bound or letter.is_replaced:
            raise UsageError("A006", found=letter.number)
        waiting = self._index.rows(
            "SELECT key FROM prints WHERE case_number = ? AND item = ? AND state = 'wanted'",
            [letter.case, letter.item],
        )
        ended = {"state": "failed", "handle": "", "reason": NOT_PRINTED}
        data = {"case": letter.case, "item": letter.item, "number": letter.number}
        self._write(
            [
                *(Event(name=CHANGED, data={"key": row["key"], **ended}) for row in waiting),
                Event(name=WITHDRAWN, data={**data, "reason": reason}),
            ]
        )

    def of_case(self, case: str) -> Mapping[int, str]:
        """The reason of each letter of a case that was given up, by its place."""
        rows = self._index.rows(
            "SELECT item, reason FROM withdrawals WHERE case_number = ?", [case]
        )
        return {row["item"]: row["reason"] for row in rows}

    def has(self, number: str) -> bool:
        """Whether a letter with this very number was given up."""
        return bool(self._index.rows("SELECT 1 FROM withdrawals WHERE number = ?", [number]))

    def place_of(self, number: str) -> str:
        """Where the letter lies that was given up with this number, whole or up to a slash, as `CASE/ITEM`.

        Empty if there is none, or several numbers fit.
        """
        low = number.strip().rstrip("/") + "/"
        rows = self._index.rows(
            "SELECT case_number, item, number FROM withdrawals"
            " WHERE number = ? OR (number >= ? AND number < ?) ORDER BY item DESC",
            [number.strip(), low, f"{low}{TOP}"],
        )
        if len({row["number"] for row in rows}) != 1:
            return ""
        return f"{rows[0]['case_number']}/{rows[0]['item']}"


def _withdrawn(index: Index, line: LedgerLine) -> None:
    data = line.data
    index.execute(
        "INSERT OR REPLACE INTO withdrawals VALUES (:case, :item, :number, :reason)",
        {key: data[key] for key in ("case", "item", "number", "reason")},
    )
    # It no longer stands for its kind in the case: nothing waits for its signature.
    index.execute(
        "UPDATE items SET is_replaced = 1 WHERE case_number = ? AND item = ?",
        [data["case"], data["item"]],
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        WITHDRAWN: EventKind(words="surat dibatalkan", handler=_withdrawn, change="withdrawn"),
    },
)
