"""Who sent a form in by page or program; of one that was laid into the folder nobody knows it."""

import hashlib
from datetime import datetime

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.topic import EventKind, Topic

__all__ = ["TOPIC", "Senders"]

SENT = "form-sent"
TABLES = """
CREATE TABLE IF NOT EXISTS senders (name TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS senders_by_name ON senders (name);
"""


class Senders:
    """By the digest of the name under which it lay in the inbox, which no other had then."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def note(self, name: str) -> None:
        """Note that whoever acts sent what lies in the inbox under this name."""
        self._write([Event(name=SENT, data={"name": _digest(name)})])

    def of(self, name: str, *, before: datetime) -> str:
        """Who sent what came under this name and was filed then; empty if nobody knows."""
        row = self._index.row(
            "SELECT who FROM senders WHERE name = ? AND at <= ? ORDER BY at DESC LIMIT 1",
            [_digest(name), before.isoformat()],
        )
        return str(row["who"]) if row else ""


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _sent(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT INTO senders VALUES (?, ?, ?)", [line.data["name"], line.at.isoformat(), line.who]
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        SENT: EventKind(words="formulir dikirim", handler=_sent),
    },
)
