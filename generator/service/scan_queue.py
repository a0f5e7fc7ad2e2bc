"""Scans on threads of their own: reading a stack must not hold a form back, nor a signed page.

One thread looks at each scan that comes for a moment and handles what shows a letter's code; what would
need repairs or recognition goes to a second one, so that a long PDF of somebody else never stands in
front of pages that were signed. Each handles one at a time.
"""

import logging
import queue
import threading
import time

from generator.inbox.claims import Claim
from generator.office.office import Office
from generator.scans import has_a_code
from generator.service import attachment_texts
from generator.service.handling import handle
from generator.service.pulse import Pulse
from generator.vocabulary.problems import PmbsError

__all__ = ["ScanQueue"]

log = logging.getLogger(__name__)

SCAN_STOP_SECONDS = 10.0
READING_REST_SECONDS = 2.0
TROUBLE_REST_SECONDS = 900.0
# What could not be read in time is tried again so much later, and at each start.
AGAIN_SECONDS = 6 * 3600.0
# Two hundred pages whose words are recognised, and what stands around that.
ONE_SCAN_SECONDS = 3 * 3600.0

Waiting = queue.SimpleQueue[Claim | None]


class ScanQueue:
    """The scans that wait to be read; between them it reads the attachments that were filed."""

    def __init__(self, office: Office, pulse: Pulse) -> None:
        self._office = office
        self._pulse = pulse
        self._come: Waiting = queue.SimpleQueue()
        self._slow: Waiting = queue.SimpleQueue()
        self.in_hand: set[str] = set()
        self._read: int = 0
        self._rests_until = 0.0
        self._again_at = time.monotonic() + AGAIN_SECONDS
        self._threads = [
            threading.Thread(target=self._sort, name="scans", daemon=True),
            threading.Thread(target=self._take_time, name="slow-scans", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def put(self, claim: Claim) -> None:
        self.in_hand.add(claim.token)
        self._come.put(claim)

    def stop(self) -> None:
        """Let the scans in hand end, for a while; one that takes longer is found again at the start."""
        until = time.monotonic() + SCAN_STOP_SECONDS
        self._come.put(None)
        self._slow.put(None)
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _sort(self) -> None:
        name = threading.current_thread().name
        self._pulse.idle(name)
        while (claim := self._come.get()) is not None:
            self._pulse.busy(name, within=ONE_SCAN_SECONDS)
            if self._shows_a_code(claim):
                self._handle(claim)
            else:
                self._slow.put(claim)
            self._pulse.idle(name)

    def _shows_a_code(self, claim: Claim) -> bool:
        try:
            return has_a_code(claim.path)
        except Exception as error:  # noqa: BLE001 - what a file raises must not end the thread
            log.warning("claim %s: no glance at it: %s", claim.token, type(error).__name__)
            return False

    def _take_time(self) -> None:
        name = threading.current_thread().name
        while True:
            self._pulse.busy(name, within=ONE_SCAN_SECONDS)
            try:
                claim = self._slow.get(timeout=READING_REST_SECONDS)
            except queue.Empty:
                self._read_attachments()
                continue
            if claim is None:
                return
            self._handle(claim)

    def _handle(self, claim: Claim) -> None:
        try:
            outcome = handle(self._office, claim)
            log.info("claim %s: %s, case %s", claim.token, outcome.outcome, outcome.case)
        except (OSError, PmbsError) as error:
            log.error("claim %s: %s", claim.token, error)  # noqa: TRY400 - said, not traced
        finally:
            self.in_hand.discard(claim.token)

    def _try_again_in_time(self) -> None:
        """Begin anew, once in a while, with what could not be read."""
        if time.monotonic() >= self._again_at:
            self._read, self._again_at = 0, time.monotonic() + AGAIN_SECONDS

    def _read_attachments(self) -> None:
        """Read what was filed since, until a scan comes in."""
        if time.monotonic() < self._rests_until:
            return
        try:
            while self._slow.empty():
                self._pulse.busy(threading.current_thread().name, within=ONE_SCAN_SECONDS)
                found = attachment_texts.read_next(self._office, after=self._read)
                if found is None:
                    self._try_again_in_time()
                    return
                self._read = found
        except (OSError, PmbsError) as error:
            log.warning("attachments are read later: %s", error)
        except Exception as error:
            # Whatever one attachment holds: scans are read on, attachments again after a while.
            log.exception("attachments are read later: %s", type(error).__name__)
            self._rests_until = time.monotonic() + TROUBLE_REST_SECONDS
