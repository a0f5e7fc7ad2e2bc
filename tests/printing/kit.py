"""An outbox's store without an archive, wanted copies, and a child that dies at a chosen step."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.printing import Outbox, Printer
from generator.system import files
from generator.system.clock import WITA
from generator.vocabulary.prints import PrintJob, PrintSheet, PrintState
from tests.dying import in_a_child_that_dies
from tests.stub_converter import pdf_of

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=WITA)
OPEN = (PrintState.WANTED, PrintState.STARTED)


def wanted(folder: Path, copy: int = 1, **changes: Any) -> PrintJob:
    """A wanted copy of an invented letter; its PDF lies in `folder`."""
    pdf = folder / "surat.pdf"
    if not pdf.exists():
        pdf.write_bytes(pdf_of(["Surat Koordinasi", "400.9.8/12/DINSOSPM/2026"]))
    made = PrintJob(
        key=f"PMBS-2026-0007-002-{copy}",
        case="PMBS-2026-0007",
        item=2,
        type="surat-koordinasi",
        number="400.9.8/12/DINSOSPM/2026",
        copy=copy,
        pdf=pdf,
        state=PrintState.WANTED,
        handle="",
        reason="",
        why="rangkap",
        wanted_at=NOON,
        changed_at=NOON,
    )
    return replace(made, **changes)


class MemoryStore:
    """A `PrintStore` that also remembers every change it was told."""

    def __init__(self, *jobs: PrintJob) -> None:
        self.jobs = {job.key: job for job in jobs}
        self.changes: list[tuple[str, PrintState]] = []

    def open_prints(self) -> Sequence[PrintJob]:
        return [job for job in self.jobs.values() if job.state in OPEN]

    def update_print(
        self, key: str, state: PrintState, *, handle: str = "", reason: str = ""
    ) -> None:
        job = self.jobs[key]
        changed = replace(job, state=state, handle=handle or job.handle, reason=reason)
        if changed != job:
            self.jobs[key] = changed
            self.changes.append((key, state))

    @property
    def states(self) -> list[PrintState]:
        return [job.state for job in self.jobs.values()]

    @property
    def only(self) -> PrintJob:
        (job,) = self.jobs.values()
        return job


class FileStore(MemoryStore):
    """A store that outlives its process; each change is a durable step of its own."""

    def __init__(self, path: Path, *jobs: PrintJob) -> None:
        super().__init__(*jobs)
        self._path = path
        if path.exists():
            rows = json.loads(path.read_text(encoding="utf-8"))
            self.jobs = {row["key"]: _job(row) for row in rows}

    def update_print(
        self, key: str, state: PrintState, *, handle: str = "", reason: str = ""
    ) -> None:
        super().update_print(key, state, handle=handle, reason=reason)
        rows = [asdict(job) for job in self.jobs.values()]
        files.replace_file(self._path, json.dumps(rows, default=str).encode())


def _job(row: dict[str, Any]) -> PrintJob:
    row |= {name: datetime.fromisoformat(row[name]) for name in ("wanted_at", "changed_at")}
    told = {
        "pdf": Path(row["pdf"]),
        "state": PrintState(row["state"]),
        "sheet": PrintSheet(**row["sheet"]),
    }
    return PrintJob(**row | told)


def pump_in_a_child(
    printer: Callable[[], Printer], store: Callable[[], FileStore], *, die_at: int
) -> int:
    """One pass in a forked child that kills itself at the n-th durable moment.

    Returns:
        0 if it got to its end before that, else the negative signal number.
    """
    return in_a_child_that_dies(lambda: Outbox(store(), printer()).pump(), at=die_at)
