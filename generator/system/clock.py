"""The only place that asks what time it is. Moments are timezone-aware, in the office's own zone."""

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

__all__ = ["WITA", "Clock", "FixedClock", "SystemClock"]

WITA = ZoneInfo("Asia/Makassar")


class Clock(Protocol):
    """Tells the moment; a test passes one that stands still."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, to the second."""
        ...

    def today(self) -> date:
        """The present date in the office's zone."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(WITA).replace(microsecond=0)

    def today(self) -> date:
        return self.now().date()


class FixedClock:
    """Stands still until a test sets `moment`."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment if moment.tzinfo else moment.replace(tzinfo=WITA)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()
