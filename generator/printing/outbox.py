"""The outbox: every wanted copy is brought to an end, and none is sent twice."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from generator.printing.printer import NotSentError, Printer, PrintRefusedError, PrintReport
from generator.vocabulary.prints import PrintJob, PrintRule, PrintState, PrintStore
from generator.vocabulary.problems import NotReadyError

__all__ = ["MOST_AT_PRINTER", "Outbox"]

log = logging.getLogger(__name__)

# More wait here, not there: each started copy is asked about in every pass, and a print server
# keeps only so many jobs (CUPS: 500).
MOST_AT_PRINTER = 50
# A printer that makes us wait for nothing is left alone for this many times as long, so that
# filing, done by the same thread, goes on.
REST_FACTOR = 3


class Outbox:
    """Brings the store's open copies to the printer, oldest first.

    `rule` tells for each wanted copy how it is printed and whether it is time; `marked` gives a copy
    the PDF of its own that it is printed from, `ended` is told when that is needed no more. `first` is what each pass begins with. `is_busy`
    tells after a pass whether anything may move in the next one.
    """

    def __init__(
        self,
        store: PrintStore,
        printer: Printer,
        *,
        rule: Callable[[PrintJob], PrintRule] = lambda _job: PrintRule(),
        marked: Callable[[PrintJob], PrintJob] = lambda job: job,
        ended: Callable[[PrintJob], None] = lambda _job: None,
        first: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._printer = printer
        self._rule = rule
        self._marked = marked
        self._ended = ended
        self._first = first
        self._not_before = 0.0
        self.is_busy = False

    def pump(self) -> None:
        """One pass over everything open. A printer that is down ends the pass; it is tried again."""
        self._first()
        if time.monotonic() < self._not_before:
            return
        jobs = self._store.open_prints()
        at_printer = sum(job.state is PrintState.STARTED for job in jobs)
        self.is_busy = False
        for job in jobs:
            is_new = job.state is PrintState.WANTED
            rule = self._rule(job)
            if is_new and rule.wait:
                self._store.update_print(job.key, job.state, reason=rule.wait)
                continue
            self.is_busy = True
            if is_new and at_printer >= MOST_AT_PRINTER:
                continue
            state = self._advance(replace(self._marked(job), sheet=rule.sheet))
            if state is None:
                return
            at_printer += (state is PrintState.STARTED) - (not is_new)
            if state not in (PrintState.WANTED, PrintState.STARTED):
                self._ended(job)

    def _advance(self, job: PrintJob) -> PrintState | None:
        """Take one copy as far as it goes now; None when the printer cannot be reached."""
        began = time.monotonic()
        try:
            if job.state is PrintState.WANTED:
                # One after the other: what fails from here on fails to a copy that has begun.
                job = self._prepared(job)
                job = self._sent(job)
            report = self._printer.follow(job)
        except NotSentError as error:
            self._wait(job, PrintState.WANTED, error)
            return PrintState.WANTED
        except NotReadyError as error:
            self._wait(job, job.state, error)
            now = time.monotonic()
            self._not_before = now + REST_FACTOR * (now - began)
            return None
        except PrintRefusedError as error:
            report = PrintReport(state=PrintState.FAILED, reason=error.problem.message)
        self._store.update_print(job.key, report.state, reason=report.reason)
        if report.state not in (PrintState.STARTED, PrintState.DONE):
            log.error("print %s ended %s: %s", job.key, report.state, report.reason)
        return report.state

    def _wait(self, job: PrintJob, state: PrintState, error: NotReadyError) -> None:
        """Keep a copy open, with the reason."""
        self._store.update_print(job.key, state, reason=error.problem.message)
        if error.problem.message != job.reason:
            log.warning("print %s waits: %s", job.key, error)

    def _prepared(self, job: PrintJob) -> PrintJob:
        """The copy with its handle, stored before anything can be on paper."""
        handle = self._printer.prepare(job)
        self._store.update_print(job.key, PrintState.STARTED, handle=handle)
        return replace(job, state=PrintState.STARTED, handle=handle)

    def _sent(self, job: PrintJob) -> PrintJob:
        """The copy as it is known to the printer that took it."""
        handle = self._printer.send(job)
        if not handle:
            return job
        self._store.update_print(job.key, PrintState.STARTED, handle=handle)
        return replace(job, handle=handle)
