"""How the columns of a table on paper are laid out; told by a list, drawn by `paper`."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Align", "PaperColumn", "Side"]

Align = Literal["left", "center", "right"]
Side = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, kw_only=True)
class PaperColumn:
    """A column of a table: its heading, its width in cm (None shares what is left) and its side."""

    name: str
    width: float | None = None
    align: Align = "left"
