"""The only place that asks what time it is. Moments are timezone-aware, in the office's own zone."""

import ctypes
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

__all__ = ["WITA", "Clock", "FixedClock", "SystemClock", "kernel_keeps_time"]

WITA = ZoneInfo("Asia/Makassar")


class Clock(Protocol):
    """Tells the moment; a test passes one that stands still."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, to the second."""
        ...

    def today(self) -> date:
        """The present date in the office's zone."""
        ...

    @property
    def is_synchronised(self) -> bool:
        """Whether something outside of the machine keeps it right."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(WITA).replace(microsecond=0)

    def today(self) -> date:
        return self.now().date()

    @property
    def is_synchronised(self) -> bool:
        """As the kernel knows it, whichever program keeps the time (systemd-timesyncd, chrony, ntpd)."""
        return kernel_keeps_time()


class FixedClock:
    """Stands still until a test sets `moment`."""

    def __init__(self, moment: datetime, *, is_synchronised: bool = True) -> None:
        self.is_synchronised = is_synchronised
        self.moment = moment if moment.tzinfo else moment.replace(tzinfo=WITA)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


# adjtimex(2): the state of a clock that nothing keeps, and room for its structure, which grew over time.
TIME_ERROR, TIMEX_BYTES = 5, 512


def kernel_keeps_time() -> bool:
    """Whether the kernel's clock is kept by time synchronisation; asking needs no right and changes nothing.

    Where it cannot be asked it counts as kept: nobody is held up by a guess.
    """
    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES))
    except (OSError, AttributeError):
        return True
    return bool(state != TIME_ERROR)
