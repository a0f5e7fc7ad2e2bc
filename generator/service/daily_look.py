"""What is done once a day beside the running service: a share of the archive held against itself, folders tidied."""

import logging
import threading
from datetime import date

from generator.office.office import Office
from generator.service.tidying import Tidying
from generator.vocabulary.problems import PmbsError

__all__ = ["DailyShare"]

log = logging.getLogger(__name__)

STOP_SECONDS = 10.0
# The day's look at the archive begins a while after the start, and is asked for every quarter hour.
SHARE_FIRST_SECONDS = 60.0
SHARE_SECONDS = 900.0


class DailyShare:
    """Looks at a share of the archive every day, on a thread of its own, resting between two cases."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stop = threading.Event()
        self._tidied: date | None = None
        self._thread = threading.Thread(target=self._run, name="verify", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End at the next case; the share is done again, which costs only time."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _tidy(self) -> None:
        """Once a day what is filed leaves the shared folders by the office's rule."""
        today = self._office.clock.today()
        if self._tidied == today:
            return
        self._tidied = today
        try:
            Tidying(self._office).carry_out()
        except (OSError, PmbsError) as error:
            log.error("tidying of the shared folders: %s", error)  # noqa: TRY400 - said, not traced
        except Exception as error:
            # Nobody foresaw it: the archive is held against itself all the same, and tomorrow is another day.
            log.exception("tidying of the shared folders: %s", type(error).__name__)

    def _run(self) -> None:
        wait = SHARE_FIRST_SECONDS
        while not self._stop.wait(wait):
            wait = SHARE_SECONDS
            self._tidy()
            if not self._office.config.archive.verify_days:
                continue
            try:
                seen = self._office.archive.care.daily(
                    days=self._office.config.archive.verify_days, stop=self._stop
                )
            except (OSError, PmbsError) as error:
                log.error("daily look at the archive: %s", error)  # noqa: TRY400 - said, not traced
                continue
            except Exception as error:
                log.exception("daily look at the archive: %s", type(error).__name__)
                continue
            for one in seen.findings if seen else ():
                log.error("archive: %s %s", one.code, one.where)
