"""The outbox: every wanted copy is brought to an end, and none is sent twice."""

import logging
from dataclasses import replace

from generator.printing.printer import Printer, PrintReport
from generator.prints import PrintJob, PrintState, PrintStore
from generator.problems import NotReadyError

__all__ = ["Outbox"]

log = logging.getLogger(__name__)


class Outbox:
    """Brings the store's open copies to the printer, oldest first."""

    def __init__(self, store: PrintStore, printer: Printer) -> None:
        self._store = store
        self._printer = printer

    def pump(self) -> None:
        """One pass over everything open. A printer that is down ends the pass; it is tried again."""
        for job in self._store.open_prints():
            try:
                report = self._advance(job)
            except NotReadyError as error:
                log.warning("print %s waits: %s", job.key, error.problem.code)
                self._store.update_print(job.key, self._state(job), reason=error.problem.message)
                return
            except FileNotFoundError:
                report = PrintReport(
                    state=PrintState.FAILED, reason="PDF-nya tidak ada dalam arsip."
                )
            self._store.update_print(job.key, report.state, reason=report.reason)

    def _advance(self, job: PrintJob) -> PrintReport:
        """Take a copy as far as it goes now; the handle is stored before anything can print."""
        if job.state is PrintState.WANTED:
            handle = self._printer.prepare(job)
            self._store.update_print(job.key, PrintState.STARTED, handle=handle)
            job = replace(job, state=PrintState.STARTED, handle=handle)
            self._printer.send(job)
        return self._printer.follow(job)

    def _state(self, job: PrintJob) -> PrintState:
        """The state as stored now: a printer may have gone away after the handle was stored."""
        stored = {one.key: one.state for one in self._store.open_prints()}
        return stored.get(job.key, job.state)
