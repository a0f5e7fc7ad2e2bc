"""When to act for `pmbs run`: on every change in the folders, and every few seconds.

watchdog is only the alarm clock: inotify says nothing about files that another machine changes on a
mounted share, its queue overflows, and events are lost while we are down. The truth is a scan.
"""

import contextlib
import logging
import os
import threading
import time
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator.inbox.claims import Claim
from generator.inbox.file_names import is_ignorable
from generator.office.office import Office
from generator.service.daily_look import DailyShare
from generator.service.handling import draft, handle, review
from generator.service.pulse import Pulse
from generator.service.scan_queue import ScanQueue
from generator.submission import receipts
from generator.submission.drafts import DraftDesk
from generator.submission.intake import is_scan
from generator.submission.reclassed import follow_classes
from generator.system.reserve import is_full, why_unwritable
from generator.system.sandbox import cage_here
from generator.system.supervisor import Supervisor
from generator.vocabulary.problems import PmbsError, Problem

__all__ = ["run"]

log = logging.getLogger(__name__)

RETRY_SECONDS = 30.0
COMPLAINT_SECONDS = 60.0
STATUS_SECONDS = 60.0
# A list of hundreds of clients is one form, on a slow machine with a printer that does not answer.
ONE_FORM_SECONDS = 1800.0
WORKER = "forms"


class _AlarmClock(FileSystemEventHandler):
    def __init__(self, alarm: threading.Event) -> None:
        self._alarm = alarm

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self._alarm.set()


class _Watch:
    """The service's loop: one thread handles forms and pumps the outbox."""

    def __init__(self, office: Office, stop: threading.Event, pulse: Pulse | None = None) -> None:
        self._office = office
        self._stop = stop
        self._pulse = pulse or Pulse(Supervisor({}))
        self._alarm = threading.Event()
        self._not_before: dict[str, float] = {}
        self._templates_seen: object = None
        self._desk = DraftDesk(office)
        self._retake_drafts = False
        self._last_complaint = ("", 0.0)
        self._posted = -STATUS_SECONDS
        self._scans = ScanQueue(office, self._pulse)
        self._share = DailyShare(office)
        self._trouble = ""
        self._observer: BaseObserver | None = None

    def run(self) -> None:
        self._office.archive.recover()
        self._pulse.busy(WORKER, within=ONE_FORM_SECONDS)
        self._pulse.start(cage_here().described)
        try:
            while not self._stop.is_set():
                rest = self._pass()
                self._post_status()
                self._alarm.wait(rest)
                self._alarm.clear()
        finally:
            self._pulse.stop()
            if self._observer is not None:
                self._observer.stop()
                self._observer.join()
            self._scans.stop()
            self._share.stop()
            with contextlib.suppress(OSError):
                self._office.inbox.post(receipts.stopped(self._office.clock.now()))

    def _listen(self) -> None:
        """Be woken by the inbox; one that is away now is listened to once it is back.

        Raises:
            OSError: it is away.
        """
        if self._observer is None:
            observer = Observer()
            for folder in (
                self._office.inbox.folder,
                self._office.templates,
                self._desk.box.folder,
            ):
                observer.schedule(_AlarmClock(self._alarm), str(folder))
            observer.start()
            self._observer = observer

    def _post_status(self) -> None:
        """Say once a minute in the inbox itself that the service lives, and what waits there."""
        if time.monotonic() - self._posted < STATUS_SECONDS:
            return
        self._posted = time.monotonic()
        with contextlib.suppress(OSError, PmbsError):
            for box in (self._office.inbox, self._desk.box):
                box.clear_originals()
        with contextlib.suppress(OSError, PmbsError):
            self._say_status()

    def _say_status(self) -> None:
        """Also on a full disk: the old text makes room for the new one, and the reserve for both."""
        trouble = self._trouble
        try:
            self._office.archive.store.reserve.keep()
        except OSError as error:
            trouble = trouble or Problem(code="S039", found=why_unwritable(error)).message
        text = receipts.status(self._office.status(), trouble=trouble)
        try:
            self._office.inbox.post(text)
        except OSError as error:
            if not (is_full(error) and self._office.archive.store.reserve.spend()):
                raise
            self._office.inbox.post(text)

    def wake(self) -> None:
        self._alarm.set()

    def _pass(self) -> float:
        """One look at everything: what was held and may go on, what settled, what is to be printed.

        Returns:
            Seconds until the next look, if nothing happens before.
        """
        self._pulse.busy(WORKER, within=ONE_FORM_SECONDS)
        try:
            self._listen()
            for claim in self._abandoned():
                self._handle(claim)
            for paths in self._office.inbox.settled_together():
                if self._stop.is_set():
                    return 0
                if not all(self._may_try(path.name) for path in paths):
                    continue
                taken = self._office.inbox.claim_together(paths)
                if taken is not None:
                    self._handle(taken)
            for form in self._desk.claims(retake=self._retake_drafts):
                self._pulse.busy(WORKER, within=ONE_FORM_SECONDS)
                draft(self._desk, form)
            self._retake_drafts = False
            follow_classes(self._office)
            self._office.outbox.pump()
            self._office.refresh_pages()
            self._trouble = ""
            return self._rest_seconds()
        except (OSError, PmbsError) as error:
            # The archive's disk or the share went away: say so, rest, look again.
            self._trouble = str(error)
            self._complain(self._trouble)
            return self._office.config.inbox.scan_seconds
        except Exception as error:  # noqa: BLE001 - told in the status, traced in the log
            # Nobody foresaw it: the service stays, says so, and looks again.
            self._trouble = f"A999 {type(error).__name__}"
            self._complain(self._trouble, is_unforeseen=True)
            return self._office.config.inbox.scan_seconds

    def _complain(self, reason: str, *, is_unforeseen: bool = False) -> None:
        """Log a reason once a minute at most: a disk that is away is away for hours."""
        now = time.monotonic()
        if reason != self._last_complaint[0] or now - self._last_complaint[1] > COMPLAINT_SECONDS:
            self._last_complaint = (reason, now)
            log.error("pass failed: %s", reason, exc_info=is_unforeseen)

    def _abandoned(self) -> list[Claim]:
        """Claims that a crash or a vanished share left behind, and held ones that may go on now."""
        claims = [
            claim
            for claim in self._office.inbox.claims.leftovers()
            if self._may_try(claim.name) and claim.token not in self._scans.in_hand
        ]
        if self._templates_changed():
            review(self._office)
            self._retake_drafts = True
            claims += self._office.inbox.retake_held()
        return claims

    def _may_try(self, name: str) -> bool:
        return time.monotonic() >= self._not_before.get(name, 0)

    def _handle(self, claim: Claim) -> None:
        self._pulse.busy(WORKER, within=ONE_FORM_SECONDS)
        if is_scan(claim):
            self._scans.put(claim)
            return
        self._not_before[claim.name] = time.monotonic() + RETRY_SECONDS
        outcome = handle(self._office, claim)
        log.info("claim %s: %s, case %s", claim.token, outcome.outcome, outcome.case)
        if outcome.outcome != "waiting" or outcome.awaits_approval:
            del self._not_before[claim.name]
        self._office.outbox.pump()

    def _templates_changed(self) -> bool:
        """Whether templates or settings changed since the last look; true at the first look."""
        folder = self._office.templates
        seen = sorted(
            (path.name, status.st_mtime_ns, status.st_size, status.st_ino)
            for path in folder.glob("*.*")
            if not is_ignorable(path.name) and (status := _status(path)) is not None
        )
        changed = seen != self._templates_seen
        self._templates_seen = seen
        return changed

    def _rest_seconds(self) -> float:
        settings = self._office.config.inbox
        if self._office.inbox.waiting() or self._desk.box.waiting():
            return min(settings.scan_seconds, max(0.2, settings.settle_seconds / 2))
        if self._office.outbox.is_busy and self._office.archive.prints.open_prints():
            return min(settings.scan_seconds, 1.0)
        return settings.scan_seconds


def _status(path: Path) -> os.stat_result | None:
    """None for a file that went away meanwhile: Word saves by renaming."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def run(office: Office, stop: threading.Event) -> None:
    """Watch the inbox until `stop` is set; the form in hand is finished first.

    systemd, where it started us, hears that work begins, that every thread goes on with it, and that it ends.

    Raises:
        ArchiveDamagedError: the archive cannot be trusted.
    """
    watch = _Watch(office, stop, Pulse(Supervisor()))
    waker = threading.Thread(target=_wake_on, args=(stop, watch), daemon=True)
    waker.start()
    watch.run()


def _wake_on(stop: threading.Event, watch: _Watch) -> None:
    stop.wait()
    watch.wake()
