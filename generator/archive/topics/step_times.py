"""Times of SOP steps that a person set by hand, where the documents do not tell them right."""

from dataclasses import dataclass
from datetime import datetime

from generator.archive.database import Index
from generator.archive.ledger import Event, LedgerLine, Write
from generator.archive.topics.topic import EventKind, Topic
from generator.vocabulary.problems import UsageError

__all__ = ["TOPIC", "StepTime", "StepTimes"]

TABLES = """
CREATE TABLE IF NOT EXISTS step_times (
    case_number TEXT NOT NULL, step INTEGER NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (case_number, step)) STRICT;
"""


@dataclass(frozen=True, kw_only=True)
class StepTime:
    """When a step was finished, as a person says, and why the documents tell it otherwise."""

    at: datetime
    reason: str


class StepTimes:
    """Corrected times; the last one of a step counts, the ledger keeps all."""

    def __init__(self, index: Index, write: Write) -> None:
        self._index = index
        self._write = write

    def of(self, case: str) -> dict[int, StepTime]:
        rows = self._index.rows("SELECT * FROM step_times WHERE case_number = ?", [case])
        return {
            row["step"]: StepTime(at=datetime.fromisoformat(row["at"]), reason=row["reason"])
            for row in rows
        }

    def correct(self, case: str, step: int, *, at: datetime, reason: str) -> None:
        """Say when a step was finished.

        Raises:
            UsageError: there is no such case.
        """
        if not self._index.rows("SELECT 1 FROM cases WHERE case_number = ?", [case]):
            raise UsageError("A005", found=case)
        data = {"case": case, "step": step, "at": at.isoformat(), "reason": reason}
        self._write([Event(name="step-corrected", data=data)])


def _corrected(index: Index, line: LedgerLine) -> None:
    index.execute(
        "INSERT OR REPLACE INTO step_times VALUES (:case, :step, :at, :reason)", line.data
    )


TOPIC = Topic(
    tables=TABLES,
    events={
        "step-corrected": EventKind(words="waktu langkah dibetulkan", handler=_corrected),
    },
)
