"""What comes back from SRIKANDI: the number and the date of a letter, and the signed PDF."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from generator.archive import ArchivedItem
from generator.desks.giving_up import take_from_uploads
from generator.filing.beside_print import file_signed
from generator.filing.srikandi_folder import SrikandiFolder
from generator.office.office import Office
from generator.vocabulary.problems import UsageError

__all__ = ["enter_number", "waiting_letters"]


def waiting_letters(office: Office) -> list[ArchivedItem]:
    """The letters whose number has not come back, the oldest first."""
    return [
        office.archive.items.named(f"{case}/{item}")
        for case, item in office.archive.srikandi.waiting()
    ]


def enter_number(
    office: Office, letter: str, number: str, day: date, *, signed: Path | None = None
) -> ArchivedItem:
    """Enter what a letter got, and file the signed PDF byte for byte; doing it again changes nothing.

    `letter` is its reference, its number so far, or `CASE/ITEM`.

    Raises:
        UsageError: there is no such letter for SRIKANDI, the number is taken, the day lies ahead, or the
            PDF cannot be filed.
    """
    number = " ".join(number.split())
    if day > office.clock.today():
        raise UsageError("A022", found=f"{day:%d-%m-%Y}")
    found = office.archive.items.named(letter)
    office.archive.srikandi.enter(found, number, day)
    known = office.archive.items.named(f"{found.case}/{found.item}")
    take_from_uploads(office.archive, SrikandiFolder(office.folder), known)
    if signed is not None:
        try:
            file_signed(office, known, signed, claim=f"srikandi-{uuid4().hex}")
        except UsageError as error:
            # The same PDF again: the number was entered in two goes.
            if error.problem.code != "A008":
                raise
    return office.archive.items.named(f"{found.case}/{found.item}")
