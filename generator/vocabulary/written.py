"""An answer kept as it was written, where a type stands: nobody is refused for "± 34 tahun" or "1985".

It is a text of a class of its own, so that whoever counts, compares or sorts has to say what happens to it.
"""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

__all__ = [
    "Count",
    "Day",
    "Hour",
    "Sex",
    "Written",
    "YesNo",
    "about_years",
    "age_on",
    "typed",
    "year_born",
    "youngest",
]

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_HOUR = re.compile(r"\d{2}:\d{2}(?::\d{2})?")
Value = TypeVar("Value")


class Written(str):
    """What was written where a date, an hour, a number, a sex, or yes or no was asked."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.is_instance_schema(
            cls, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


def typed(value: Value | Written | None) -> Value | None:
    """The value if it was read as its type; what is kept as written is no date, no number."""
    return None if isinstance(value, Written) else value


NUMBER = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")
OF_YEARS = re.compile(r"\d(?:[.,]\d+)?\s*(?:tahun|thn|th)\b", re.IGNORECASE)
SHORTER = re.compile(r"\d\s*(?:bulan|bln|bl|minggu|mgg|hari|hr)\b", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# Longer words than these tell a story.
LONGEST = 60


def about_years(age: int | str | None) -> int | None:
    """About how many years an age is, also one kept as written (`± 34 tahun`, `7 bln`); None if it does not tell.

    Of several (`34 atau 35`) the first, which people make the lower one.
    """
    if age is None or isinstance(age, int):
        return age
    said = age[:LONGEST]
    if SHORTER.search(said) and not OF_YEARS.search(said):
        return 0
    found = NUMBER.search(said)
    return int(found[1]) if found else None


def year_born(day: date | str | None) -> int | None:
    """The year of a birth, also of a day kept as written (`± 1985`, `Mei 1985`); the later one of two."""
    if isinstance(day, date):
        return day.year
    years = YEAR.findall((day or "")[:LONGEST])
    return max(map(int, years), default=None)


def age_on(born: date, day: date) -> int:
    """Whole years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def youngest(born: date | str | None, age: int | str | None, on: date) -> int | None:
    """How many years old somebody is at least on a day, by whichever answer makes them younger.

    Of a bare year of birth the last day is meant. None if neither tells.
    """
    ages = [] if (told := about_years(age)) is None else [told]
    if isinstance(born, date):
        ages.append(age_on(born, on))
    elif (year := year_born(born)) is not None:
        ages.append(on.year - year - 1)
    return min(ages, default=None)


# From data.json a text comes back as the value that it was, or as what was written.


def _day(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Written):
        return date.fromisoformat(value) if ISO_DAY.fullmatch(value) else Written(value)
    return value


def _hour(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Written):
        return time.fromisoformat(value) if ISO_HOUR.fullmatch(value) else Written(value)
    return value


def _plain(value: object) -> object:
    return Written(value) if isinstance(value, str) and not isinstance(value, Written) else value


def _sex(value: object) -> object:
    return value if value in ("L", "P") else _plain(value)


Day = Annotated[date | Written, BeforeValidator(_day)]
Hour = Annotated[time | Written, BeforeValidator(_hour)]
Count = Annotated[int | Written, BeforeValidator(_plain)]
YesNo = Annotated[bool | Written, BeforeValidator(_plain)]
Sex = Annotated[Literal["L", "P"] | Written, BeforeValidator(_sex)]
