"""Plain data: all that a template ever sees of a case and of the office.

Mappings, lists, texts, numbers, dates and clock times. A model would hand its methods to whoever writes
a template, and through them the machine.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time
from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel

__all__ = ["Absent", "Plain", "plain"]

# None, bool, int, float, str, date, time, and lists and mappings of these.
Plain = Any
_WORDS = (str, bool, int, float, date, time)


class Absent(dict[str, None]):
    """A section that the form does not carry: false, and every key of it empty."""

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(keys))

    def __bool__(self) -> bool:
        return False


def plain(value: Any) -> Plain:
    """A value as a template may hold it.

    Raises:
        TypeError: there is no plain form of it; its kind is told, never its content.
    """
    if type(value) is str:
        # A letter and its mark as one character: fonts draw it, and PDFs give it back.
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, (*_WORDS, Absent)):
        return value
    if isinstance(value, BaseModel):
        return {key: plain(getattr(value, key)) for key in type(value).model_fields}
    if isinstance(value, SimpleNamespace):
        return {key: plain(one) for key, one in vars(value).items()}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    raise TypeError(f"no plain form of {type(value).__name__}")
