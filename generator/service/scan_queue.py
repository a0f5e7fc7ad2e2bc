"""Scans, one at a time, on a thread of their own: reading a stack must not hold a form back."""

import logging
import queue
import threading

from generator.inbox.claims import Claim
from generator.office.office import Office
from generator.service import attachment_texts
from generator.service.handling import handle
from generator.vocabulary.problems import PmbsError

__all__ = ["ScanQueue"]

log = logging.getLogger(__name__)

SCAN_STOP_SECONDS = 10.0
READING_REST_SECONDS = 2.0


class ScanQueue:
    """The scans that wait to be read; between them it reads the attachments that were filed."""

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
