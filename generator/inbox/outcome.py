"""What became of one submission; the row that `pmbs process --json` prints."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator.vocabulary.problems import Problem

__all__ = ["Document", "Outcome", "OutcomeName"]

OutcomeName = Literal["filed", "rejected", "duplicate", "waiting", "held", "unmatched", "drafted"]


@dataclass(frozen=True, kw_only=True)
class Document:
    """One letter that a submission gave; `folder` is its item folder in the archive, absolute.

    `coming` is the day of which it is the record, while that is still to come.
    """

    type: str
    number: str
    title: str
    copies: int
    folder: Path
    revision: int = 1
    for_srikandi: bool = False
    name: str = "surat"
    coming: date | None = None

    @property
    def docx(self) -> Path:
        return self.folder / f"{self.name}.docx"

    @property
    def pdf(self) -> Path | None:
        """None of a letter that SRIKANDI numbers and prints."""
        return None if self.for_srikandi else self.folder / f"{self.name}.pdf"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`form` is the file's name as dropped, `case` the case number once there is one.

    `unchanged` are letters that a correction would not have changed, `attachments` the titles of
    what was filed along, `signed` the numbers of letters that came back signed, `incomplete` those of which
    something lacks yet, with what; a scan that nobody could match is `unmatched`, and `delivered` are the letters whose receipt came back. What waits for a
    head's approval (`awaits_approval`) lies in a tray of its own, what else waits in the inbox. A
    submission of several forms has an outcome for each in `parts`.
    """

    form: str
    outcome: OutcomeName
    case: str | None = None
    agenda: int | None = None
    documents: tuple[Document, ...] = ()
    unchanged: tuple[Document, ...] = ()
    attachments: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    delivered: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    awaits_approval: bool = False
    parts: tuple["Outcome", ...] = ()

    @property
    def each(self) -> tuple["Outcome", ...]:
        """The outcome of every form: the parts, or this one."""
        return self.parts or (self,)

    @property
    def needs_a_person(self) -> bool:
        """Whether the clerk or the administrator has to do something."""
        return self.outcome in ("rejected", "held", "unmatched")
