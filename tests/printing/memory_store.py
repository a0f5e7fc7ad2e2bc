"""An outbox in memory, and a job to put in it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.prints import PrintJob, PrintState
from tests.office_kit import NOON
from tests.stub_converter import pdf_of

OPEN = (PrintState.WANTED, PrintState.STARTED)


def wanted(folder: Path, *, copy: int = 1, item: int = 2, handle: str = "") -> PrintJob:
    """A copy that is wanted, with a real one-page PDF."""
    pdf = folder / f"surat-{item}.pdf"
    if not pdf.exists():
        pdf.write_bytes(pdf_of(["Surat percobaan", f"isi berkas {item}"]))
    return PrintJob(
        key=f"PMBS-2026-0001-{item:03d}-{copy}",
        case="PMBS-2026-0001",
        item=item,
        type="surat-koordinasi",
        number=f"400.9.8/{item}/DINSOSPM/2026",
        copy=copy,
        pdf=pdf,
        state=PrintState.WANTED,
        handle=handle,
        reason="",
        why="rangkap",
        wanted_at=NOON,
        changed_at=NOON,
    )


class MemoryStore:
    """Implements PrintStore; `history` keeps every state that was written down."""

    def __init__(self, *jobs: PrintJob) -> None:
        self.jobs = {job.key: job for job in jobs}
        self.history: list[tuple[str, PrintState]] = []

    def open_prints(self) -> Sequence[PrintJob]:
        return [job for job in self.jobs.values() if job.state in OPEN]

    def update_print(
        self, key: str, state: PrintState, *, handle: str = "", reason: str = ""
    ) -> None:
        job = self.jobs[key]
        self.jobs[key] = replace(job, state=state, handle=handle or job.handle, reason=reason)
        self.history.append((key, state))

    @property
    def states(self) -> list[PrintState]:
        return [job.state for job in self.jobs.values()]
