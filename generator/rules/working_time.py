"""Working days and office hours: when a time that was allowed has passed."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = ["OfficeHours"]

SPAN = re.compile(r"([01]\d|2[0-3])\.([0-5]\d)-([01]\d|2[0-3])\.([0-5]\d)")


class _Hours(NamedTuple):
    opens: time
    closes: time


def _hours(text: str) -> _Hours | None:
    """`07.30-16.00` as two times; None for an empty text: closed.

    Raises:
        ValueError: it says something else.
    """
    if not text.strip():
        return None
    found = SPAN.fullmatch(re.sub(r"\s", "", text).replace("–", "-").replace(":", "."))
    if found is None:
        raise ValueError(f"“{text}” bukan jam kerja seperti 07.30-16.00")
    opens, closes = (time(int(found[n]), int(found[n + 1])) for n in (1, 3))
    if closes <= opens:
        raise ValueError(f"“{text}”: jam tutup mendahului jam buka")
    return _Hours(opens, closes)


def _checked(text: str) -> str:
    _hours(text)
    return text


Hours = Annotated[str, AfterValidator(_checked)]


class OfficeHours(BaseModel):
    """When the office works: `07.30-16.00` for each day of the week, empty for a day it is closed.

    Indonesia's public holidays and days of joint leave (cuti bersama) are known; `closed` adds
    regional ones, and `working` takes back days on which the office works all the same.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    monday: Hours = "07.30-16.00"
    tuesday: Hours = "07.30-16.00"
    wednesday: Hours = "07.30-16.00"
    thursday: Hours = "07.30-16.00"
    friday: Hours = "07.30-16.30"
    saturday: Hours = ""
    sunday: Hours = ""
    closed: tuple[date, ...] = ()
    working: tuple[date, ...] = ()

    @property
    def _week(self) -> tuple[str, ...]:
        return (
            self.monday,
            self.tuesday,
            self.wednesday,
            self.thursday,
            self.friday,
            self.saturday,
            self.sunday,
        )

    def is_working_day(self, day: date) -> bool:
        return self._of(day) is not None

    def is_open(self, day: date, at: time) -> bool:
        """Whether the office works on `day` at this hour."""
        hours = self._of(day)
        return hours is not None and hours.opens <= at <= hours.closes

    def _of(self, day: date) -> _Hours | None:
        if day in self.working:
            return _hours(self._week[day.weekday()] or self.monday)
        if day in self.closed or day in _public_holidays():
            return None
        return _hours(self._week[day.weekday()])

    def end_of(self, day: date, like: datetime) -> datetime:
        """When work ends on `day`, in the zone of `like`; on a closed day, the end of the day."""
        hours = self._of(day)
        closes = hours.closes if hours else time(23, 59, 59)
        return datetime.combine(day, closes, like.tzinfo)

    def after_minutes(self, start: datetime, minutes: int) -> datetime:
        """When `minutes` of work after `start` have passed; outside of office hours none pass."""
        left = timedelta(minutes=minutes)
        for day, hours in self._working_days(start.date()):
            opens = max(start, datetime.combine(day, hours.opens, start.tzinfo))
            closes = datetime.combine(day, hours.closes, start.tzinfo)
            if opens <= closes and left <= closes - opens:
                return opens + left
            left -= max(closes - opens, timedelta(0))
        return start + left  # an office that never works

    def after_days(self, start: datetime, days: int) -> datetime:
        """The end of the `days`-th working day after the day of `start`."""
        following = self._working_days(start.date() + timedelta(days=1))
        for passed, (day, hours) in enumerate(following, start=1):
            if passed == days:
                return datetime.combine(day, hours.closes, start.tzinfo)
        return self.end_of(start.date() + timedelta(days=days), start)

    def _working_days(self, first: date) -> Iterator[tuple[date, _Hours]]:
        for ahead in range(366):
            day = first + timedelta(days=ahead)
            hours = self._of(day)
            if hours is not None:
                yield day, hours


@lru_cache(maxsize=1)
def _public_holidays() -> "HolidayBase":
    import holidays  # the calendars of the whole world: loaded where a day may be one

    return holidays.country_holidays("ID", categories=(holidays.PUBLIC, holidays.GOVERNMENT))
