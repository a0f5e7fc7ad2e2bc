"""The access class of a case: what its forms suggest, and what a person decided.

Every item carries the class of its case in the index, whatever it was when it was filed.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "Access", "CaseAccess"]

TABLES = """
CREATE TABLE IF NOT EXISTS access (
    case_number TEXT PRIMARY KEY, class TEXT NOT NULL, reason TEXT NOT NULL,
    decided TEXT NOT NULL, by_rule INTEGER NOT NULL DEFAULT 0, is_followed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX IF NOT EXISTS access_to_follow ON access (case_number) WHERE is_followed = 0;
CREATE TABLE IF NOT EXISTS access_suggestions (
    case_number TEXT NOT NULL, item INTEGER NOT NULL, class TEXT NOT NULL,
    is_open INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (case_number, item)) STRICT;
"""


@dataclass(frozen=True, kw_only=True)
class CaseAccess:
    """`decided` is the day the class was set; empty `suggested`: nothing waits for a decision.

    `by_rule`: the office's rules set it, and no person has looked at it yet.
    """

    access: str
    reason: str
    decided: date | None
    suggested: str
    by_rule: bool = False


class Access:
    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def of(self, case: str, *, default: str) -> CaseAccess:
        """The class of a case; `default` where nobody decided."""
        row = self._index.row("SELECT * FROM access WHERE case_number = ?", [case])
        waiting = self._index.row(
            "SELECT class FROM access_suggestions WHERE case_number = ? AND is_open"
            " ORDER BY item DESC",
            [case],
        )
        return CaseAccess(
            access=row["class"] if row else default,
            reason=row["reason"] if row else "",
            decided=date.fromisoformat(row["decided"]) if row else None,
            suggested=waiting["class"] if waiting else "",
            by_rule=bool(row and row["by_rule"]),
        )

    def suggested(self) -> list[str]:
        """The cases of which a form asks for another class, and nobody has decided."""
        rows = self._index.rows(
            "SELECT DISTINCT case_number FROM access_suggestions WHERE is_open ORDER BY case_number",
            [],
        )
        return [row["case_number"] for row in rows]

    def set_by_rule(self) -> list[str]:
        """The running cases whose class the office's rules set, and that no person looked at yet."""
        rows = self._index.rows(
            "SELECT a.case_number FROM access a JOIN cases c USING (case_number)"
            " WHERE a.by_rule = 1 AND c.closed IS NULL ORDER BY a.case_number"
        )
        return [row["case_number"] for row in rows]

    def unfollowed(self) -> list[str]:
        """The running cases whose class changed, and whose unsigned letters have not been looked at since."""
        rows = self._index.rows(
            "SELECT a.case_number FROM access a JOIN cases c USING (case_number)"
            " WHERE a.is_followed = 0 AND c.closed IS NULL AND EXISTS (SELECT 1 FROM items i"
            " WHERE i.case_number = a.case_number AND i.kind = 'surat' AND i.is_replaced = 0"
            " AND i.is_signed = 0) ORDER BY a.case_number"
        )
        return [row["case_number"] for row in rows]

    def followed(self, case: str) -> None:
        """Note that the letters of a case are those of its class."""
        self._write([Event(name="access-followed", data={"case": case})])

    def of_many(self, cases: Iterable[str]) -> set[str]:
        """The classes that the items of these cases carry."""
        rows = self._index.rows(
            "SELECT DISTINCT access FROM items"
            " WHERE case_number IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(cases))],
        )
        return {row["access"] for row in rows}

    def suggest(self, case: str, item: int, access: str) -> None:
        """Note that a form of the case asks for a class; a form is noted once."""
        known = "SELECT 1 FROM access_suggestions WHERE case_number = ? AND item = ?"
        if not self._index.rows(known, [case, item]):
            data = {"case": case, "item": item, "access": access}
            self._write([Event(name="access-suggested", data=data)])

    def decide(self, case: str, access: str, *, reason: str, by_rule: bool = False) -> None:
        """Set the class of a case and of everything in it; open suggestions are answered by it.

        `by_rule`: nobody decided, the office's rules did.

        Raises:
            UsageError: there is no such case.
        """
        if not self._index.rows("SELECT 1 FROM cases WHERE case_number = ?", [case]):
            raise UsageError("A005", found=case)
        told = {"case": case, "access": access, "reason": reason}
        data = {**told, "by_rule": True} if by_rule else told
        self._write([Event(name="access-set", data=data)])


def _suggested(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO access_suggestions (case_number, item, class)"
        " VALUES (:case, :item, :access)",
        line.data,
    )


def _decided(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR REPLACE INTO access (case_number, class, reason, decided, by_rule)"
        " VALUES (:case, :access, :reason, :decided, :by_rule)",
        {"by_rule": False, **line.data, "decided": line.at.date().isoformat()},
    )
    index.execute("UPDATE items SET access = :access WHERE case_number = :case", line.data)
    index.execute("UPDATE access_suggestions SET is_open = 0 WHERE case_number = :case", line.data)


def _followed(index: Index, line: LedgerLine) -> None:
    index.execute("UPDATE access SET is_followed = 1 WHERE case_number = :case", line.data)


TOPIC = Topic(
    tables=TABLES,
    events={
        "access-suggested": EventKind(words="kelas akses disarankan", handler=_suggested),
        "access-set": EventKind(
            words="kelas akses ditetapkan", handler=_decided, change="access-set"
        ),
        "access-followed": EventKind(
            words="surat disesuaikan dengan kelas aksesnya", handler=_followed
        ),
    },
)
