"""An answer kept as it was written, where a type stands: nobody is refused for "± 34 tahun" or "1985".

It is a text of a class of its own, so that whoever counts, compares or sorts has to say what happens to it.
"""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

__all__ = ["Count", "Day", "Hour", "Sex", "Written", "YesNo", "about_years", "typed"]

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


YEARS = re.compile(r"(\d{1,3})\s*(?:tahun|thn|th)\b|^\D{0,12}(\d{1,3})\D{0,3}$", re.IGNORECASE)
SHORTER = re.compile(r"\d\s*(?:bulan|bln|bl|minggu|mgg|hari|hr)\b", re.IGNORECASE)


def about_years(age: int | str | None) -> int | None:
    """About how many years an age is, also one kept as written (`± 34 tahun`, `7 bln`); None if it does not tell."""
    if age is None or isinstance(age, int):
        return age
    found = YEARS.search(age[:60])
    if found:
        return int(found[1] or found[2])
    return 0 if SHORTER.search(age[:60]) else None


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
