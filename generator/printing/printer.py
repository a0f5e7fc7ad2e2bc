"""What every printer promises."""

from dataclasses import dataclass
from typing import Protocol

from generator.prints import PrintJob, PrintState

__all__ = ["PrintReport", "Printer"]


@dataclass(frozen=True, kw_only=True)
class PrintReport:
    """How far a copy got; `reason` is in Indonesian and shown to staff."""

    state: PrintState
    reason: str = ""


class Printer(Protocol):
    """A way to paper. Between `prepare` and `send` the handle is stored, so that nothing prints twice."""

    def prepare(self, job: PrintJob) -> str:
        """Make everything ready; nothing can be on paper yet.

        Returns:
            A handle by which the job is found again after a crash.

        Raises:
            NotReadyError: the printer cannot be reached; the copy stays wanted.
        """
        ...

    def send(self, job: PrintJob) -> None:
        """Let it print; `job.handle` is what `prepare` gave.

        Raises:
            NotReadyError: the printer cannot be reached; the copy stays started.
        """
        ...

    def follow(self, job: PrintJob) -> PrintReport:
        """How far a started copy got; one that was surely never sent is sent now.

        Raises:
            NotReadyError: the printer cannot be reached.
        """
        ...
