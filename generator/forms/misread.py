"""An answer that a reader cannot take."""

from dataclasses import dataclass

__all__ = ["Misread"]


@dataclass(frozen=True)
class Misread:
    """An answer that cannot be taken: the problem's code and what it needs to be said."""

    code: str
    found: str = ""
    hint: str = ""
