"""Office hours and working days, held against a count of minutes that knows no shortcuts."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.rules.working_time import OfficeHours
from generator.system.clock import WITA

HOURS = OfficeHours()


def moment(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=WITA)


def test_minutes_pass_in_office_hours_only() -> None:
    # A Tuesday, ten minutes before the office closes: twenty of thirty are left for the morning.
    assert HOURS.after_minutes(moment(24, 15, 50), 30) == moment(25, 7, 50)


def test_what_comes_in_at_night_starts_in_the_morning() -> None:
    assert HOURS.after_minutes(moment(24, 21), 15) == moment(25, 7, 45)


def test_a_friday_afternoon_goes_on_on_monday() -> None:
    assert HOURS.after_minutes(moment(20, 16, 20), 30) == moment(23, 7, 50)


@pytest.mark.parametrize(
    ("start", "first"),
    [
        (date(2026, 8, 14), date(2026, 8, 18)),  # Independence Day on the Monday between
        (date(2026, 12, 23), date(2026, 12, 28)),  # joint leave on the 24th, Christmas, a weekend
        (date(2026, 3, 17), date(2026, 3, 25)),  # Nyepi, Lebaran and their joint leave
    ],
)
def test_public_holidays_and_joint_leave_are_no_working_days(start: date, first: date) -> None:
    noon = datetime(start.year, start.month, start.day, 12, tzinfo=WITA)
    assert HOURS.after_days(noon, 1).date() == first


def test_the_region_may_close_and_open_the_office_on_days_of_its_own() -> None:
    own = OfficeHours(closed=(date(2026, 11, 25),), working=(date(2026, 11, 28),))
    assert not own.is_working_day(date(2026, 11, 25))
    assert own.is_working_day(date(2026, 11, 28))
    assert own.after_days(moment(24, 9), 3) == moment(28, 16)


def test_an_office_that_never_works_still_gives_a_time() -> None:
    never = OfficeHours(monday="", tuesday="", wednesday="", thursday="", friday="")
    assert never.after_minutes(moment(24, 9), 30) == moment(24, 9, 30)
    assert never.after_days(moment(24, 9), 2).date() == date(2026, 11, 26)


@pytest.mark.parametrize("text", ["pagi", "16.00-07.30", "7.30", "25.00-26.00"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        OfficeHours(monday=text)


@pytest.mark.parametrize("text", ["07:30 - 16:00", "07.30–16.00"])
def test_hours_may_be_written_in_other_ways(text: str) -> None:
    hours = OfficeHours(monday=text)
    assert hours.after_minutes(moment(23, 15, 50), 10) == moment(23, 16)


@settings(max_examples=60, deadline=None)
@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 20)).map(  # noqa: DTZ001
        lambda at: at.replace(second=0, microsecond=0, tzinfo=WITA)
    ),
    minutes=st.integers(1, 900),
)
def test_the_minutes_between_are_as_many_as_were_allowed(start: datetime, minutes: int) -> None:
    end = HOURS.after_minutes(start, minutes)
    worked = 0
    at = start
    while at < end:
        closes = {4: (16, 30)}.get(at.weekday(), (16, 0))
        is_open = HOURS.is_working_day(at.date()) and (7, 30) <= (at.hour, at.minute) < closes
        worked += is_open
        at += timedelta(minutes=1)
    assert worked == minutes
