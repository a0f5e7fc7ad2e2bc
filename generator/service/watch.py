"""When to act: at once for `pmbs process`, on every change and every few seconds for `pmbs run`.

watchdog is only the alarm clock: inotify says nothing about files that another machine changes on a
mounted share, its queue overflows, and events are lost while we are down. The truth is a scan.
"""

import contextlib
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator import pipeline
from generator.inbox.claims import Claim
from generator.inbox.file_names import is_ignorable, printable_name
from generator.inbox.outcome import Outcome
from generator.office.office import Office
from generator.service import attachment_texts
from generator.service.daily_look import DailyShare
from generator.service.template_care import review_templates
from generator.submission import receipts as notes
from generator.submission.drafts import DraftDesk
from generator.submission.intake import claim_settled, is_scan
from generator.vocabulary.problems import (
    ArchiveDamagedError,
    ConfigurationError,
    PmbsError,
    Problem,
)

__all__ = ["handle_once", "run"]

log = logging.getLogger(__name__)

RETRY_SECONDS = 30.0
COMPLAINT_SECONDS = 60.0
STATUS_SECONDS = 60.0
SCAN_STOP_SECONDS = 10.0
READING_REST_SECONDS = 2.0
PRINT_PATIENCE_SECONDS = 15.0


def handle(office: Office, claim: Claim) -> Outcome:
    """Take a claim to its end, whatever happens on the way; a program that handed it in can ask.

    Raises:
        ArchiveDamagedError: nothing may be filed; the submission lies in the inbox again.
    """
    outcome = _to_its_end(
        claim,
        partial(pipeline.process, office),
        wait=partial(pipeline.wait, office),
        hold=partial(pipeline.hold, office),
    )
    office.tickets.tell(claim.name, outcome)
    return outcome


def _draft(desk: DraftDesk, claim: Claim) -> Outcome:
    """Make the drafts of a form, whatever happens on the way."""
    outcome = _to_its_end(claim, desk.process, wait=desk.wait, hold=desk.hold)
    log.info("draft %s: %s", claim.token, outcome.outcome)
    return outcome


def _to_its_end(
    claim: Claim,
    process: Callable[[Claim], Outcome],
    *,
    wait: Callable[[Claim, Problem], Outcome],
    hold: Callable[[Claim, Problem], Outcome],
) -> Outcome:
    try:
        return process(claim)
    except ArchiveDamagedError as error:
        wait(claim, error.problem)
        raise
    except OSError as error:
        # A full disk, a share that went away: not the form's fault, and it passes.
        log.exception("claim %s: storage failed", claim.token)
        problem = Problem(code="B018", found=error.strerror or type(error).__name__)
        return wait(claim, problem)
    except Exception as error:
        log.exception("claim %s: unexpected failure, held", claim.token)
        return hold(claim, Problem(code="A999", found=type(error).__name__))


def handle_once(
    office: Office,
    paths: Iterable[Path] = (),
    *,
    expect: Callable[[int], None] = lambda _count: None,
    report: Callable[[Outcome], None] = lambda _outcome: None,
) -> list[Outcome]:
    """Handle copies of `paths`, or without any what lies in the inbox, and print; then return.

    `expect` is told how many submissions there are, `report` what became of each.
    """
    office.archive.recover()
    given = [office.inbox.take_copy(path) for path in paths]
    leftovers = [claim for claim in office.inbox.claims.leftovers() if claim not in given]
    claims = leftovers + given
    if not given:
        claims += office.inbox.retake_held()
        claims += claim_settled(office.inbox, seconds=office.config.inbox.settle_seconds)
    desk = DraftDesk(office)
    forms = [] if given else desk.claims(hurried=True, retake=True)
    expect(len(claims) + len(forms))
    outcomes = []
    for claim in claims:
        outcomes.append(handle(office, claim))
        report(outcomes[-1])
    for form in forms:
        outcomes.append(_draft(desk, form))
        report(outcomes[-1])
    if not given:
        for outcome in _still_waiting(office, outcomes):
            outcomes.append(outcome)
            report(outcome)
    if any(one.outcome == "held" for one in outcomes) or office.reviewed_templates():
        _review(office)
    _print_for_a_while(office)
    _read_attachments(office)
    return outcomes


def _review(office: Office) -> None:
    """Lay out copies of faulty templates; that this cannot be done holds nothing up."""
    try:
        for problem in review_templates(office):
            log.warning("template: %s", problem.code)
    except (OSError, ConfigurationError) as error:
        log.error("templates not reviewed: %s", error)  # noqa: TRY400 - said, not traced


def _still_waiting(office: Office, told: list[Outcome]) -> list[Outcome]:
    """What could not be taken: somebody still writes to it or has it open in Word."""
    names = {outcome.form for outcome in told if outcome.outcome == "waiting"}
    left = [printable_name(path.name) for path in office.inbox.waiting()]
    problem = Problem(code="B017")
    return [
        Outcome(form=name, outcome="waiting", problems=(problem,))
        for name in left
        if name not in names
    ]


def _print_for_a_while(office: Office) -> None:
    deadline = time.monotonic() + PRINT_PATIENCE_SECONDS
    office.outbox.pump()
    while office.outbox.is_busy and time.monotonic() < deadline and office.archive.open_prints():
        time.sleep(0.5)
        office.outbox.pump()


def _read_attachments(office: Office) -> None:
    """Last of all: reading takes seconds a page, and everything is filed already."""
    after: int | None = 0
    while after is not None:
        after = attachment_texts.read_next(office, after=after)


class _AlarmClock(FileSystemEventHandler):
    def __init__(self, alarm: threading.Event) -> None:
        self._alarm = alarm

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in ("opened", "closed_no_write"):
            self._alarm.set()


class _ScanQueue:
    """Scans, one at a time, on a thread of their own: reading a stack must not hold a form back.

    Between them it reads the attachments that were filed.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._claims: queue.SimpleQueue[Claim | None] = queue.SimpleQueue()
        self.in_hand: set[str] = set()
        self._read: int = 0
        self._thread = threading.Thread(target=self._run, name="scans", daemon=True)
        self._thread.start()

    def put(self, claim: Claim) -> None:
        self.in_hand.add(claim.token)
        self._claims.put(claim)

    def stop(self) -> None:
        """Let the scan in hand end, for a while; one that takes longer is found again at the start."""
        self._claims.put(None)
        self._thread.join(SCAN_STOP_SECONDS)

    def _run(self) -> None:
        while True:
            try:
                claim = self._claims.get(timeout=READING_REST_SECONDS)
            except queue.Empty:
                self._read_attachments()
                continue
            if claim is None:
                return
            try:
                outcome = handle(self._office, claim)
                log.info("claim %s: %s, case %s", claim.token, outcome.outcome, outcome.case)
            except (OSError, PmbsError) as error:
                log.error("claim %s: %s", claim.token, error)  # noqa: TRY400 - said, not traced
            finally:
                self.in_hand.discard(claim.token)

    def _read_attachments(self) -> None:
        """Read what was filed since, until a scan comes in."""
        try:
            while self._claims.empty():
                found = attachment_texts.read_next(self._office, after=self._read)
                if found is None:
                    return
                self._read = found
        except (OSError, PmbsError) as error:
            log.warning("attachments are read later: %s", error)


class _Watch:
    """The service's loop: one thread handles forms and pumps the outbox."""

    def __init__(self, office: Office, stop: threading.Event) -> None:
        self._office = office
        self._stop = stop
        self._alarm = threading.Event()
        self._not_before: dict[str, float] = {}
        self._templates_seen: object = None
        self._desk = DraftDesk(office)
        self._retake_drafts = False
        self._last_complaint = ("", 0.0)
        self._posted = -STATUS_SECONDS
        self._scans = _ScanQueue(office)
        self._share = DailyShare(office)
        self._trouble = ""
        self._observer: BaseObserver | None = None

    def run(self) -> None:
        self._office.archive.recover()
        try:
            while not self._stop.is_set():
                rest = self._pass()
                self._post_status()
                self._alarm.wait(rest)
                self._alarm.clear()
        finally:
            if self._observer is not None:
                self._observer.stop()
                self._observer.join()
            self._scans.stop()
            self._share.stop()
            with contextlib.suppress(OSError):
                self._office.inbox.post(notes.stopped(self._office.clock.now()))

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
            self._office.inbox.post(notes.status(self._office.status(), trouble=self._trouble))

    def wake(self) -> None:
        self._alarm.set()

    def _pass(self) -> float:
        """One look at everything: what was held and may go on, what settled, what is to be printed.

        Returns:
            Seconds until the next look, if nothing happens before.
        """
        try:
            self._listen()
            for claim in self._abandoned():
                self._handle(claim)
            for path in self._office.inbox.settled():
                if self._stop.is_set():
                    return 0
                if not self._may_try(path.name):
                    continue
                taken = self._office.inbox.claim(path)
                if taken is not None:
                    self._handle(taken)
            for form in self._desk.claims(retake=self._retake_drafts):
                _draft(self._desk, form)
            self._retake_drafts = False
            self._office.outbox.pump()
            self._office.refresh_pages()
            self._trouble = ""
            return self._rest_seconds()
        except (OSError, PmbsError) as error:
            # The archive's disk or the share went away: say so, rest, look again.
            self._trouble = str(error)
            self._complain(self._trouble)
            return self._office.config.inbox.scan_seconds

    def _complain(self, reason: str) -> None:
        """Log a reason once a minute at most: a disk that is away is away for hours."""
        now = time.monotonic()
        if reason != self._last_complaint[0] or now - self._last_complaint[1] > COMPLAINT_SECONDS:
            self._last_complaint = (reason, now)
            log.error("pass failed: %s", reason)

    def _abandoned(self) -> list[Claim]:
        """Claims that a crash or a vanished share left behind, and held ones that may go on now."""
        claims = [
            claim
            for claim in self._office.inbox.claims.leftovers()
            if self._may_try(claim.name) and claim.token not in self._scans.in_hand
        ]
        if self._templates_changed():
            _review(self._office)
            self._retake_drafts = True
            claims += self._office.inbox.retake_held()
        return claims

    def _may_try(self, name: str) -> bool:
        return time.monotonic() >= self._not_before.get(name, 0)

    def _handle(self, claim: Claim) -> None:
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
        if self._office.outbox.is_busy and self._office.archive.open_prints():
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

    Raises:
        ArchiveDamagedError: the archive cannot be trusted.
    """
    watch = _Watch(office, stop)
    waker = threading.Thread(target=_wake_on, args=(stop, watch), daemon=True)
    waker.start()
    watch.run()


def _wake_on(stop: threading.Event, watch: _Watch) -> None:
    stop.wait()
    watch.wake()
