"""What every printer promises."""

from dataclasses import dataclass
from typing import Protocol

from generator.vocabulary.prints import PrintJob, PrintState
from generator.vocabulary.problems import NotReadyError, PmbsError, Problem

__all__ = ["NotSentError", "PrintRefusedError", "PrintReport", "Printer", "read_sheet", "report"]

TAIL_BYTES = 1024


class PrintRefusedError(PmbsError):
    """This copy can never print as it is; nothing of it is on paper. A person decides what next."""


class NotSentError(NotReadyError):
    """The printer answered that it takes nothing of this copy now: it is wanted on; others are tried."""


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
            NotSentError: it takes nothing of this copy now; the copy stays wanted.
            NotReadyError: the printer cannot be reached; the copy stays wanted.
            PrintRefusedError: this copy cannot be printed.
        """
        ...

    def send(self, job: PrintJob) -> str:
        """Let it print; `job.handle` is what `prepare` gave.

        Returns:
            A handle that knows more, to be stored in its place; empty if the old one does.

        Raises:
            NotSentError: nothing was taken; the copy is wanted again.
            NotReadyError: the printer cannot be reached; the copy stays started.
            PrintRefusedError: this copy cannot be printed.
        """
        ...

    def follow(self, job: PrintJob) -> PrintReport:
        """How far a started copy got; one that was surely never sent is sent now.

        Raises:
            NotReadyError: the printer cannot be reached.
            PrintRefusedError: this copy cannot be printed.
        """
        ...

    def describe(self) -> str:
        """What prints, in words for `pmbs doctor`, after having asked it.

        Raises:
            NotReadyError: it cannot be reached or cannot print letters.
        """
        ...


def read_sheet(job: PrintJob) -> bytes:
    """The archived PDF, looked at before it is sent.

    CUPS takes what is no PDF, prints nothing and calls the job completed.

    Raises:
        NotReadyError: it cannot be read now.
        PrintRefusedError: it is missing, or no whole PDF.
    """
    try:
        data = job.pdf.read_bytes()
    except FileNotFoundError as error:
        raise PrintRefusedError("C004", hint="tidak ada dalam arsip") from error
    except OSError as error:
        raise NotReadyError("C005", hint=f"PDF dalam arsip: {error.strerror}") from error
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-TAIL_BYTES:]:
        raise PrintRefusedError("C004", hint="rusak atau terpotong")
    return data


def report(state: PrintState, code: str, hint: str) -> PrintReport:
    """A report whose reason is the text of a problem."""
    return PrintReport(state=state, reason=Problem(code=code, hint=hint).message)
