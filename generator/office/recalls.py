"""Copies of letters that hold no longer: their sheets leave the folder, and staff are told to get them back."""

import logging
from datetime import timedelta
from pathlib import Path

from generator.archive import Archive
from generator.printing import set_aside
from generator.system.clock import Clock
from generator.vocabulary.prints import RECALL, PrintJob

__all__ = ["Recalls"]

log = logging.getLogger(__name__)

# Of a letter that was printed longer ago nobody still holds an unsigned copy to be signed.
SOON = timedelta(days=60)
ASIDE = f"{RECALL}surat ini tidak berlaku lagi; lembarnya dipindah ke cetak/tidak berlaku, dan yang sudah dicetak ditarik"
GONE = f"{RECALL}surat ini tidak berlaku lagi; lembar yang sudah dicetak ditarik dari meja tanda tangan"


class Recalls:
    """What is done, before anything is printed, about copies of letters that were replaced or given up."""

    def __init__(self, archive: Archive, printed: Path, clock: Clock) -> None:
        self._archive = archive
        self._printed = printed
        self._clock = clock

    def attend(self) -> None:
        """Set the sheets aside and note the copies to get back; a sheet that is open is tried again."""
        prints = self._archive.prints
        for job in prints.to_recall(since=self._clock.now() - SOON):
            try:
                lay_there = self._set_aside(job)
            except OSError as error:
                log.warning("sheet of %s not set aside yet: %s", job.key, error.strerror)
                continue
            prints.update_print(job.key, job.state, reason=ASIDE if lay_there else GONE)

    def _set_aside(self, job: PrintJob) -> bool:
        """Whether the sheet lay in the folder; one of a newer copy of the same name stays."""
        if not job.handle.endswith(".pdf") or self._archive.prints.has_newer(job):
            return False
        return set_aside(self._printed, Path(job.handle).name)
