"""Submissions whose letters a head approved before they took their numbers."""

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.topic import EventKind, Topic

__all__ = ["TOPIC", "Approvals"]

TABLES = """
CREATE TABLE IF NOT EXISTS approvals (submission TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
"""


class Approvals:
    """Who approved, and when, stands in the ledger; it holds for these bytes and no others."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def has(self, submission: str) -> bool:
        """Whether the submission with this digest was approved."""
        found = self._index.row("SELECT 1 FROM approvals WHERE submission = ?", [submission])
        return found is not None

    def give(self, submission: str) -> None:
        """Approve a submission; approving it again changes nothing."""
        if not self.has(submission):
            self._write([Event(name="submission-approved", data={"submission": submission})])


def _approved(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR IGNORE INTO approvals VALUES (?, ?)",
        [line.data["submission"], line.at.isoformat()],
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        "submission-approved": EventKind(words="konsep disetujui", handler=_approved),
    },
)
